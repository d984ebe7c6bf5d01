import type { Handlers } from '../../core/api.ts';
import type { AreaPath } from '../../core/area.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import { addDays, dayOf, startOfDay } from '../../core/day.ts';
import { daysFrom } from '../../core/day-keys.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import type { Actor } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { areaTree, stationName } from '../areas/index.ts';
import { findKept, unansweredOf } from '../people/index.ts';
import { findVenues, showPublicOf } from '../venues/index.ts';
import type { visits } from './contract.ts';
import { oldestKept } from './prepare.ts';
import { flags, futureAllowed } from './rules.ts';
import { openingsOf, staysOf } from './stays-store.ts';
import { idsOfPersons } from './who-store.ts';

type Route = 'GET /visits' | 'GET /visits/openings';
type Human = { id: string; ids: readonly string[] };

/** The actor and the family, without adults who were asked and have not agreed: their ways are their own. */
export const agreed = async (db: Db, actor: Actor): Promise<string[]> => {
  const unanswered = await unansweredOf(db, actor, actor.persons);
  return actor.persons.filter((id) => !unanswered.has(id));
};

/** The stays of some humans, under all ids of each, on days that are kept; `person` is the id that stands for the human. */
const staysOfHumans = async (
  house: House,
  db: Db,
  humans: readonly Human[],
  { from = '', to, now }: { from?: string | undefined; to?: string | undefined; now: Date },
) => {
  const first = [oldestKept(house, now), from].sort().at(-1) as string;
  const last = to ?? dayOf(new Date(now.getTime() + futureAllowed));
  const asked = humans.flatMap(({ id: person, ids }) => ids.map((id) => ({ id, person })));
  const whose = new Map(
    daysFrom(first, last).flatMap((day) => {
      const pseudonyms = house.keys.days.pseudonyms(
        day,
        asked.map(({ id }) => id),
      );
      return (pseudonyms ?? []).map((pseudonym, i) => [pseudonym, asked[i]?.person as string] as const);
    }),
  );
  const rows = await staysOf(db, [...whose.keys()], startOfDay(first), startOfDay(addDays(last, 1)));
  return rows.map((row) => ({ ...row, person: whose.get(row.visitor) as string }));
};

/** Every visit that is kept of a person, under all ids of that human, for the person: venue by name, newest first. */
export const ownVisits = (house: House, ids: readonly string[]): Promise<Record<string, unknown>[]> =>
  house.database.within({ role: 'trace' }, async (db) => {
    const human = { id: ids[0] as string, ids };
    const rows = await staysOfHumans(house, db, [human], { now: house.clock.now() });
    const found = await findVenues(db, [...new Set(rows.map(({ venueId }) => venueId))]);
    const names = new Map(found.map(({ id, name }) => [id, name]));
    return rows.toReversed().map(({ venueId, inAt, outAt, flags: bits, seat }) => ({
      venue: names.get(venueId) ?? null,
      inAt,
      outAt,
      ...(seat !== null && { seat }),
      ...((bits & flags.estimated) !== 0 && { isEstimated: true }),
    }));
  });

/** Visits, and who opened them, as those see them whose they are. */
export const ownPart = (house: House): Pick<Handlers<typeof visits>, Route> => ({
  'GET /visits': async ({ query, actor, db, now }) => {
    const { limit, after, person, from, to } = query;
    const persons = (await agreed(db, actor)).filter((id) => person === undefined || id === person);
    if (person !== undefined && persons.length === 0) fail('record.missing');
    const rows = await staysOfHumans(house, db, await idsOfPersons(db, persons), { from, to, now });
    const position = positionOf(after);
    const isAfter = ({ inAt, id }: (typeof rows)[number]) =>
      position === undefined || inAt < position.at || (inAt.getTime() === position.at.getTime() && id < position.id);
    const wanted = rows.filter(isAfter).toSorted((a, b) => +b.inAt - +a.inAt || (a.id < b.id ? 1 : -1));
    const page = wanted.slice(0, limit);
    const venues = await showPublicOf(
      house,
      db,
      page.map(({ venueId }) => venueId),
    );
    const end = page.at(-1);
    return {
      items: page.flatMap((row) => {
        const venue = venues.get(row.venueId);
        return venue
          ? [
              {
                id: row.id,
                person: row.person,
                venue,
                in: row.inAt,
                out: row.outAt,
                estimated: (row.flags & flags.estimated) !== 0,
                doubtful: (row.flags & flags.doubtful) !== 0,
              },
            ]
          : [];
      }),
      next: wanted.length > limit ? cursorOf(end && { at: end.inAt, id: end.id }) : null,
      keptDays: house.config.visitDays,
    };
  },

  'GET /visits/openings': async ({ actor, db }) => {
    const tree = await areaTree(house);
    const own = new Set(await agreed(db, actor));
    const rows = (await openingsOf(db)).filter(({ personId }) => own.has(personId));
    const kept = await findKept(
      db,
      rows.map(({ personId }) => personId),
    );
    return rows.map(({ id, personId, area, reason, at }) => {
      const unit = tree.find(area as AreaPath);
      // Which case it is, the audit knows; the visitor is told that it was one.
      const why = reason.startsWith('case ') ? 'case' : reason;
      return {
        id,
        person: kept.get(personId)?.id ?? personId,
        at,
        reason: why,
        unit: unit ? stationName(unit) : area,
      };
    });
  },
});
