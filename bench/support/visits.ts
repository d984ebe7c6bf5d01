import { addDays, startOfDay } from '../../src/core/day.ts';
import type { DayKeys } from '../../src/core/day-keys.ts';
import type { Pool } from '../../src/core/db.ts';
import { ensureWeeks } from '../../src/features/visits/index.ts';
import { copyIn } from './copy.ts';
import { seeded } from './population.ts';

export const firstDay = '2021-06-01';
export const days = 21;
/** Visits an average venue has a day; a tenth of all go to a few large ones. */
const visitsADay = 47;

const hex = (n: number, width: number): string => n.toString(16).padStart(width, '0');
export const personOf = (n: number): string => `01900000-0000-7000-8000-${hex(n, 12)}`;
const venueOf = (n: number): string => `01911111-0000-7000-8000-${hex(n, 12)}`;

/** Everybody goes somewhere once a day, the first person twice: 42 visits in 21 days. */
function* lines(keys: DayKeys, size: number): Generator<string> {
  const random = seeded(7);
  const people = Math.round(size / days);
  const venues = Math.max(20, Math.round(size / days / visitsADay));
  const few = Math.max(1, Math.round(venues / 200));
  const held: string[] = [];
  for (let day = 0, id = 0; day < days; day += 1) {
    const of = addDays(firstDay, day);
    const midnight = startOfDay(of).getTime();
    for (let person = 0; person < people; person += 1) {
      const visitor = keys.pseudonym(of, personOf(person)) as string;
      for (let times = person === 0 ? 2 : 1; times > 0; times -= 1) {
        const venue = venueOf(Math.floor(random() * (random() < 0.1 ? few : venues)));
        const from = midnight + Math.floor((6 + random() * 14) * 3600) * 1000;
        const to = from + Math.floor(10 + random() * 170) * 60_000;
        const times = `${new Date(from).toISOString()}\t01900000-${hex(id >>> 16, 4)}-7000-8000-${hex(id, 12)}\t${new Date(to).toISOString()}`;
        held.push(
          `${venue}\t${times}\t${visitor}\t${random() < 0.05 ? 2 : 0}\t0\t0\t\\N\t\\\\x00\t${new Date(to).toISOString()}\n`,
        );
        id += 1;
        if (held.length === 2_000) yield held.splice(0).join('');
      }
    }
  }
  yield held.join('');
}

/** So many visits over three weeks, copied in before their indexes are made: some minutes for 20 million. */
export const fillVisits = async (owner: Pool, keys: DayKeys, size: number): Promise<void> => {
  await owner`truncate visit`;
  await ensureWeeks(
    owner,
    Array.from({ length: days }, (_, day) => startOfDay(addDays(firstDay, day))),
  );
  await owner`alter table visit drop constraint visit_pkey`;
  await copyIn(owner, { table: 'visit', lines: lines(keys, size) });
  await owner`alter table visit add constraint visit_pkey primary key (venue_id, in_at, id) include (out_at, visitor, flags)`;
  await owner.unsafe('vacuum analyze visit');
};
