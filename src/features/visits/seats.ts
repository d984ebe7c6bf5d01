import { dayOf } from '../../core/day.ts';
import type { DayKeys } from '../../core/day-keys.ts';
import type { Db, Pool } from '../../core/db.ts';
import type { Found } from './beside.ts';
import { seatsIn } from './stays-store.ts';

/** Somebody who was there during a source's stay, and where both sat. */
export type Seated = { found: Found; person: string; mine: string; theirs: string };

/** Who sat where beside those of the stays whose own seat or zone is known. */
export const findSeated = async (trace: Pool | Db, keys: DayKeys, found: readonly Found[]): Promise<Seated[]> => {
  const around = found.flatMap(({ stay }, n) =>
    stay.seat === null ? [] : [{ n, venue: stay.venue, from: new Date(stay.from), to: new Date(stay.to) }],
  );
  if (around.length === 0) return [];
  const rows = await seatsIn(trace, around);
  return rows.flatMap(({ n, visitor, inAt, seat }): Seated[] => {
    const one = found[n] as Found;
    const [person] = keys.idsBehind(dayOf(inAt), [visitor]) ?? [];
    return person === undefined ? [] : [{ found: one, person, mine: one.stay.seat as string, theirs: seat }];
  });
};
