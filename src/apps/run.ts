import { setTimeout as sleep } from 'node:timers/promises';
import { type Config, UsageError } from '../core/config.ts';
import { isOutage } from '../core/db.ts';
import { type Postgres, startPostgres } from '../core/postgres.ts';
import type { Server } from './serve.ts';

export const say = (line: string): void => void process.stdout.write(`${line}\n`);
const warn = (line: string): void => void process.stderr.write(`${line}\n`);

/** How long, in milliseconds, a database that died may take to come back. */
const patience = 30_000;

export const addressesOf = (url: string): string =>
  `Lá Chắn  ${url}\n  người dân   ${url}/\n  cán bộ      ${url}/console\n  công bố     ${url}/portal\n  API         ${url}/api/v1/docs`;

const mustBeNewEnough = (): void => {
  if (Number(process.versions.node.split('.')[0]) < 24)
    throw new UsageError(`Node 24 is needed, this is ${process.version}; npm start brings it`);
};

/**
 * Brings the database of a configuration up, opens a server on it, and keeps both until it is told to stop. `fast`: what was
 * written in the last moments may be lost with the machine.
 */
export const run = async (
  config: Config,
  open: (ownerUrl: string) => Promise<Server>,
  { fast = false } = {},
): Promise<void> => {
  mustBeNewEnough();
  const held: { postgres?: Postgres; server?: Server; restarting?: Promise<void>; isStopping: boolean } = {
    isStopping: false,
  };
  const stop = async (code: number): Promise<void> => {
    if (held.isStopping) return;
    held.isStopping = true;
    await held.server?.stop();
    await held.restarting?.catch(() => {});
    await held.postgres?.stop();
    process.exit(code);
  };
  process.on('SIGINT', () => stop(0));
  process.on('SIGTERM', () => stop(0));
  // The driver has one rejection that nobody can catch: of a connection lost while it is being opened.
  process.on('unhandledRejection', (error) => {
    if (!isOutage(error)) throw error;
  });
  if (!config.databaseUrl) held.postgres = await startPostgres(config.data, { fast });
  held.server = await open(config.databaseUrl ?? (held.postgres as Postgres).url).catch(async (error) => {
    // Told to stop while it was being opened: whatever fails then fails for that.
    if (held.isStopping) return new Promise<never>(() => {});
    await held.postgres?.stop();
    throw error.code === 'EADDRINUSE'
      ? new UsageError(`port ${config.port} is taken; choose another with --port`)
      : error;
  });

  /** A database that dies is brought back under the living server; who asks meanwhile is told to come again. */
  const attend = async (database: Postgres): Promise<void> => {
    await database.exited;
    if (held.isStopping) return;
    warn('The database has stopped; starting it again.');
    held.restarting = database.restart();
    const isLate = sleep(patience, true, { ref: false });
    const failure = await Promise.race([held.restarting, isLate]).catch((error: Error) => error);
    if (failure === undefined) return attend(database);
    warn(`The database does not come back; stopping. ${failure instanceof Error ? failure.message : ''}`);
    process.exit(1);
  };
  if (held.postgres) attend(held.postgres);
};

/** Ends the process of a start that failed: one line for what was asked wrongly, everything for the rest. */
export const failed = (error: Error): never => {
  process.stderr.write(`${error instanceof UsageError ? error.message : (error.stack ?? error)}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
};
