import type { Db } from '../../core/db.ts';
import { fail } from '../../core/problem.ts';
import type { Move } from './health-area-rules.ts';

/**
 * Columns that hold a path and keep it: the areas themselves and what is told of them, and the audit, which is sealed and
 * says what was true then. (`area_code` of a record is no path and keeps the code of its day.)
 */
export const keptPaths = [
  'area.path',
  'area.parent',
  'area_alias.old_path',
  'area_alias.new_path',
  'audit_entry.area',
  'audit_inbox.area',
  'health_area.province',
] as const;

/** A column that holds paths; `keys` are the unique keys it is part of, without it. Counters are summed where two rows meet. */
export type PathColumn = { table: string; column: string; keys: string[][]; counters: string[] };

/** Every text column with collation "C" holds an area's path: the convention that lets a new table be moved unasked. */
export const findPathColumns = async (db: Db): Promise<PathColumn[]> => {
  const columns = await db<
    { table: string; column: string; keys: string[][]; others: { name: string; type: string }[] }[]
  >`
    select c.relname as table, a.attname as column,
      coalesce((select jsonb_agg((select coalesce(jsonb_agg(k.attname order by k.attnum), '[]') from pg_attribute k
          where k.attrelid = c.oid and k.attnum = any(i.indkey) and k.attnum <> a.attnum))
        from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any(i.indkey)
          and i.indpred is null and i.indexprs is null), '[]') as keys,
      (select jsonb_agg(jsonb_build_object('name', o.attname, 'type', format_type(o.atttypid, null))) from pg_attribute o
        where o.attrelid = c.oid and o.attnum > 0 and not o.attisdropped and not exists (
          select from pg_index i where i.indrelid = c.oid and i.indisprimary and o.attnum = any(i.indkey))) as others
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_collation l on l.oid = a.attcollation
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attnum > 0 and not a.attisdropped and l.collname = 'C' and a.atttypid = 'text'::regtype
    order by c.relname collate "C", a.attname collate "C"`;
  return columns
    .filter(({ table, column }) => !(keptPaths as readonly string[]).includes(`${table}.${column}`))
    .map(({ table, column, keys, others }) => ({
      table,
      column,
      keys,
      counters: others?.every(({ type }) => /^(small|big)?int/.test(type)) ? others.map(({ name }) => name) : [],
    }));
};

/** Seconds to wait for writers that are under way; then nobody is kept waiting behind us. */
const patience = 10;

/** Nobody writes a row of these tables until the transaction ends; reading goes on. 503 when others hold them too long. */
export const lockTables = async (db: Db, columns: readonly PathColumn[]): Promise<void> => {
  const tables = [...new Set(['area', 'health_area', ...columns.map(({ table }) => table)])];
  await db.unsafe(`set local lock_timeout = '${patience}s'`);
  await db`lock table ${db(tables)} in share row exclusive mode`.catch((error) => {
    if (error.code === '55P03') fail('server.busy');
    throw error;
  });
  await db.unsafe('set local lock_timeout = 0');
};

const givenMoves = (db: Db, moves: readonly Move[]) =>
  db`jsonb_to_recordset(${db.json(moves as never)}) as m (old text collate "C", new text collate "C")`;

/** Where a row already stands at the new path under the same key, counters are added to it and any other row gives way to the newcomer. */
const mergeMet = async (
  db: Db,
  { table, column, keys, counters }: PathColumn,
  moves: readonly Move[],
): Promise<void> => {
  const [met] = await db`
    select from ${db(table)} where ${db(column)} = any(${moves.map((move) => move.new)}::text[]) limit 1`;
  if (!met) return;
  for (const key of keys) {
    const isSame = key.length > 0 ? key.map((name) => db`and late.${db(name)} = met.${db(name)}`) : db``;
    if (counters.length > 0) {
      await db`
        update ${db(table)} late set ${counters.map(
          (name, i) => db`${i > 0 ? db`,` : db``} ${db(name)} = late.${db(name)} + met.${db(name)}`,
        )} from ${db(table)} met, ${givenMoves(db, moves)}
        where late.${db(column)} = m.old and met.${db(column)} = m.new ${isSame}`;
    }
    await db`
      delete from ${db(table)} met using ${db(table)} late, ${givenMoves(db, moves)}
      where late.${db(column)} = m.old and met.${db(column)} = m.new ${isSame}`;
  }
};

/** Moves the rows of every table; answers how many were rewritten. Cost grows with the rows of the moved communes. */
export const moveRows = async (db: Db, columns: readonly PathColumn[], moves: readonly Move[]): Promise<number> => {
  let moved = 0;
  for (const path of columns) {
    if (path.keys.length > 0) await mergeMet(db, path, moves);
    const { count } = await db`
      update ${db(path.table)} t set ${db(path.column)} = m.new from ${givenMoves(db, moves)}
      where t.${db(path.column)} = m.old`;
    moved += count;
  }
  return moved;
};
