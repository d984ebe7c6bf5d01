import type { AreaPath } from '../../core/area.ts';
import { areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import type { Db, Pool } from '../../core/db.ts';
import type { Counts, Kind, State } from './rules.ts';

export type ImportRow = {
  id: string;
  kind: Kind;
  area: AreaPath;
  defaultArea: AreaPath | null;
  state: State;
  encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258' | 'tcvn3' | 'vni' | null;
  sealed: Buffer;
  rowCount: number;
  done: number;
  counts: Counts;
  byAccount: string;
  byName: string;
  at: Date;
  changedAt: Date;
  checkedAt: Date | null;
  appliedAt: Date | null;
  emptiedAt: Date | null;
  runner: string | null;
  leaseUntil: Date | null;
  problem: string | null;
};

export const insertImport = (db: Db, row: Omit<ImportRow, 'runner' | 'leaseUntil'>) =>
  db`insert into import ${db({ ...row, counts: db.json(row.counts) } as never)}`;

export const insertPieces = async (
  db: Db,
  importId: string,
  area: AreaPath,
  pieces: readonly Buffer[],
): Promise<void> => {
  for (const [number, sealed] of pieces.entries()) {
    await db`insert into import_file (import_id, number, area, sealed) values (${importId}, ${number}, ${area}, ${sealed})`;
  }
};

export const findPieces = (db: Db, importId: string) =>
  db<{ sealed: Buffer }[]>`select sealed from import_file where import_id = ${importId} order by number`;

export const findImport = async (db: Db, id: string): Promise<ImportRow | undefined> => {
  const [row] = await db<ImportRow[]>`select * from import where id = ${id}`;
  return row;
};

/** Held until commit: a cancellation and the next chunk come one after the other. */
export const lockImport = async (db: Db, id: string): Promise<ImportRow | undefined> => {
  const [row] = await db<ImportRow[]>`select * from import where id = ${id} for update`;
  return row;
};

export const listImports = (
  db: Db,
  { area, after, limit }: { area: AreaPath; after: Position | undefined; limit: number },
) => {
  const [from, to] = areaRange(area);
  return db<ImportRow[]>`
    select * from import where area >= ${from} and area < ${to}
      ${after ? db`and (at, id) < (${after.at}, ${after.id})` : db``}
    order by at desc, id desc limit ${limit}`;
};

export const saveImport = (
  db: Db,
  id: string,
  change: Partial<Omit<ImportRow, 'id' | 'area' | 'counts'>> & { counts?: Counts },
) =>
  db`update import set ${db({ ...change, ...(change.counts && { counts: db.json(change.counts) }) } as never)} where id = ${id}`;

// Chunks.

export type ChunkRow = {
  number: number;
  fates: Counts;
  content: Buffer;
  verdicts: Buffer;
  appliedAt: Date | null;
};

export const saveChunk = (db: Db, importId: string, area: AreaPath, chunk: Omit<ChunkRow, 'appliedAt'>) => db`
  insert into import_chunk (import_id, number, area, fates, content, verdicts)
  values (${importId}, ${chunk.number}, ${area}, ${db.json(chunk.fates)}, ${chunk.content}, ${chunk.verdicts})
  on conflict (import_id, number) do update set fates = excluded.fates, content = excluded.content,
    verdicts = excluded.verdicts, applied_at = null`;

export const findChunk = async (db: Db, importId: string, number: number): Promise<ChunkRow | undefined> => {
  const [row] = await db<ChunkRow[]>`
    select number, fates, content, verdicts, applied_at from import_chunk where import_id = ${importId} and number = ${number}`;
  return row;
};

export const settleChunk = (
  db: Db,
  importId: string,
  number: number,
  done: { fates: Counts; verdicts: Buffer; at: Date },
) => db`
  update import_chunk set fates = ${db.json(done.fates)}, verdicts = ${done.verdicts}, applied_at = ${done.at}
  where import_id = ${importId} and number = ${number}`;

/** The next chunk from a number on that holds a row of one of the fates. */
export const nextChunk = async (
  db: Db,
  importId: string,
  from: number,
  fates: readonly string[],
): Promise<ChunkRow | undefined> => {
  const [row] = await db<ChunkRow[]>`
    select number, fates, content, verdicts, applied_at from import_chunk
    where import_id = ${importId} and number >= ${from} and fates ?| ${[...fates]} order by number limit 1`;
  return row;
};

/** The rows of a list that came before a chunk, as they were judged. */
export const chunksBefore = (db: Db, importId: string, number: number) => db<Pick<ChunkRow, 'number' | 'verdicts'>[]>`
  select number, verdicts from import_chunk where import_id = ${importId} and number < ${number} order by number`;

// For the runner, on the owner's connection: whose turn it is stands in the rows of every area.

/** Takes the list that has waited longest and that nobody works on, of at most so many rows; the lease is held by `runner`. */
export const claimImport = async (
  owner: Pool,
  lease: { runner: string; now: Date; until: Date },
  mostRows?: number,
): Promise<ImportRow | undefined> => {
  const [row] = await owner<ImportRow[]>`
    update import set runner = ${lease.runner}, lease_until = ${lease.until}
    where id = (select id from import where state in ('checking', 'applying') and (lease_until is null or lease_until <= ${lease.now})
      ${mostRows === undefined ? owner`` : owner`and row_count <= ${mostRows}`}
      order by changed_at limit 1 for update skip locked)
    returning *`;
  return row;
};

/** Lets go of a list, if it is still held by this runner; `failed` ends it. */
export const releaseImport = (owner: Pool, id: string, runner: string, failed?: { problem: string; at: Date }) => owner`
  update import set runner = null, lease_until = null
    ${failed ? owner`, state = 'failed', problem = ${failed.problem}, changed_at = ${failed.at}` : owner``}
  where id = ${id} and runner = ${runner}`;

/** Chunks of an earlier check, which another encoding may have parted otherwise; only the owner may. */
export const dropChunks = (db: Db, id: string) => db`delete from import_chunk where import_id = ${id}`;

/** Destroys file and rows of lists that nobody touched since; answers how many. The receipt stays. */
export const emptyOld = async (owner: Pool, before: Date, now: Date): Promise<number> => {
  const old = await owner<{ id: string }[]>`
    update import set emptied_at = ${now} where emptied_at is null and changed_at < ${before} and state not in ('checking', 'applying')
    returning id`;
  const ids = old.map(({ id }) => id);
  if (ids.length === 0) return 0;
  await owner`delete from import_file where import_id = any (${ids}::uuid[])`;
  await owner`delete from import_chunk where import_id = any (${ids}::uuid[])`;
  return ids.length;
};
