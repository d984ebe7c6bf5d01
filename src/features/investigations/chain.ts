import type { Handlers } from '../../core/api.ts';
import type { AreaPath } from '../../core/area.ts';
import { decodeCursor, encodeCursor, isUuid, wrongCursor } from '../../core/cursor.ts';
import { dayOf, startOfDay } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { areaName } from '../areas/index.ts';
import { allIdsOf, type CaseRow, classesOf, findCase, humansOf, levelName, standingLevel } from '../cases/index.ts';
import { findBriefs } from '../people/index.ts';
import * as store from './chain-store.ts';
import type { investigations } from './contract.ts';

/** A chain holds so many cases at most, and is followed from case to case so often. */
const mostCases = 200;
const mostSteps = 20;

type Chain = { cases: store.ChainCase[]; links: store.ChainLink[] };

/** The case, its outbreak's, and whatever cases standing links join to them within the actor's area, with all their links. */
const chainAround = async (db: Db, f0: CaseRow, area: AreaPath): Promise<Chain> => {
  const cases = new Map<string, store.ChainCase>([[f0.id, f0]]);
  for (const one of f0.outbreak ? await store.casesOfOutbreak(db, f0.outbreak, area, mostCases) : [])
    cases.set(one.id, one);
  const links: store.ChainLink[] = [];
  let edge = [...cases.values()];
  for (let step = 0; step < mostSteps && edge.length > 0; step += 1) {
    const found = await store.linksUnder(db, edge);
    links.push(...found);
    const [met, theirs] = [personsOf(found), personsOf(edge)];
    const humans = await humansOf(db, [...new Set([...met, ...theirs])]);
    const named = new Set(allIdsOf(humans, met));
    const own = new Set(allIdsOf(humans, theirs));
    const aliases = [...named.difference(new Set(met))];
    const linked = await store.casesLinkedWith(db, edge, { own: [...own], aliases }, area, mostCases);
    const others = linked.filter(({ id }) => !cases.has(id));
    const backward = (await store.linksUnder(db, others)).filter(({ personId }) => own.has(personId));
    const from = [...new Set(backward.map(({ sourceId }) => sourceId))];
    const sources = new Set(allIdsOf(await humansOf(db, from), from));
    edge = others
      .filter(({ personId }) => named.has(personId) || sources.has(personId))
      .slice(0, mostCases - cases.size);
    for (const one of edge) cases.set(one.id, one);
  }
  return byHumans(db, { cases: [...cases.values()], links });
};

const personsOf = (rows: readonly { personId: string }[]): string[] => [
  ...new Set(rows.map(({ personId }) => personId)),
];

/** The same chain by the record that stands for each human, whichever id a case or a link was made with. */
const byHumans = async (db: Db, { cases, links }: Chain): Promise<Chain> => {
  const ids = [...personsOf(cases), ...links.flatMap(({ personId, sourceId }) => [personId, sourceId])];
  const { keptOf } = await humansOf(db, [...new Set(ids)]);
  return {
    cases: cases.map((row) => ({ ...row, personId: keptOf(row.personId) })),
    links: links
      .map((row) => ({ ...row, personId: keptOf(row.personId), sourceId: keptOf(row.sourceId) }))
      .filter(({ personId, sourceId }) => personId !== sourceId),
  };
};

const personAfter = (cursor: string | undefined): string | undefined => {
  const values = decodeCursor(cursor, 1);
  return values === undefined ? undefined : isUuid(values[0]) ? values[0] : wrongCursor();
};

/** When each person enters the chain: the first contact known; of a case the day of it, or of onset or sample when earlier. */
const entries = ({ cases, links }: Chain): Map<string, Date> => {
  const first = new Map<string, Date>();
  const keep = (person: string, at: Date): void => {
    const before = first.get(person);
    if (!before || at < before) first.set(person, at);
  };
  for (const { personId, sourceId, fromAt } of links) {
    keep(personId, fromAt);
    keep(sourceId, fromAt);
  }
  for (const { personId, onsetOn, sampledOn } of cases) {
    keep(personId, startOfDay(onsetOn ?? sampledOn));
    first.set(personId, startOfDay(dayOf(first.get(personId) as Date)));
  }
  return first;
};

type Class = Awaited<ReturnType<typeof classesOf>>[number];

/** What a person is in the chain: F0 by an open case of it, else of the class that stands; or what the person was. */
const placeOf = (own: store.ChainCase | undefined, found: Class | undefined, now: Date) => {
  const level = own && !own.closedAt ? 'F0' : levelName(standingLevel(found, now));
  const [was, until] = own ? ['F0', own.closedAt] : [levelName(found?.level), found?.until];
  return { level, ended: was && until && was !== level && until <= now ? { level: was, until } : null };
};

export const chainPart = (house: House): Pick<Handlers<typeof investigations>, 'GET /cases/:id/graph'> => ({
  'GET /cases/:id/graph': async ({ params, query, actor, db, now, saw, note }) => {
    const f0 = (await findCase(db, params.id)) ?? fail('record.missing');
    mustBeAble(actor, 'case.read', f0.area);
    const chain = await chainAround(db, f0, actor.area);
    const entered = entries(chain);
    const after = personAfter(query.after);
    const later = [...entered.keys()].filter((id) => after === undefined || id > after).sort();
    const page = later.slice(0, query.limit);
    const isShown = new Set(page);
    const briefs = await findBriefs(house, db, page);
    const classes = new Map((await classesOf(db, page)).map((row) => [row.personId, row]));
    // Of a human with two cases the nearest to the one asked for, which is the first.
    const caseOf = new Map(chain.cases.toReversed().map((row) => [row.personId, row]));
    // A revoked case is looked at too, and makes nobody an F0.
    const revoked = f0.state === 'revoked' ? f0.id : undefined;
    saw(page);
    note({ case: f0.id, persons: page.length });
    const nodes = page.flatMap((id) => {
      const [person, own] = [briefs.get(id), caseOf.get(id)];
      if (!person) return [];
      const standing = placeOf(own?.id === revoked ? undefined : own, classes.get(id), now);
      return [
        {
          id,
          name: person.fullName,
          ...standing,
          area: person.area,
          since: entered.get(id) ?? null,
          case: own?.id ?? null,
        },
      ];
    });
    const areas = [...new Set(nodes.map(({ area }) => area))];
    return {
      nodes,
      edges: chain.links
        .filter(({ personId }) => isShown.has(personId))
        .map(({ personId, sourceId, kind, fromAt, toAt, accepted }) => ({
          source: sourceId,
          target: personId,
          kind,
          from: fromAt,
          to: toAt,
          accepted,
        })),
      areas: await Promise.all(areas.map(async (area) => ({ area, name: await areaName(house, area) }))),
      next: later.length > query.limit ? encodeCursor([page.at(-1) ?? null]) : null,
    };
  },
});
