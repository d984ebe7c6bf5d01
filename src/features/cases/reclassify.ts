import type { AreaPath } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import { startOfDay } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import { findKept, idsOf } from '../people/index.ts';
import * as classStore from './class-store.ts';
import { type Class, classify, type Evidence } from './classes.ts';
import { allIdsOf, humansOf, isolationsOf } from './humans.ts';
import * as links from './links-store.ts';
import { version } from './rules.ts';
import * as store from './store.ts';

export type Changed = { person: string; level: number | null; previous: number | null };
type By = { now: Date; account: string; reason: string };

/**
 * Loads what the classes of some persons follow from: two steps up, never the whole graph. Of a human with merged records everything
 * stands under the kept one, whichever id it was made with.
 */
export const evidenceFor = async (db: Db, persons: readonly string[], asOf?: Date): Promise<Evidence> => {
  const own = await humansOf(db, persons);
  const into = await links.acceptedInto(db, allIdsOf(own, persons), asOf);
  const sources = [...new Set(into.map(({ sourceId }) => sourceId))];
  const first = await humansOf(db, sources);
  const above = sources.length === 0 ? [] : await links.acceptedInto(db, allIdsOf(first, sources), asOf);
  const all = [...new Map([...into, ...above].map((link) => [link.id, link])).values()];
  const everybody = [...new Set([...persons, ...all.flatMap(({ personId, sourceId }) => [personId, sourceId])])];
  const humans = await humansOf(db, everybody);
  const { keptOf } = humans;
  const cases = (await store.casesOf(db, allIdsOf(humans, everybody))).filter(
    ({ at }) => asOf === undefined || at <= asOf,
  );
  const isolated = isolationsOf(humans, await links.isolations(db, allIdsOf(first, sources)));
  const casesOf = Map.groupBy(cases, ({ personId }) => keptOf(personId));
  const linksTo = Map.groupBy(all, ({ personId }) => keptOf(personId));
  const isolationOf = new Map([
    ...isolated,
    ...cases.flatMap(({ personId, isolatedAt }) => (isolatedAt ? [[keptOf(personId), isolatedAt] as const] : [])),
  ]);
  return {
    casesOf: (person) => (casesOf.get(person) ?? []).map((row) => ({ ...row, person })),
    linksTo: (person) =>
      (linksTo.get(person) ?? []).map((link) => ({
        id: link.id,
        source: keptOf(link.sourceId),
        person,
        from: link.fromAt.getTime(),
        to: link.toAt.getTime(),
      })),
    isolationOf: (person) => isolationOf.get(person),
  };
};

/** They, and whoever their links reach in two steps, with every id of those. */
const reached = async (db: Db, persons: readonly string[]): Promise<string[]> => {
  const all = new Set(allIdsOf(await humansOf(db, persons), persons));
  let edge = [...all];
  for (let step = 0; step < 2 && edge.length > 0; step += 1) {
    const next = (await links.reachedBy(db, edge)).map(({ person }) => person);
    edge = allIdsOf(await humansOf(db, next), next).filter((person) => !all.has(person));
    for (const person of edge) all.add(person);
  }
  return [...all].sort();
};

const sinceOf = (found: Class, evidence: Evidence, person: string): Date => {
  const own = evidence.casesOf(person).find(({ id }) => id === found.caseId);
  return found.level === 0 && own ? startOfDay(own.confirmedOn) : new Date(found.firstContact ?? 0);
};

const rowOf = (
  person: { id: string; area: AreaPath },
  found: Class | undefined,
  before: classStore.ClassRow | undefined,
  told: number | null,
  evidence: Evidence,
  now: Date,
): classStore.ClassRow => {
  const level = found?.level ?? null;
  return {
    personId: person.id,
    area: person.area,
    level,
    firstLevel: before?.firstLevel ?? level,
    since: found ? sinceOf(found, evidence, person.id) : null,
    until: found?.until ?? null,
    lastContactAt: found?.lastContact === undefined ? null : new Date(found.lastContact),
    chain: found?.chain ?? [],
    caseId: found?.caseId ?? null,
    rule: version,
    toldLevel: before?.toldLevel ?? null,
    toldAt: before?.toldAt ?? null,
    readAt: before?.readAt ?? null,
    pending: level !== told,
    changedAt: now,
  };
};

const isSame = (one: classStore.ClassRow, other: classStore.ClassRow | undefined): boolean =>
  other !== undefined &&
  one.level === other.level &&
  one.caseId === other.caseId &&
  one.until?.getTime() === other.until?.getTime() &&
  one.chain.join() === other.chain.join();

/** What was told last, under whichever id. */
const toldOf = (rows: readonly classStore.ClassRow[]): number | null =>
  rows.toSorted((a, b) => (b.toldAt?.getTime() ?? 0) - (a.toldAt?.getTime() ?? 0))[0]?.toldLevel ?? null;

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
  const ids = await reached(db, changed);
  const kept = await findKept(db, ids);
  const persons = [...new Map([...kept.values()].map((row) => [row.id, row])).values()];
  const before = new Map((await classStore.lockClasses(db, ids)).map((row) => [row.personId, row]));
  const evidence = await evidenceFor(
    db,
    persons.map(({ id }) => id),
  );
  const humans = persons.map((person) => ({
    person,
    rows: idsOf(person).flatMap((id) => before.get(id) ?? []),
  }));
  const rows = humans
    .map(({ person, rows: own }) =>
      rowOf(person, classify(evidence, person.id, now), before.get(person.id), toldOf(own), evidence, now),
    )
    .filter((row) => row.level !== null || before.has(row.personId))
    .filter((row) => !isSame(row, before.get(row.personId)));
  const gone = humans.flatMap(({ person, rows: own }) =>
    own.filter(({ personId, level, pending }) => personId !== person.id && (level !== null || pending)),
  );
  if (rows.length + gone.length === 0) return [];
  await classStore.saveClasses(db, [...rows, ...gone.map((row) => cleared(row, now))]);
  const moved = rows.filter(({ personId, level }) => level !== (before.get(personId)?.level ?? null));
  await classStore.saveChanges(
    db,
    moved.map(({ personId, level, chain, caseId }) => ({
      personId,
      id: newId(now.getTime()),
      level,
      previous: before.get(personId)?.level ?? null,
      chain,
      caseId,
      reason,
      at: now,
      byAccount: account,
    })),
  );
  return moved.map(({ personId, level }) => ({
    person: personId,
    level,
    previous: before.get(personId)?.level ?? null,
  }));
};
