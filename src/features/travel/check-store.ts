import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import type { CheckReason, Colour } from './rules.ts';

export type CheckRow = {
  id: string;
  area: AreaPath;
  gateId: string | null;
  direction: 'in' | 'out' | null;
  personId: string | null;
  passId: string | null;
  colour: Colour;
  reason: CheckReason;
  /** What the post had shown while it was offline. */
  shown: Colour | null;
  at: Date;
  storedAt: Date;
  byAccount: string;
  bodyHash: Buffer;
};

export const findCheck = async (db: Db, id: string): Promise<CheckRow | undefined> => {
  const [row] = await db<CheckRow[]>`select * from pass_check where id = ${id}`;
  return row;
};

/** What a post had shown before it sent the same check again; said once. */
export const saveShown = (db: Db, id: string, shown: Colour) => db`
  update pass_check set shown = ${shown} where id = ${id} and shown is null`;

/** Answers whether the row is new; a parallel one with its id waits here. */
export const insertCheck = async (db: Db, row: CheckRow): Promise<boolean> => {
  const made = await db`insert into pass_check ${db(row)} on conflict (id) do nothing`;
  return made.count > 0;
};

export type CheckFilter = { area: AreaPath; gate?: string; colour?: Colour; shown?: Colour; since?: Date };

/** Newest first, keyset on (at, id). */
export const listChecks = (
  db: Db,
  { area, gate, colour, shown, since }: CheckFilter,
  after: Position | undefined,
  limit: number,
) => {
  const [low, high] = areaRange(area);
  return db<CheckRow[]>`
    select * from pass_check where area >= ${area === '' ? '' : low} and area < ${high}
      ${gate ? db`and gate_id = ${gate}` : db``} ${colour ? db`and colour = ${colour}` : db``}
      ${shown ? db`and shown = ${shown}` : db``} ${since ? db`and at >= ${since}` : db``}
      ${after ? db`and (at, id) < (${after.at}, ${after.id})` : db``}
    order by at desc, id desc limit ${limit}`;
};
