import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import type { Db, Pool } from '../../core/db.ts';
import type { Level, SymptomCode } from './rules.ts';

export type Row = {
  id: string;
  personId: string;
  area: AreaPath;
  areaCode: string;
  form: 'general' | 'domestic' | 'entry' | 'daily' | 'returnee';
  formVersion: string;
  triage: Level;
  reasons: string[];
  state: 'new' | 'taken' | 'contacting' | 'confirmed' | 'not_confirmed' | 'false' | 'lost' | 'closed' | null;
  at: Date;
  storedAt: Date;
  byAccount: string;
  onBehalf: boolean;
  supersededBy: string | null;
  result: 'confirmed' | 'not_confirmed' | 'false' | 'lost' | null;
  verifiedAt: Date | null;
  checkedAt: Date | null;
  conclusion: string | null;
  nextCheckOn: string | null;
  callRequestedAt: Date | null;
  workId: string | null;
  sealed: Buffer;
};

export type Filter = {
  triage?: string;
  state?: string;
  area?: AreaPath;
  /** All ids of one person. */
  persons?: readonly string[];
  from?: string;
  to?: string;
  superseded?: boolean;
  source?: string;
};

/** Of these ids, those that are stored and seen here, with what tells whether a declaration sent again is the same. */
export const knownDeclarations = async (db: Db, ids: readonly string[]) => {
  const rows = await db<{ id: string; byAccount: string; bodyHash: Buffer }[]>`
    select id, by_account, body_hash from declaration where id = any (${[...ids]}::uuid[])`;
  return new Map(rows.map((row) => [row.id, row]));
};

/**
 * Newest first, keyset on (at, id). The range stands beside the policy so that the planner can choose: `(area, at)` for a
 * commune, `(at)` with a filter for a province. A page costs its rows, whatever the size of the table.
 */
export const listDeclarations = (db: Db, filter: Filter, after: Position | undefined, limit: number) => {
  const [low, high] = filter.area === undefined ? [undefined, undefined] : areaRange(filter.area);
  return db<Row[]>`
    select * from declaration where true
      ${low === undefined ? db`` : db`and area >= ${low} and area < ${high as string}`}
      ${filter.triage ? db`and triage = ${filter.triage}` : db``}
      ${filter.state ? db`and state = ${filter.state}` : db``}
      ${filter.persons ? db`and person_id = any (${[...filter.persons]}::uuid[])` : db``}
      ${filter.from ? db`and day >= ${filter.from}` : db``}
      ${filter.to ? db`and day <= ${filter.to}` : db``}
      ${filter.superseded === undefined ? db`` : db`and (superseded_by is not null) = ${filter.superseded}`}
      ${filter.source ? db`and source = ${filter.source.toUpperCase()}` : db``}
      ${after ? db`and (at, id) < (${after.at}, ${after.id})` : db``}
    order by at desc, id desc limit ${limit}`;
};

export const findDeclaration = async (db: Db, id: string): Promise<Row | undefined> => {
  const [row] = await db<Row[]>`select * from declaration where id = ${id}`;
  return row;
};

export type StandingRow = Pick<Row, 'id' | 'personId' | 'form' | 'triage' | 'result' | 'at'>;

/** What the persons have declared from a moment on and not replaced since, oldest first; by the distribution column. */
export const listStanding = (db: Db, persons: readonly string[], from: Date) => db<StandingRow[]>`
  select id, person_id, form, triage, result, at from declaration
  where person_id = any(${[...persons]}::uuid[]) and at >= ${from} and superseded_by is null order by at, id`;

export type DayRow = Pick<Row, 'id' | 'triage' | 'sealed'> & { day: string; symptoms: SymptomCode[] };

/** Of each day the declaration that was made last, oldest day first; at most 90 days of one person; with `by`, of what one account declared. */
export const listDays = (db: Db, persons: readonly string[], { from, by }: { from: string; by?: string }) => db<
  DayRow[]
>`
  select distinct on (day) day, id, triage, symptoms, sealed from declaration
  where person_id = any (${[...persons]}::uuid[]) and day >= ${from}
    ${by === undefined ? db`` : db`and by_account = ${by}`} order by day, at desc, id desc`;

/** The person waits for a call: the item, if one is open, goes to the top of the second list. */
export const requestCall = async (
  db: Db,
  { personId, id, workId }: Row,
  persons: readonly string[],
  at: Date,
): Promise<void> => {
  await db`update declaration set call_requested_at = ${at} where person_id = ${personId} and id = ${id}`;
  if (workId) {
    await db`
      update work_item set call_requested_at = ${at}, changed_at = ${at}
      where person_id = any (${[...persons]}::uuid[]) and id = ${workId} and closed_at is null`;
  }
};

export const addCorrection = (db: Db, event: { id: string; row: Row; sealed: Buffer; by: string; at: Date }) => db`
  insert into work_event (person_id, id, work_id, declaration_id, area, kind, at, stored_at, by_account, sealed)
  values (${event.row.personId}, ${event.id}, ${event.row.workId ?? event.row.id}, ${event.row.id}, ${event.row.area}, 'correction',
    ${event.at}, ${event.at}, ${event.by}, ${event.sealed})`;

export type EpidemicRow = { id: string; area: AreaPath; from: string; to: string | null; source: string };
const epidemicColumns = (db: Db | Pool) => db`id, area, from_on as "from", to_on as "to", source`;

export const listEpidemicAreas = (db: Db | Pool, on: string | undefined) => db<EpidemicRow[]>`
  select ${epidemicColumns(db)} from epidemic_area
  where ${on === undefined ? db`true` : db`from_on <= ${on} and (to_on is null or to_on >= ${on})`} order by from_on desc, area`;

/** A new or changed area is due for the re-judging sweep: `judged_at` is null. */
export const saveEpidemicArea = async (db: Db, area: EpidemicRow & { by: string; at: Date }): Promise<EpidemicRow> => {
  const [row] = await db<EpidemicRow[]>`
    insert into epidemic_area (id, area, from_on, to_on, source, by_account, at)
    values (${area.id}, ${area.area}, ${area.from}, ${area.to}, ${area.source}, ${area.by}, ${area.at})
    returning ${epidemicColumns(db)}`;
  return row as EpidemicRow;
};

export const endEpidemicArea = async (db: Db, id: string, to: string): Promise<EpidemicRow | undefined> => {
  const [row] = await db<EpidemicRow[]>`
    update epidemic_area set to_on = ${to}, judged_at = null where id = ${id} returning ${epidemicColumns(db)}`;
  return row;
};
