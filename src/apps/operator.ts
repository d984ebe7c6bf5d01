import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type AreaPath, parseAreaPath } from '../core/area.ts';
import type { Config } from '../core/config.ts';
import { loadKeys } from '../core/crypto.ts';
import { connect, openDatabase } from '../core/db.ts';
import type { House } from '../core/house.ts';
import { createLog } from '../core/log.ts';
import { isSchemaCurrent } from '../core/migrate.ts';
import { attachPostgres, startPostgres } from '../core/postgres.ts';
import { findArea } from '../features/areas/index.ts';
import { clockOf } from './demo-state.ts';
import { prepareDatabase } from './house.ts';

const patience = 10_000;

/** The database an operator means: DATABASE_URL, that of the running server, or one started for this command and stopped after it. */
export const withDatabase = async <T>(
  config: Config,
  work: (ownerUrl: string, isServed: boolean) => Promise<T>,
): Promise<T> => {
  if (config.databaseUrl) return work(config.databaseUrl, true);
  const deadline = Date.now() + patience;
  for (;;) {
    const served = await attachPostgres(config.data);
    if (served) return work(served.url, true);
    const postgres = await startPostgres(config.data).catch((error) => {
      // Its server is just starting, or another command is just ending.
      if (Date.now() > deadline || !/belongs to the running process/.test(String(error))) throw error;
    });
    if (!postgres) {
      await sleep(200);
      continue;
    }
    try {
      return await work(postgres.url, false);
    } finally {
      await postgres.stop();
    }
  }
};

/**
 * A house by the owner's connection alone: an operator is bound to no area, and the login roles of a running server are
 * left as they are. Prepares a database that is not; one that is keeps the units it has.
 */
export const openAsOperator = async (config: Config, ownerUrl: string): Promise<House> => {
  const keys = await loadKeys(config.keys);
  const pool = connect(ownerUrl, 1);
  const isCurrent = await isSchemaCurrent(pool).catch(() => false);
  await pool.end();
  if (!isCurrent) await prepareDatabase(config, ownerUrl);
  const house: House = {
    config,
    keys,
    clock: clockOf(config.data),
    database: openDatabase({
      owner: ownerUrl,
      app: ownerUrl,
      export: ownerUrl,
      citizen: ownerUrl,
      ingest: ownerUrl,
      door: ownerUrl,
      trace: ownerUrl,
    }),
    log: createLog(config.log),
    publicUrl: () => config.publicUrl?.replace(/\/$/, '') ?? `http://localhost:${config.port}`,
    auditHead: join(config.data, 'audit-head.json'),
  };
  if (isCurrent && !(await findArea(house, parseAreaPath('') as AreaPath))) await prepareDatabase(config, ownerUrl);
  return house;
};

export const withHouse = <T>(config: Config, work: (house: House) => Promise<T>): Promise<T> =>
  withDatabase(config, async (ownerUrl) => {
    const house = await openAsOperator(config, ownerUrl);
    try {
      return await work(house);
    } finally {
      await house.database.close();
    }
  });
