import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import type { Level } from '../declarations/rules.ts';
import type { entryStates } from './contract.ts';

export type EntryState = (typeof entryStates)[number];
export type EntryRow = {
  personId: string;
  id: string;
  area: AreaPath;
  gateId: string | null;
  gateArea: AreaPath | null;
  /** As the traveller named it, where the list lacks it. */
  gateName: string | null;
  level: Level;
  symptoms: string[];
  declaredAt: Date;
  state: EntryState;
  confirmedAt: Date | null;
  confirmedBy: string | null;
  sealed: Buffer;
  confirmed: Buffer | null;
};

type NewEntry = Omit<EntryRow, 'state' | 'confirmedAt' | 'confirmedBy' | 'confirmed'>;

/** With the declarations of a flush, under the ingest role, which may insert and nothing else. */
export const insertEntries = (db: Db, rows: readonly NewEntry[]) => db`
  insert into entry ${db(rows.map((row) => ({ ...row, state: 'waiting' })) as never)}`;

/** Shows travellers at the gates they named, for a while; under the ingest role, in the transaction of their declarations. */
export const placeAtGates = (
  db: Db,
  places: readonly { personId: string; area: AreaPath }[],
  { since, until }: { since: Date; until: Date },
) => db`
  insert into person_area (person_id, area, reason, tokens, since, until)
  select i.person, i.area, 'gate', coalesce((select p.tokens from person_area p where p.person_id = i.person limit 1), '{}'), ${since}, ${until}
  from jsonb_to_recordset(${db.json(places.map(({ personId, area }) => ({ person: personId, area })))}) as i (person uuid, area text)
  on conflict (person_id, area) do update set until = greatest(person_area.until, excluded.until)
    where person_area.until is not null`;

export const findEntry = async (db: Db, id: string): Promise<EntryRow | undefined> => {
  const [row] = await db<EntryRow[]>`select * from entry where id = ${id} for update`;
  return row;
};

export type Confirmation = Pick<
  EntryRow,
  'gateId' | 'gateArea' | 'gateName' | 'state' | 'confirmedAt' | 'confirmedBy' | 'confirmed'
>;

export const saveEntry = (db: Db, { personId, id }: EntryRow, change: Confirmation) => db`
  update entry set ${db(change)} where person_id = ${personId} and id = ${id}`;

export type EntryFilter = { area?: AreaPath; gate?: string; state?: EntryState; person?: string };

type Column = 'area' | 'gate_area';

const newest = (
  db: Db,
  { area, gate, state, person }: EntryFilter,
  column: Column,
  after: Position | undefined,
  limit: number,
) => {
  const [low, high] = area === undefined ? [undefined, undefined] : areaRange(area);
  const place = column === 'area' ? db`area` : db`gate_area`;
  return db`
    (select * from entry where true
      ${low === undefined ? db`` : db`and ${place} >= ${low} and ${place} < ${high as string}`}
      ${gate ? db`and gate_id = ${gate}` : db``} ${state ? db`and state = ${state}` : db``}
      ${person ? db`and person_id = ${person}` : db``}
      ${after ? db`and (declared_at, id) < (${after.at}, ${after.id})` : db``}
    order by declared_at desc, id desc limit ${limit})`;
};

/**
 * Newest first. An area holds those who go to stay in it and those who come in through its gates: each by its own index,
 * then both in one order.
 */
export const listEntries = (db: Db, filter: EntryFilter, after: Position | undefined, limit: number) => {
  const own = newest(db, filter, 'area', after, limit);
  if (filter.area === undefined) return db<EntryRow[]>`${own}`;
  return db<EntryRow[]>`
    ${own} union ${newest(db, filter, 'gate_area', after, limit)} order by declared_at desc, id desc limit ${limit}`;
};
