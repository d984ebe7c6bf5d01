import { newId } from '../../core/client.ts';
import { startOfDay } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import { findKept, idsOf, type PersonRow } from '../people/index.ts';
import * as classStore from './class-store.ts';
import { type Class, classify, type Evidence } from './classes.ts';
import { evidenceFor } from './evidence.ts';
import { version } from './rules.ts';
import { settleTasks } from './settling.ts';
import { isSameStanding, standingOf, type Told, toldOf } from './standing.ts';
import { reachedInTurn } from './turns.ts';

export type Changed = { person: string; level: number | null; previous: number | null };
type By = { now: Date; account: string; reason: string };

const sinceOf = (found: Class, evidence: Evidence, person: string): Date => {
  const own = evidence.casesOf(person).find(({ id }) => id === found.caseId);
  return found.level === 0 && own ? startOfDay(own.confirmedOn) : new Date(found.firstContact ?? 0);
};

const rowOf = (
  person: Pick<PersonRow, 'id' | 'area' | 'diedOn'>,
  found: Class | undefined,
  before: classStore.ClassRow | undefined,
  told: Told | undefined,
  evidence: Evidence,
  now: Date,
): classStore.ClassRow => {
  const counts = { level: found?.level ?? null, caseId: found?.caseId ?? null, until: found?.until ?? null };
  return {
    ...counts,
    personId: person.id,
    area: person.area,
    firstLevel: before?.firstLevel ?? counts.level,
    since: found ? sinceOf(found, evidence, person.id) : null,
    lastContactAt: found?.lastContact === undefined ? null : new Date(found.lastContact),
    chain: found?.chain ?? [],
    rule: version,
    toldLevel: before?.toldLevel ?? null,
    toldCase: before?.toldCase ?? null,
    toldUntil: before?.toldUntil ?? null,
    toldAt: before?.toldAt ?? null,
    readAt: before?.readAt ?? null,
    // Nobody is told of the dead.
    pending: person.diedOn === null && !isSameStanding(standingOf(counts, now), toldOf(told, now)),
    changedAt: now,
  };
};

const isSame = (one: classStore.ClassRow, other: classStore.ClassRow | undefined): boolean =>
  other !== undefined &&
  one.area === other.area &&
  one.level === other.level &&
  one.caseId === other.caseId &&
  one.pending === other.pending &&
  one.since?.getTime() === other.since?.getTime() &&
  one.until?.getTime() === other.until?.getTime() &&
  one.lastContactAt?.getTime() === other.lastContactAt?.getTime() &&
  one.chain.join() === other.chain.join();

/** Where something was told last, under whichever id. */
const lastTold = (rows: readonly classStore.ClassRow[]): Told | undefined =>
  rows.toSorted((a, b) => (b.toldAt?.getTime() ?? 0) - (a.toldAt?.getTime() ?? 0))[0];

/** A merged record has no class of its own while another stands for it. */
const cleared = (row: classStore.ClassRow, now: Date): classStore.ClassRow => ({
  ...row,
  level: null,
  since: null,
  until: null,
  lastContactAt: null,
  chain: [],
  caseId: null,
  pending: false,
  changedAt: now,
});

/**
 * Recomputes exactly who may have changed class after the cases or links of some persons did, and says what changed. Cost
 * grows with the people that accepted links reach from them in two steps.
 */
export const reclassify = async (
  db: Db,
  changed: readonly string[],
  { now, account, reason }: By,
): Promise<Changed[]> => {
  const ids = await reachedInTurn(db, changed);
  const kept = await findKept(db, ids);
  const persons = [...new Map([...kept.values()].map((row) => [row.id, row])).values()];
  const before = new Map((await classStore.lockClasses(db, ids)).map((row) => [row.personId, row]));
  const evidence = await evidenceFor(
    db,
    persons.map(({ id }) => id),
  );
  await settleTasks(db, persons, evidence, { now, account });
  const humans = persons.map((person) => ({
    person,
    rows: idsOf(person).flatMap((id) => before.get(id) ?? []),
  }));
  const rows = humans
    .map(({ person, rows: own }) =>
      rowOf(person, classify(evidence, person.id, now), before.get(person.id), lastTold(own), evidence, now),
    )
    .filter((row) => row.level !== null || before.has(row.personId))
    .filter((row) => !isSame(row, before.get(row.personId)));
  const gone = humans.flatMap(({ person, rows: own }) =>
    own.filter(({ personId, level, pending }) => personId !== person.id && (level !== null || pending)),
  );
  if (rows.length + gone.length === 0) return [];
  await classStore.saveClasses(db, [...rows, ...gone.map((row) => cleared(row, now))]);
  // What counts now against what counted until now: a class that has run out is none.
  const moved = rows
    .map((row) => ({
      row,
      level: standingOf(row, now)?.level ?? null,
      previous: standingOf(before.get(row.personId), now)?.level ?? null,
    }))
    .filter(({ level, previous }) => level !== previous);
  await classStore.saveChanges(
    db,
    moved.map(({ row: { personId, chain, caseId }, level, previous }) => ({
      personId,
      id: newId(now.getTime()),
      level,
      previous,
      chain: level === null ? [] : chain,
      caseId: level === null ? null : caseId,
      reason,
      at: now,
      byAccount: account,
    })),
  );
  return moved.map(({ row, level, previous }) => ({ person: row.personId, level, previous }));
};
