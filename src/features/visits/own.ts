import { dayOf, startOfDay } from '../../core/day.ts';
import { daysFrom } from '../../core/day-keys.ts';
import type { House } from '../../core/house.ts';
import { findVenues } from '../venues/index.ts';
import { staysOf } from './opening-store.ts';
import { flags, futureAllowed } from './rules.ts';

/** Every visit that is kept of a person, under all ids of that human, for the person: venue by name, newest first. */
export const ownVisits = (house: House, ids: readonly string[]): Promise<Record<string, unknown>[]> =>
  house.database.within({ role: 'trace' }, async (db) => {
    const { days } = house.keys;
    const until = new Date(house.clock.now().getTime() + futureAllowed);
    const first = [days.oldest(), dayOf(new Date(until.getTime() - mostDays * 86_400_000))].sort().at(-1) as string;
    const pseudonyms = daysFrom(first, dayOf(until)).flatMap((day) =>
      ids.flatMap((id) => days.pseudonym(day, id) ?? []),
    );
    const rows = await staysOf(db, pseudonyms, startOfDay(first), until);
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

/** Beyond this many days nothing is kept by any setting. */
const mostDays = 366;
