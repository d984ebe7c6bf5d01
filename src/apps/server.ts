import { setTimeout as sleep } from 'node:timers/promises';
import { type Config, readConfig, UsageError } from '../core/config.ts';
import { isOutage } from '../core/db.ts';
import { type Postgres, startPostgres } from '../core/postgres.ts';
import { firstAdministrator } from '../features/accounts/index.ts';
import { openHouse } from './house.ts';
import { serve } from './serve.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const warn = (line: string): void => void process.stderr.write(`${line}\n`);

/** How long, in milliseconds, a database that died may take to come back. */
const patience = 30_000;

const open = async (config: Config, postgres: Postgres | undefined) => {
  const house = await openHouse(config, config.databaseUrl ?? (postgres as Postgres).url);
  const server = await serve(house);
  return { house, server, link: await firstAdministrator(house) };
};

const start = async (): Promise<void> => {
  if (Number(process.versions.node.split('.')[0]) < 24)
    throw new UsageError(`Node 24 is needed, this is ${process.version}; npm start brings it`);
  const { config, rest } = readConfig(process.argv.slice(2), process.env);
  if (rest.length > 0) throw new UsageError(`unknown option ${rest[0]}; known are --port, --data, --areas`);
  const postgres = config.databaseUrl ? undefined : await startPostgres(config.data);
  const { house, server, link } = await open(config, postgres).catch(async (error) => {
    await postgres?.stop();
    throw error.code === 'EADDRINUSE'
      ? new UsageError(`port ${config.port} is taken; choose another with --port`)
      : error;
  });
  const url = house.publicUrl();
  say(
    `Lá Chắn  ${url}\n  người dân   ${url}/\n  cán bộ      ${url}/console\n  công bố     ${url}/portal\n  API         ${url}/api/v1/docs`,
  );
  if (link) say(`\nQuản trị viên đầu tiên, đường dẫn dùng một lần / first administrator, one-time link:\n  ${link}`);

  let stopping = false;
  let restarting: Promise<void> | undefined;
  const stop = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await server.stop();
    await restarting?.catch(() => {});
    await postgres?.stop();
    process.exit(code);
  };
  process.on('SIGINT', () => stop(0));
  process.on('SIGTERM', () => stop(0));
  // The driver has one rejection that nobody can catch: of a connection lost while it is being opened.
  process.on('unhandledRejection', (error) => {
    if (!isOutage(error)) throw error;
  });

  /** A database that dies is brought back under the living server; who asks meanwhile is told to come again. */
  const attend = async (database: Postgres): Promise<void> => {
    await database.exited;
    if (stopping) return;
    warn('The database has stopped; starting it again.');
    restarting = database.restart();
    const isLate = sleep(patience, true, { ref: false });
    const failure = await Promise.race([restarting, isLate]).catch((error: Error) => error);
    if (failure === undefined) return attend(database);
    warn(`The database does not come back; stopping. ${failure instanceof Error ? failure.message : ''}`);
    process.exit(1);
  };
  if (postgres) attend(postgres);
};

start().catch((error) => {
  process.stderr.write(`${error instanceof UsageError ? error.message : (error.stack ?? error)}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
});
