import type { Db } from '../../core/db.ts';
import type { StayRow } from './stays-store.ts';

export type HeldVisit = Omit<StayRow, 'seat'>;

/** A visit by its whole key, held for a change. */
export const lockVisit = async (
  db: Db,
  { id, venue, inAt }: { id: string; venue: string; inAt: Date },
): Promise<HeldVisit | undefined> => {
  const [row] = await db<HeldVisit[]>`
    select id, venue_id, in_at, out_at, visitor, flags from visit
    where venue_id = ${venue} and in_at = ${inAt} and id = ${id} for update`;
  return row;
};

export const endVisit = async (
  db: Db,
  { id, venueId, inAt, outAt }: HeldVisit,
  end: { out: Date; flags: number; day: string },
): Promise<void> => {
  await db`update visit set out_at = ${end.out}, flags = ${end.flags} where venue_id = ${venueId} and in_at = ${inAt} and id = ${id}`;
  if (outAt !== null) return;
  await db`
    insert into venue_day (venue_id, day, entered, left_count) values (${venueId}, ${end.day}, 0, 1)
    on conflict (venue_id, day) do update set left_count = venue_day.left_count + 1`;
};

/** A visit by a typed phone whose holder was proven: the person it belongs to, the answer, and what doubt remains. */
export const confirmVisit = (
  db: Db,
  { id, venueId, inAt }: HeldVisit,
  { visitor, flags, answer }: { visitor: string; flags: number; answer: number },
) => db`
  update visit set visitor = ${visitor}, flags = ${flags}, answer = ${answer}
  where venue_id = ${venueId} and in_at = ${inAt} and id = ${id}`;

/** A record with a phone: the phone's own account holds it as itself or as family, an officer made it, or nobody holds it. */
type PhoneRecord = {
  id: string;
  mergedInto: string | null;
  sealed: Buffer;
  held: 'self' | 'family' | 'officer' | null;
};

/**
 * Who is recorded with a phone that was proven; the door sees no others. Whom somebody else has added with this phone is not
 * there until the holder of the phone has agreed.
 */
export const personsOfPhone = (door: Db, phoneHash: Buffer) => door<PhoneRecord[]>`
  select p.id, p.merged_into, p.sealed, coalesce(h.relation, case when p.made_as = 'officer' then 'officer' end) as held
  from person p left join lateral (
    select max(k.relation) filter (where a.id is not null and k.state in ('own', 'accepted')) as relation, count(*) as others
    from kin k left join account a on a.id = k.account_id and a.phone_hash = ${phoneHash}
    where k.person_id = p.id) h on true
  where p.phone_hash = ${phoneHash} and p.died_on is null and (h.relation is not null or p.made_as = 'officer' or h.others = 0)
  order by h.relation desc nulls last, p.made_as <> 'officer', p.id`;
