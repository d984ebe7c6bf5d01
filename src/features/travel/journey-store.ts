import type { AreaPath } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import type { Level } from '../declarations/rules.ts';
import { atEnd, type TravelFilter } from './pass-store.ts';

/** A domestic declaration as both ends see it; `id` is that of the declaration. */
export type JourneyRow = {
  personId: string;
  id: string;
  fromArea: AreaPath;
  toArea: AreaPath;
  vehicle: string;
  validFrom: Date;
  validUntil: Date;
  level: Level;
  declaredAt: Date;
  sealed: Buffer;
  /** From the first pass on it is the pass that is listed. */
  passId: string | null;
};

/** With the declarations of a flush, under the ingest role. */
export const insertJourneys = (db: Db, rows: readonly JourneyRow[]) => db`insert into journey ${db(rows as never)}`;

export const markPassed = (db: Db, personId: string, id: string, passId: string) => db`
  update journey set pass_id = ${passId} where person_id = ${personId} and id = ${id} and pass_id is null`;

/** Shows travellers for a while where they are to come; under the ingest role, in the transaction of their declarations. */
export const placeTravellers = (
  db: Db,
  places: readonly { personId: string; area: AreaPath; until: Date }[],
  { reason, since }: { reason: 'gate' | 'travel'; since: Date },
) => db`
  insert into person_area (person_id, area, reason, tokens, since, until)
  select i.person, i.area, ${reason}, coalesce((select p.tokens from person_area p where p.person_id = i.person limit 1), '{}'), ${since}, i.until
  from jsonb_to_recordset(${db.json(places.map(({ personId, area, until }) => ({ person: personId, area, until: until.toISOString() })))})
    as i (person uuid, area text, until timestamptz)
  on conflict (person_id, area) do update set until = greatest(person_area.until, excluded.until)
    where person_area.until is not null`;

/** Those without a pass, by departure, newest first: by the same indexes as passes. */
export const listJourneys = (db: Db, filter: TravelFilter, after: Position | undefined, limit: number) => db<
  JourneyRow[]
>`
  select * from journey
  where pass_id is null and ${atEnd(db, filter)} ${after ? db`and (valid_from, id) < (${after.at}, ${after.id})` : db``}
  order by valid_from desc, id desc limit ${limit}`;

/** More in a day are told as so many. */
const mostCounted = 1_000;

/** How many set out within a time, with a pass that was not taken back or without one. */
export const countTravels = async (db: Db, filter: Required<TravelFilter>): Promise<number> => {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from (
      (select 1 from pass where ${atEnd(db, filter)} and revoked_at is null limit ${mostCounted})
      union all (select 1 from journey where ${atEnd(db, filter)} and pass_id is null limit ${mostCounted})) counted`;
  return Math.min(row?.count ?? 0, mostCounted);
};
