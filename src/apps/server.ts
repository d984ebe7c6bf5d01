import { readConfig, UsageError } from '../core/config.ts';
import { startPostgres } from '../core/postgres.ts';
import { firstAdministrator } from '../features/accounts/index.ts';
import { openHouse } from './house.ts';
import { serve } from './serve.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const start = async (): Promise<void> => {
  if (Number(process.versions.node.split('.')[0]) < 24) throw new UsageError(`Node 24 is needed, this is ${process.version}; npm start brings it`);
  const { config, rest } = readConfig(process.argv.slice(2), process.env);
  if (rest.length > 0) throw new UsageError(`unknown option ${rest[0]}; known are --port, --data, --areas`);
  const postgres = config.databaseUrl ? undefined : await startPostgres(config.data);
  const house = await openHouse(config, config.databaseUrl ?? (postgres as { url: string }).url);
  const server = await serve(house);
  const link = await firstAdministrator(house);
  const url = house.publicUrl();
  say(`Lá Chắn  ${url}\n  người dân   ${url}/\n  cán bộ      ${url}/console\n  công bố     ${url}/portal\n  API         ${url}/api/v1/docs`);
  if (link) say(`\nQuản trị viên đầu tiên, đường dẫn dùng một lần / first administrator, one-time link:\n  ${link}`);

  let stopping = false;
  const stop = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await server.stop();
    await postgres?.stop();
    process.exit(code);
  };
  process.on('SIGINT', () => stop(0));
  process.on('SIGTERM', () => stop(0));
  // A database that died is started again by whoever supervises this process; a server without one helps nobody.
  postgres?.exited.then(() => {
    if (stopping) return;
    process.stderr.write('The database has stopped; stopping too.\n');
    stop(1);
  });
};

start().catch((error) => {
  process.stderr.write(`${error instanceof UsageError ? error.message : (error.stack ?? error)}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
});
