import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Keys } from './crypto.ts';
import type { Db, Pool } from './db.ts';

type Table = { name: string; columns: string[]; rows: number; sha256: string; parts?: Part[] };
/** A partition by time, from-to: made again before the rows come. */
type Part = { name: string; from: string; to: string };
type Manifest = {
  format: 1;
  at: string;
  /** Only the keys that sealed the records give this again. */
  proof: string;
  schema: { name: string; hash: string }[];
  tables: Table[];
};

/** What a release or a running server writes by itself: a restore replaces it. */
const replaced = ['area', 'area_succession', 'form', 'syllable', 'job_run', 'budget'];

const proofOf = (keys: Keys, at: string): string => keys.hash('backup', at).toString('hex');
const fileOf = (folder: string, table: string): string => join(folder, `${table}.copy.gz`);

const schemaOf = (db: Db) =>
  db<{ name: string; hash: string }[]>`select name, hash from schema_migration order by name`;

/** Every table but the list of migrations; a partitioned one as a whole. */
const tablesOf = (db: Db) => db<{ name: string; columns: string[]; isForced: boolean }[]>`
  select c.relname as name, c.relforcerowsecurity as is_forced,
    array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'schema_migration'
  group by c.oid order by c.relname`;

/** The partitions of a table by time; of any other table none. */
const partsOf = (db: Db, table: string) => db<{ name: string; from: Date; to: Date }[]>`
  select name, bounds[1]::timestamptz as from, bounds[2]::timestamptz as to from (
    select c.relname as name, regexp_match(pg_get_expr(c.relpartbound, c.oid), '^FOR VALUES FROM \\(''([^'']+)''\\) TO \\(''([^'']+)''\\)$') as bounds
    from pg_inherits i join pg_class c on c.oid = i.inhrelid and c.relispartition
    where i.inhparent = ${table}::regclass and c.relkind = 'r') part
  order by name`;

const makePart = (db: Db, table: string, { name, from, to }: Part) =>
  // No parameters in a definition; what stands in the manifest is read as times, never as text.
  db`create table if not exists ${db(name)} partition of ${db(table)}
    for values from (${db.unsafe(literalOf(from))}) to (${db.unsafe(literalOf(to))})`;
const literalOf = (moment: string): string => `'${new Date(moment).toISOString()}'`;

const chunkSize = 64 << 10;

/** Counts the lines, one a row, and passes them on in large pieces: the driver gives every row alone. */
const countedRows = () => {
  const state = { rows: 0, held: [] as Buffer[], size: 0 };
  const take = (): Buffer => {
    const all = Buffer.concat(state.held);
    Object.assign(state, { held: [], size: 0 });
    return all;
  };
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) state.rows += 1;
      state.held.push(chunk);
      state.size += chunk.length;
      if (state.size < chunkSize) done();
      else done(null, take());
    },
    flush: (done) => done(null, take()),
  });
  return { stream, rows: () => state.rows };
};

/** Passes bytes on and keeps their hash. */
const hashed = () => {
  const hash = createHash('sha256');
  const stream = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { stream, digest: () => hash.digest('hex') };
};

/** Writes all tables as of one moment, and last the manifest: a folder without one is no backup. */
export const writeBackup = async (owner: Pool, keys: Keys, folder: string): Promise<Manifest> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) throw new Error(`${folder} is not empty`);
  const at = new Date().toISOString();
  const manifest = (await owner.begin('isolation level repeatable read read only', async (db): Promise<Manifest> => {
    await db`set local statement_timeout = 0`;
    const tables: Table[] = [];
    const schema = [...(await schemaOf(db))];
    for (const { name, columns } of await tablesOf(db)) {
      const rows = await db`copy (select ${db(columns)} from ${db(name)}) to stdout`.readable();
      const [plain, packed] = [countedRows(), hashed()];
      const file = createWriteStream(fileOf(folder, name), { mode: 0o600, flush: true });
      await pipeline(rows, plain.stream, createGzip({ level: 4 }), packed.stream, file);
      // The driver pauses its socket for a slow reader and, when the copy ends just then, never resumes it: this does.
      rows._read(0);
      const parts = (await partsOf(db, name)).map((part) => ({
        name: part.name,
        from: part.from.toISOString(),
        to: part.to.toISOString(),
      }));
      const table = { name, columns, rows: plain.rows(), sha256: packed.digest() };
      tables.push(parts.length > 0 ? { ...table, parts } : table);
    }
    return { format: 1, at, proof: proofOf(keys, at), schema, tables };
  })) as Manifest;
  const path = join(folder, 'manifest.json');
  await writeFile(`${path}.new`, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
  return manifest;
};

const readManifest = async (folder: string): Promise<Manifest> => {
  const text = await readFile(join(folder, 'manifest.json'), 'utf8').catch(() => {
    throw new Error(`${folder} holds no complete backup: manifest.json is missing`);
  });
  return JSON.parse(text) as Manifest;
};

const checkFile = async (folder: string, { name, sha256 }: Table): Promise<void> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(fileOf(folder, name)), hash);
  if (hash.digest('hex') !== sha256) throw new Error(`the backup of table ${name} is damaged`);
};

const isEmpty = async (db: Db, table: string): Promise<boolean> =>
  (await db`select from ${db(table)} limit 1`).length === 0;

/** Reads a backup into an empty database of the same schema, all of it or nothing; files are checked before, counts after. */
export const restoreBackup = async (owner: Pool, keys: Keys, folder: string): Promise<Manifest> => {
  const manifest = await readManifest(folder);
  if (proofOf(keys, manifest.at) !== manifest.proof)
    throw new Error('the key file is not the one the records of this backup were sealed with');
  for (const table of manifest.tables) await checkFile(folder, table);
  await owner.begin(async (db) => {
    await db`set local statement_timeout = 0`;
    const schema = await schemaOf(db);
    if (JSON.stringify(schema) !== JSON.stringify(manifest.schema))
      throw new Error('the backup is of another version of the schema: restore it with the version that wrote it');
    const present = await tablesOf(db);
    for (const { name } of present) {
      if (!replaced.includes(name) && !(await isEmpty(db, name)))
        throw new Error(`the database is not empty: table ${name} has rows`);
    }
    const forced = present.filter(({ isForced }) => isForced);
    // COPY refuses a table whose policies bind its own owner.
    for (const { name } of forced) await db`alter table ${db(name)} no force row level security`;
    for (const table of manifest.tables) await readTable(db, folder, table);
    for (const { name } of forced) await db`alter table ${db(name)} force row level security`;
  });
  await owner`analyze`;
  return manifest;
};

const readTable = async (db: Db, folder: string, { name, columns, rows, parts = [] }: Table): Promise<void> => {
  for (const part of parts) await makePart(db, name, part);
  if (replaced.includes(name)) await db`delete from ${db(name)}`;
  const into = await db`copy ${db(name)} (${db(columns)}) from stdin`.writable();
  await pipeline(createReadStream(fileOf(folder, name)), createGunzip(), into);
  const [counted] = await db<{ count: number }[]>`select count(*)::int as count from ${db(name)}`;
  if (counted?.count !== rows)
    throw new Error(`table ${name} has ${counted?.count} rows after the restore, the backup had ${rows}`);
};
