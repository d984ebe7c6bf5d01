import type { Db } from '../../core/db.ts';
import type { Evidence } from './classes.ts';
import { allIdsOf, type Humans, humansOf } from './humans.ts';
import { isolationsOf } from './isolations.ts';
import * as links from './links-store.ts';
import * as store from './store.ts';

/** Every id of some humans, each with all ids of its human. */
const withIdsOf = (humans: Humans, persons: readonly string[]) =>
  allIdsOf(humans, persons).map((id) => ({ id, ids: humans.idsOf(humans.keptOf(id)) }));

/**
 * Loads what the classes of some persons follow from: two steps up, never the whole graph. Of a human with merged records everything
 * stands under the kept one, whichever id it was made with. `asOf` gives what was known at a moment, also what was revoked or
 * corrected since.
 */
export const evidenceFor = async (db: Db, persons: readonly string[], asOf?: Date): Promise<Evidence> => {
  const own = await humansOf(db, persons);
  return evidenceAbove(db, await links.acceptedInto(db, withIdsOf(own, persons), asOf), persons, asOf);
};

/**
 * The same where the links into somebody are known already, each under the kept record: cost grows with those they come from. Cases
 * and other links of those they lead to are not in it, unless these are named.
 */
export const evidenceAbove = async (
  db: Db,
  into: readonly links.LinkRow[],
  persons: readonly string[],
  asOf?: Date,
): Promise<Evidence> => {
  const sources = [...new Set(into.map(({ sourceId }) => sourceId))];
  const first = await humansOf(db, sources);
  const above = sources.length === 0 ? [] : await links.acceptedInto(db, withIdsOf(first, sources), asOf);
  const all = [...new Map([...into, ...above].map((link) => [link.id, link])).values()];
  const everybody = [
    ...new Set([...persons, ...sources, ...above.flatMap(({ personId, sourceId }) => [personId, sourceId])]),
  ];
  const humans = await humansOf(db, everybody);
  const { keptOf } = humans;
  const ids = allIdsOf(humans, everybody);
  const cases = await (asOf ? store.casesThen(db, ids, asOf) : store.casesOf(db, ids));
  const isolated = await isolationsOf(db, first, sources, asOf);
  const owned = cases.map((row) => ({ ...row, person: keptOf(row.personId) }));
  const casesOf = Map.groupBy(owned, ({ person }) => person);
  const linksTo = Map.groupBy(all, ({ personId }) => keptOf(personId));
  return {
    casesOf: (person) => casesOf.get(person) ?? [],
    linksTo: (person) =>
      (linksTo.get(person) ?? []).map((link) => ({
        id: link.id,
        source: keptOf(link.sourceId),
        person,
        from: link.fromAt.getTime(),
        to: link.toAt.getTime(),
      })),
    isolationsOf: (person) => [
      ...(isolated.get(person) ?? []),
      ...(casesOf.get(person) ?? []).flatMap(({ isolatedAt }) => isolatedAt ?? []),
    ],
  };
};
