import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { connect, type Pool } from './db.ts';

const folder = new URL('../../migrations/', import.meta.url);

type Migration = { name: string; text: string; hash: string };

const readMigrations = async (): Promise<Migration[]> => {
  const names = (await readdir(folder)).filter((name) => /^\d{4}_\w+\.sql$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(fileURLToPath(new URL(name, folder)), 'utf8');
      return { name, text, hash: createHash('sha256').update(text).digest('hex') };
    }),
  );
};

/** Any number that only this project locks on. */
const migrationLock = 7_102_021;

/**
 * Brings the database forward, one transaction a migration, one server at a time; answers the names it applied. Refuses a
 * database whose applied migrations were edited or are unknown here: it belongs to a newer version.
 */
export const migrate = async (ownerUrl: string): Promise<string[]> => {
  const db = connect(ownerUrl, 1);
  try {
    const [{ version } = { version: 0 }] = await db<
      { version: number }[]
    >`select current_setting('server_version_num')::int as version`;
    if (version < 150_000) throw new Error('PostgreSQL 15 or newer is needed');
    await db`select pg_advisory_lock(${migrationLock})`;
    await db`create table if not exists schema_migration (name text primary key, hash text not null, applied_at timestamptz not null)`;
    const applied = new Map(
      (await db<{ name: string; hash: string }[]>`select name, hash from schema_migration`).map((row) => [
        row.name,
        row.hash,
      ]),
    );
    const migrations = await readMigrations();
    const known = new Set(migrations.map(({ name }) => name));
    for (const name of applied.keys())
      if (!known.has(name)) throw new Error(`the database has the migration ${name}, which this version does not know`);
    const due: string[] = [];
    for (const { name, text, hash } of migrations) {
      const before = applied.get(name);
      if (before === hash) continue;
      if (before)
        throw new Error(`the migration ${name} was edited after it had been applied; migrations only go forward`);
      await db.begin(async (transaction) => {
        await transaction.unsafe(text);
        await transaction`insert into schema_migration values (${name}, ${hash}, statement_timestamp())`;
      });
      due.push(name);
    }
    return due;
  } finally {
    await db.end();
  }
};

export const isSchemaCurrent = async (db: Pool): Promise<boolean> => {
  const applied = await db<{ name: string }[]>`select name from schema_migration`;
  return applied.length === (await readMigrations()).length;
};
