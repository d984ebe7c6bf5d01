import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Pool } from '../../src/core/db.ts';

type Copied = {
  table: string;
  columns?: string;
  options?: string;
  lines: Iterable<string | Buffer> | AsyncIterable<string | Buffer>;
};

/** Millions of rows, several a string in text form or whatever the options say, copied in before the table's indexes are made again; its primary key stays. */
export const copyIn = async (owner: Pool, { table, columns = '', options = '', lines }: Copied): Promise<void> => {
  const indexes = await owner<{ name: string; definition: string }[]>`
    select indexname as name, replace(indexdef, ' ON ONLY ', ' ON ') as definition from pg_indexes
    where tablename = ${table} and indexname <> ${`${table}_pkey`}`;
  for (const { name } of indexes) await owner.unsafe(`drop index ${name}`);
  await owner.begin(async (db) => {
    await pipeline(Readable.from(lines), await db.unsafe(`copy ${table} ${columns} from stdin ${options}`).writable());
  });
  await owner.unsafe("set maintenance_work_mem = '1GB'");
  for (const { definition } of indexes) await owner.unsafe(definition);
};
