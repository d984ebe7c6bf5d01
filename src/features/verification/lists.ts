import type { Handlers } from '../../core/api.ts';
import type { AreaPath } from '../../core/area.ts';
import { decodeCursor, encodeCursor, isUuid, timeOf, wrongCursor } from '../../core/cursor.ts';
import { dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { areaName, hamletsByName, spellingsOf } from '../areas/index.ts';
import { accountNames, findBriefs, findKept, openWho, personBrief } from '../people/index.ts';
import type { verification } from './contract.ts';
import * as store from './list-store.ts';
import type { WorkRow } from './store.ts';
import { listTests } from './test-store.ts';
import { showTests } from './tests.ts';
import { timeline } from './timeline.ts';
import { levels, showWork } from './work.ts';

/** A shift, when no start is given. */
const shift = 12 * 3_600_000;
const handedOver = 500;

const cursorOf = ({ level, callRequestedAt, openedAt, id }: WorkRow): string =>
  encodeCursor([level, callRequestedAt?.getTime() ?? null, openedAt.getTime(), id]);

const positionOf = (cursor: string | undefined): store.WorkPosition | undefined => {
  const values = decodeCursor(cursor, 4);
  if (!values) return undefined;
  const [level, called, opened, id] = values;
  const openedAt = timeOf(opened);
  const callRequestedAt = called === null ? null : timeOf(called);
  const isRank = level === 0 || level === 1 || level === 2;
  return isRank && openedAt && callRequestedAt !== undefined && isUuid(id)
    ? { level, callRequestedAt, openedAt, id }
    : wrongCursor();
};

type Placed = { area: AreaPath; hamlet: string | undefined };

/** Persons of a list with their hamlets as these are called now, whatever they were called when somebody wrote them. */
const inHamlets = async <P extends Placed>(house: House, persons: readonly P[]): Promise<P[]> => {
  const written = persons.filter(({ hamlet }) => hamlet);
  const { of } = await hamletsByName(
    house.database.door,
    written.map(({ area }) => area),
  );
  return persons.map((person) => {
    const now = person.hamlet && of(person.area, person.hamlet);
    return now ? { ...person, hamlet: now.name } : person;
  });
};

/** Items with their persons, and with phone and address where a list to carry is asked for. */
const showAll = async (house: House, db: Db, rows: readonly WorkRow[], now: Date, withPhones = false) => {
  const [persons, names] = await Promise.all([
    findKept(
      db,
      rows.map(({ personId }) => personId),
    ),
    accountNames(
      house.database.door,
      rows.map(({ takenBy }) => takenBy),
    ),
  ]);
  const briefs = await inHamlets(
    house,
    [...new Set(persons.values())].map((person) => personBrief(house.keys, person)),
  );
  const briefOf = new Map(briefs.map((brief) => [brief.id, brief]));
  return rows.flatMap((row) => {
    const person = persons.get(row.personId);
    const brief = person && briefOf.get(person.id);
    if (!brief) return [];
    const { phone = null, address = null } = withPhones ? openWho(house.keys, person) : {};
    return [{ ...showWork(row, brief, names, now), ...(withPhones && { phone, address }) }];
  });
};

export const lists = (house: House) =>
  ({
    'GET /work': async ({ query, actor, db, now, saw, note }) => {
      const { limit, after, triage, list, hamlet, area = actor.area, phones, ...filter } = query;
      mustBeAble(actor, 'work.read', area);
      const level = triage === undefined ? undefined : levels.indexOf(triage as 'urgent');
      // The level says which list; a clear one is on none.
      const asked = level === undefined ? list : level === 2 ? 'symptom' : 'due';
      const hamlets =
        hamlet === undefined
          ? undefined
          : await spellingsOf(house.database.door, area, hamlet, (commune) => store.hamletsWritten(db, commune));
      const wanted = { ...filter, hamlets, area, list: asked, level, now } as const;
      const rows = await store.listWork(db, wanted, positionOf(after), limit + 1);
      const page = rows.slice(0, limit);
      const last = page.at(-1);
      saw(page.map(({ personId }) => personId));
      if (phones) note({ phones: true });
      return {
        items: await showAll(house, db, page, now, phones),
        next: rows.length > limit && last ? cursorOf(last) : null,
      };
    },

    'GET /work/summary': async ({ query, actor, db, now }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'work.read', area);
      return store.summarize(db, area, dayOf(now), now);
    },

    'GET /work/hand-over': async ({ query, actor, db, now, saw }) => {
      const area: AreaPath = query.area ?? actor.area;
      mustBeAble(actor, 'work.read', area);
      const since = query.since ?? new Date(now.getTime() - shift);
      const [summary, done, open, checks, tests] = await Promise.all([
        store.summarize(db, area, dayOf(now), now),
        store.countDone(db, area, since),
        store.listWork(db, { area, list: 'due', now }, undefined, handedOver),
        store.listChecksDue(db, area, dayOf(now), handedOver),
        listTests(db, { area, awaiting: true, limit: handedOver }),
      ]);
      const persons = await findBriefs(
        house,
        db,
        checks.map(({ personId }) => personId),
      );
      saw([...open, ...checks, ...tests].map(({ personId }) => personId));
      return {
        area: area as string,
        areaName: await areaName(house, area),
        since,
        at: now,
        counts: { ...summary, ...Object.fromEntries(done.map(({ kind, count }) => [kind, count])) },
        open: await showAll(house, db, open, now),
        checksDue: checks.flatMap(({ personId, id, nextCheckOn, conclusion }) => {
          const person = persons.get(personId);
          return person ? [{ person, declaration: id, on: nextCheckOn, conclusion }] : [];
        }),
        awaitingResult: await showTests(house, db, tests),
      };
    },

    'GET /people/:id/timeline': async ({ params, db, saw }) => {
      const entries = await timeline(house, db, params.id);
      saw([params.id]);
      return entries;
    },
  }) satisfies Partial<Handlers<typeof verification>>;
