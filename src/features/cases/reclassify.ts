import type { AreaPath } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import { startOfDay } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import { findPersons } from '../people/index.ts';
import * as classStore from './class-store.ts';
import { type Class, classify, type Evidence } from './classes.ts';
import * as links from './links-store.ts';
import { version } from './rules.ts';
import * as store from './store.ts';

export type Changed = { person: string; level: number | null; previous: number | null };
type By = { now: Date; account: string; reason: string };

/** Loads what the classes of some persons follow from: two steps up, never the whole graph. */
export const evidenceFor = async (db: Db, persons: readonly string[], asOf?: Date): Promise<Evidence> => {
  const into = await links.acceptedInto(db, persons, asOf);
  const sources = [...new Set(into.map(({ sourceId }) => sourceId))];
  const above = sources.length === 0 ? [] : await links.acceptedInto(db, sources, asOf);
  const all = [...new Map([...into, ...above].map((link) => [link.id, link])).values()];
  const everybody = [...new Set([...persons, ...sources, ...above.map(({ sourceId }) => sourceId)])];
  const [cases, isolated] = [
    (await store.casesOf(db, everybody)).filter(({ at }) => asOf === undefined || at <= asOf),
    await links.isolations(db, sources),
  ];
  const casesOf = Map.groupBy(cases, ({ personId }) => personId);
  const linksTo = Map.groupBy(all, ({ personId }) => personId);
  const isolationOf = new Map([
    ...isolated.map(({ personId, at }) => [personId, at] as const),
    ...cases.flatMap(({ personId, isolatedAt }) => (isolatedAt ? [[personId, isolatedAt] as const] : [])),
  ]);
  return {
    casesOf: (person) => (casesOf.get(person) ?? []).map((row) => ({ ...row, person })),
    linksTo: (person) =>
      (linksTo.get(person) ?? []).map((link) => ({
        id: link.id,
        source: link.sourceId,
        person,
        from: link.fromAt.getTime(),
        to: link.toAt.getTime(),
      })),
    isolationOf: (person) => isolationOf.get(person),
  };
};

/** They, and whoever their links reach in two steps. */
const reached = async (db: Db, persons: readonly string[]): Promise<string[]> => {
  const all = new Set(persons);
  let edge = [...persons];
  for (let step = 0; step < 2 && edge.length > 0; step += 1) {
    edge = (await links.reachedBy(db, edge)).map(({ person }) => person).filter((person) => !all.has(person));
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
    pending: level !== (before?.toldLevel ?? null),
    changedAt: now,
  };
};

const isSame = (one: classStore.ClassRow, other: classStore.ClassRow | undefined): boolean =>
  other !== undefined &&
  one.level === other.level &&
  one.caseId === other.caseId &&
  one.until?.getTime() === other.until?.getTime() &&
  one.chain.join() === other.chain.join();

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
  const persons = await findPersons(db, ids);
  const before = new Map((await classStore.lockClasses(db, ids)).map((row) => [row.personId, row]));
  const evidence = await evidenceFor(db, ids);
  const rows = persons
    .map((person) => rowOf(person, classify(evidence, person.id, now), before.get(person.id), evidence, now))
    .filter((row) => row.level !== null || before.has(row.personId))
    .filter((row) => !isSame(row, before.get(row.personId)));
  if (rows.length === 0) return [];
  await classStore.saveClasses(db, rows);
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

/** F0, F1, F2 as the field writes them. */
export const levelName = (level: number | null | undefined): string | null => (level == null ? null : `F${level}`);
