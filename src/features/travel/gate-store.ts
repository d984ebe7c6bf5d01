import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Db, Pool } from '../../core/db.ts';
import type { GateKind } from './rules.ts';

type Sql = Db | Pool;

export type GateRow = {
  id: string;
  name: string;
  /** The name as it is compared: small letters, single blanks, with its marks. */
  spelling: string;
  kind: GateKind;
  area: AreaPath;
  closedAt: Date | null;
  byAccount: string | null;
  at: Date;
};
export type GateFilter = { kind?: GateKind; area?: AreaPath; closed?: boolean };

/** All of them: a few hundred. */
export const listGates = (db: Sql, { kind, area, closed }: GateFilter) => {
  const [from, to] = area === undefined ? [undefined, undefined] : areaRange(area);
  return db<GateRow[]>`
    select * from gate where ${closed ? db`true` : db`closed_at is null`}
      ${kind === undefined ? db`` : db`and kind = ${kind}`}
      ${from === undefined ? db`` : db`and area >= ${from} and area < ${to as string}`}
    order by id`;
};

export const findGates = (db: Sql, ids: readonly string[]) =>
  db<GateRow[]>`select * from gate where id = any(${[...new Set(ids)]}::uuid[])`;

export const lockGate = async (db: Db, id: string): Promise<GateRow | undefined> => {
  const [row] = await db<GateRow[]>`select * from gate where id = ${id} for update`;
  return row;
};

export const insertGate = (db: Db, row: GateRow) => db`insert into gate ${db(row)}`;

export const saveGate = (db: Db, { id, name, spelling, kind, area, closedAt }: GateRow) => db`
  update gate set ${db({ name, spelling, kind, area, closedAt })} where id = ${id}`;

/** Leaves out what stands there already under the same name, kind and area; answers how many were new. */
export const addGates = async (db: Sql, rows: readonly GateRow[]): Promise<number> => {
  if (rows.length === 0) return 0;
  const made = await db`
    insert into gate (id, name, spelling, kind, area, by_account, at)
    select id, name, spelling, kind, area, "byAccount", at
    from jsonb_to_recordset(${db.json(rows as never)})
      as g (id uuid, name text, spelling text, kind text, area text, "byAccount" uuid, at timestamptz)
    on conflict (spelling, kind, area) where closed_at is null do nothing returning id`;
  return made.length;
};
