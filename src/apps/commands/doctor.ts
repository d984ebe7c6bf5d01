import { readFile, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../core/config.ts';
import { keysFrom } from '../../core/crypto.ts';
import { connect, type Pool } from '../../core/db.ts';
import { isSchemaCurrent } from '../../core/migrate.ts';
import type { Call, Command } from '../command.ts';
import * as look from './doctor-store.ts';
import { leaksOf, summaryOf, whatVisitsTell } from './doctor-visits.ts';

type State = 'ok' | 'warn' | 'fail';
type Check = { name: string; state: State; detail: string };

const check = (name: string, state: State, detail: string): Check => ({ name, state, detail });
const gibibyte = 2 ** 30;

const program = (): Check => {
  const isNew = Number(process.versions.node.split('.')[0]) >= 24;
  return check('node', isNew ? 'ok' : 'fail', process.version);
};

const keyFile = async ({ keys, databaseUrl }: Config): Promise<Check> => {
  const found = await stat(keys).catch(() => undefined);
  if (!found) return check('key file', databaseUrl ? 'fail' : 'warn', `${keys} is not there; the first start makes it`);
  const mode = found.mode & 0o777;
  const isReadable = await readFile(keys, 'utf8')
    .then((text) => keysFrom(JSON.parse(text)).version > 0)
    .catch(() => false);
  if (!isReadable) return check('key file', 'fail', `${keys} is damaged`);
  return check(
    'key file',
    mode === 0o600 ? 'ok' : 'fail',
    `${keys} has mode 0${mode.toString(8)}${mode === 0o600 ? '' : ', must be 0600'}`,
  );
};

const disk = async (config: Config): Promise<Check> => {
  const { bavail, bsize } = await statfs(config.data);
  const free = (bavail * bsize) / gibibyte;
  return check(
    'disk space',
    free < 0.2 ? 'fail' : free < 2 ? 'warn' : 'ok',
    `${free.toFixed(1)} GiB free in ${config.data}`,
  );
};

const messages = ({ sms }: Config): Check =>
  check(
    'messages',
    sms === 'http' ? 'ok' : 'warn',
    sms === 'http' ? 'go to the gateway' : 'stay in the outbox: nobody gets a code (LACHAN_SMS)',
  );

const address = ({ publicUrl }: Config): Check =>
  check(
    'address',
    publicUrl?.startsWith('https:') ? 'ok' : 'warn',
    publicUrl ?? 'LACHAN_PUBLIC_URL is not set: links lead to localhost',
  );

const schema = async (owner: Pool): Promise<Check> => {
  const isCurrent = await isSchemaCurrent(owner).catch(() => false);
  return check('schema', isCurrent ? 'ok' : 'fail', isCurrent ? 'current' : 'not current: lachan migrate');
};

const roles = async (owner: Pool): Promise<Check> => {
  const wrong = await look.bypassingRoles(owner);
  const open = await look.unforcedTables(owner);
  if (wrong.length > 0) return check('roles', 'fail', `bypass row-level security: ${wrong.join(', ')}`);
  if (open.length > 0) return check('roles', 'fail', `policies are not forced on ${open.join(', ')}`);
  return check('roles', 'ok', 'none bypasses row-level security');
};

const areas = async (owner: Pool): Promise<Check> => {
  const { set, counts } = await look.areaCounts(owner);
  const isThere = set !== null && (counts.commune ?? 0) > 0;
  const text = Object.entries(counts).map(([level, count]) => `${count} ${level}`);
  return check(
    'areas',
    isThere ? 'ok' : 'fail',
    isThere ? `set of ${set}: ${text.join(', ')}` : 'none: lachan areas load',
  );
};

const jobs = async (owner: Pool, isServed: boolean): Promise<Check> => {
  const { overdue, failed, count } = await look.jobStates(owner, new Date());
  if (!isServed) return check('jobs', 'ok', 'the server is stopped');
  if (count === 0) return check('jobs', 'warn', 'none has ever run');
  const text = [...overdue.map((name) => `${name} is overdue`), ...failed.map((name) => `${name} failed last`)];
  return check('jobs', text.length > 0 ? 'warn' : 'ok', text.join(', ') || `${count} run on time`);
};

const audit = async (owner: Pool, config: Config): Promise<Check> => {
  const file = join(config.data, 'audit-head.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  const { last, unsealed } = await look.auditTail(owner);
  if (text === undefined)
    return check(
      'audit',
      last > 0 ? 'warn' : 'ok',
      last > 0 ? `${file} is missing: a cut tail would go unseen` : 'no entries yet',
    );
  const head = JSON.parse(text) as { seq: number; mac: string };
  const isSame = await look.hasAuditEntry(owner, head.seq, head.mac);
  return isSame
    ? check(
        'audit',
        unsealed > 10_000 ? 'warn' : 'ok',
        `${last} entries, ${unsealed} not yet sealed; lachan audit verify walks them all`,
      )
    : check('audit', 'fail', `entry ${head.seq} is not the one recorded outside the database: lachan audit verify`);
};

/** A dump of the database, without the key file, must not say who was where. */
const visits = async (owner: Pool, { keys }: Config): Promise<Check> => {
  const told = await whatVisitsTell(owner, keys);
  const leaks = leaksOf(told);
  return leaks.length > 0
    ? check('visits', 'fail', `they can be named without the key file: ${leaks.join('; ')}`)
    : check('visits', 'ok', summaryOf(told));
};

const inDatabase = ({ config, withDatabase }: Call): Promise<Check[]> =>
  withDatabase(async (ownerUrl, isServed) => {
    const owner = connect(ownerUrl, 1);
    try {
      const version = await look.serverVersion(owner);
      const reached = check('database', 'ok', `PostgreSQL ${version}${isServed ? '' : ', started for this command'}`);
      const current = await schema(owner);
      // Without the tables there is nothing more to ask.
      if (current.state === 'fail') return [reached, current];
      return [
        reached,
        current,
        await roles(owner),
        await areas(owner),
        await jobs(owner, isServed),
        await audit(owner, config),
        await visits(owner, config),
      ];
    } finally {
      await owner.end();
    }
  });

const unreachable = (error: unknown): Check[] => [
  check('database', 'fail', (error instanceof Error && error.message) || String(error)),
];

const examine = async (call: Call): Promise<Check[]> => {
  const { config } = call;
  const hasData = await stat(config.data).then(
    () => true,
    () => false,
  );
  const own = [program(), await keyFile(config), messages(config), address(config)];
  const hasDatabase =
    config.databaseUrl !== undefined ||
    (await stat(join(config.data, 'postgres')).then(
      () => true,
      () => false,
    ));
  if (!hasDatabase) return [...own, check('database', 'fail', `none in ${config.data} yet: npm start makes it`)];
  return [...own, ...(hasData ? [await disk(config)] : []), ...(await inDatabase(call).catch(unreachable))];
};

export const doctorCommands: Command[] = [
  {
    name: 'doctor',
    says: 'looks at everything an operator should know of; fails only where something is broken',
    run: async (call) => {
      const checks = await examine(call);
      const failed = checks.some(({ state }) => state === 'fail');
      return {
        text: checks.map(({ name, state, detail }) => `${state.padEnd(4)}  ${name.padEnd(10)}  ${detail}`),
        json: { ok: !failed, checks },
        failed,
      };
    },
  },
];
