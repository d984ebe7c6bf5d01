import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDatabase } from '../../src/apps/house.ts';
import { readConfig } from '../../src/core/config.ts';
import { newKeyFile } from '../../src/core/crypto.ts';
import { connect } from '../../src/core/db.ts';
import { startPostgres } from '../../src/core/postgres.ts';

/** A superuser's URL: the cluster of the whole run, an operator's own, or one started for this file alone. */
const cluster = async (): Promise<{ url: string; stop: () => Promise<void> }> => {
  const given = process.env.DATABASE_URL ?? process.env.LACHAN_TEST_DATABASE;
  if (given) return { url: given, stop: async () => {} };
  const folder = await mkdtemp(join(tmpdir(), 'lachan-cluster-'));
  const postgres = await startPostgres(folder, { fast: true });
  return {
    url: postgres.url,
    stop: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

const withName = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
};

export type TestDatabase = { url: string; folder: string; keys: string; drop: () => Promise<void> };

/**
 * A database of its own for a test file, copied from a migrated template in about 30 ms. The template is made once per
 * cluster and version of the schema; its advisory lock makes the other files wait.
 */
export const testDatabase = async (areas: '2021' | '2025' = '2021'): Promise<TestDatabase> => {
  const { url, stop } = await cluster();
  const admin = connect(url, 1);
  const template = `lachan_template_${areas}`;
  const folder = await mkdtemp(join(tmpdir(), 'lachan-test-'));
  const keys = join(tmpdir(), `lachan-test-keys-${process.getuid?.() ?? 0}.json`);
  await writeFile(keys, JSON.stringify(newKeyFile()), { mode: 0o600, flag: 'wx' }).catch(() => {});
  await admin`select pg_advisory_lock(7102022)`;
  const { config } = readConfig(['--data', folder, '--areas', areas], { LACHAN_KEYS: keys });
  const version = await fingerprint();
  const [made] = await admin<{ comment: string | null }[]>`
    select shobj_description(oid, 'pg_database') as comment from pg_database where datname = ${template}`;
  if (made?.comment !== version) {
    await admin.unsafe(`drop database if exists ${template} with (force)`);
    await admin.unsafe(`create database ${template} encoding 'UTF8' template template0`);
    await prepareDatabase(config, withName(url, template));
    await admin.unsafe(`comment on database ${template} is '${version}'`);
  }
  const name = `lachan_test_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  await admin.unsafe(`create database ${name} template ${template}`);
  await admin`select pg_advisory_unlock(7102022)`;
  return {
    url: withName(url, name),
    folder,
    keys,
    drop: async () => {
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
      await stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
};

/** Changes when a migration, the units or a form changes. */
const fingerprint = async (): Promise<string> => {
  const { createHash } = await import('node:crypto');
  const { readdir } = await import('node:fs/promises');
  const root = new URL('../../', import.meta.url);
  const hash = createHash('sha256');
  for (const folder of ['migrations/', 'src/features/areas/', 'src/features/declarations/']) {
    for (const name of (await readdir(new URL(folder, root))).sort()) {
      if (/\.(sql|ts|json)$/.test(name) && !name.includes('.test.'))
        hash.update(await readFile(new URL(folder + name, root)));
    }
  }
  return hash.digest('hex').slice(0, 20);
};
