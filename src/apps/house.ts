import { join } from 'node:path';
import type { Clock } from '../core/clock.ts';
import type { Config } from '../core/config.ts';
import { loadKeys } from '../core/crypto.ts';
import { connect, openDatabase } from '../core/db.ts';
import type { House } from '../core/house.ts';
import { createLog } from '../core/log.ts';
import { migrate } from '../core/migrate.ts';
import { loginRoles } from '../core/roles.ts';
import { loadAreas } from '../features/areas/index.ts';
import { loadForms } from '../features/declarations/index.ts';
import { clockOf, isAllowedDemo } from './demo-state.ts';

/** Migrates the database, loads the units and forms that a release brings, and opens a house on it. */
export const openHouse = async (
  config: Config,
  ownerUrl: string,
  { clock = clockOf(config.data), ready = false }: { clock?: Clock; ready?: boolean } = {},
): Promise<House> => {
  const isExercise = isAllowedDemo(config);
  const keys = await loadKeys(config.keys);
  if (!ready) await prepareDatabase(config, ownerUrl);
  const urls = await loginRoles(ownerUrl, keys);
  return {
    config,
    keys,
    clock,
    database: openDatabase(urls),
    log: createLog(config.log),
    publicUrl: () => config.publicUrl?.replace(/\/$/, '') ?? `http://localhost:${config.port}`,
    auditHead: join(config.data, 'audit-head.json'),
    ...(isExercise && { isExercise }),
  };
};

export const prepareDatabase = async (config: Config, ownerUrl: string): Promise<void> => {
  await migrate(ownerUrl);
  const owner = connect(ownerUrl, 1);
  try {
    await loadAreas(owner, config.areas);
    await loadForms(owner);
  } finally {
    await owner.end();
  }
};
