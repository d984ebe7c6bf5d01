import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import { startOfDay } from '../../core/day.ts';
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
  /** The later declaration of an entry, which is the one awaited. */
  supersededBy: string | null;
};

type NewEntry = Omit<EntryRow, 'state' | 'confirmedAt' | 'confirmedBy' | 'confirmed' | 'supersededBy'>;

/** With the declarations of a flush, under the ingest role. */
export const insertEntries = (db: Db, rows: readonly NewEntry[]) => db`
  insert into entry ${db(rows.map((row) => ({ ...row, state: 'waiting' })) as never)}`;

/** What a human declared before and no gate confirmed: the later declaration is the one awaited. */
export const supersedeEntries = async (
  db: Db,
  later: readonly { id: string; persons: readonly string[]; at: Date }[],
): Promise<void> => {
  for (const { id, persons, at } of later) {
    await db`
      update entry set superseded_by = ${id}
      where person_id = any(${[...persons]}::uuid[]) and id <> ${id} and state = 'waiting' and superseded_by is null
        and declared_at <= ${at}`;
  }
};

/** With its declaration the entry goes to the commune that has taken it over. */
export const moveEntries = (
  db: Db,
  { persons, ids, from, to }: { persons: readonly string[]; ids: readonly string[]; from: AreaPath; to: AreaPath },
) => db`
  update entry set area = ${to}
  where person_id = any(${[...persons]}::uuid[]) and id = any(${[...ids]}::uuid[]) and area = ${from}`;

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

/** More are told as so many. */
const mostCounted = 1_000;

/** How many go to stay in an area, who are to be in quarantine by what a gate found since a day. */
export const countQuarantined = async (db: Db, area: AreaPath, since: string): Promise<number> => {
  const [low, high] = areaRange(area);
  const rows = await db`
    select from entry where area >= ${low} and area < ${high} and state = 'quarantine' and superseded_by is null
      and confirmed_at >= ${startOfDay(since)} limit ${mostCounted}`;
  return rows.length;
};

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
    (select * from entry where superseded_by is null
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
