import postgres from 'postgres';
import { type AreaPath, areaRange } from './area.ts';
import { lastingPool } from './pool.ts';

/** A transaction in one scope: what its connection may see is decided by the database. */
export type Db = postgres.TransactionSql;
export type Pool = postgres.Sql;

/**
 * An officer's scope is an area range, a citizen's the own persons; the door (sign-in, budgets, public pages) sees no
 * person's records; ingest inserts; the owner is for migrations, jobs and the operator's tool.
 */
export type Scope =
  /** `export` is the same scope on connections of its own: a file of a million rows keeps nobody waiting. */
  | { role: 'app' | 'export'; area: AreaPath; account: string }
  | { role: 'citizen'; persons: readonly string[]; account: string }
  /** With the hash of a phone that was proven, the door sees the persons recorded with it, and no others. */
  | { role: 'door'; phone?: Buffer }
  /** Tracing reads visits, and a case's people wherever they live. */
  | { role: 'ingest' | 'trace' | 'owner' };

export type RoleName = 'app' | 'export' | 'citizen' | 'ingest' | 'door' | 'trace' | 'owner';

export type Database = {
  pools: Record<RoleName, Pool>;
  within: <T>(scope: Scope, work: (db: Db) => Promise<T>) => Promise<T>;
  /** One read-only statement without a transaction of its own, at the door. */
  door: Pool;
  close: () => Promise<void>;
};

const size: Record<RoleName, number> = { app: 5, export: 2, citizen: 4, ingest: 2, door: 3, trace: 3, owner: 3 };

/** A pool that survives the loss of its connections. Works from the first use on; it connects when it is asked. */
export const connect = (url: string, max: number, application = 'lachan'): Pool =>
  lastingPool((socket) => postgres(url, { ...options(max, application), socket } as never) as Pool);

const options = (max: number, application: string) => ({
  max,
  onnotice: () => {},
  connection: { application_name: application, TimeZone: 'Asia/Ho_Chi_Minh' },
  // Seconds. By itself the driver doubles its pause up to 20, and a database that is back stays unused so long.
  backoff: 0.1,
  connect_timeout: 10,
  transform: { column: { from: postgres.toCamel, to: postgres.fromCamel }, undefined: null },
  types: {
    // A day stays text: it has no time zone to be wrong about.
    date: { to: 1082, from: [1082], serialize: (day: string) => day, parse: (day: string) => day },
    bigint: { to: 20, from: [20], serialize: String, parse: Number },
  },
});

/** Codes of the driver, of the network and of PostgreSQL: starting, stopping, crashed, out of connections, or a replica now. */
const outages = /^(CONNECT|E(CONN|PIPE|TIMEDOUT|HOST|NET|NOTFOUND|AI_)|08|57P|53300|25006)/;
/** Whether the database could not be reached, so that the same request may well succeed a moment later. */
export const isOutage = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && outages.test(String(error.code));

/** A twin was first, or two that wait for each other: the same transaction sees more the next time. */
const races = new Set(['23505', '40001', '40P01']);
export const isRace = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && races.has(String(error.code));

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const quoted = (text: string): string => {
  if (!/^[\w.~/:,-]*$/.test(text)) throw new Error('a scope holds a character it must not');
  return `'${text}'`;
};

/** The only writer of scope settings, as literals: a shard of a distributed table gets them too. */
const settingsOf = (scope: Scope): string => {
  if (scope.role === 'app' || scope.role === 'export') {
    const [from, to] = areaRange(scope.area);
    return `set local app.area_from = ${quoted(from)}; set local app.area_to = ${quoted(to)}`;
  }
  if (scope.role === 'citizen') {
    const persons = quoted(scope.persons.filter((id) => uuid.test(id)).join(','));
    return `set local app.persons = ${persons}; set local app.account = ${quoted(scope.account)}`;
  }
  if (scope.role === 'door' && scope.phone) return `set local app.phone_hash = ${quoted(scope.phone.toString('hex'))}`;
  return '';
};

/** Gives the running transaction another scope, after its own check: a citizen's new person, the two ends of a transfer. */
export const rescope = async (db: Db, scope: Scope): Promise<void> => {
  await db.unsafe(settingsOf(scope));
};

export const openDatabase = (urls: Record<RoleName, string>): Database => {
  const pools = Object.fromEntries(
    (Object.keys(size) as RoleName[]).map((role) => [role, connect(urls[role], size[role], `lachan ${role}`)]),
  ) as Record<RoleName, Pool>;
  return {
    pools,
    door: pools.door,
    within: <T>(scope: Scope, work: (db: Db) => Promise<T>) =>
      pools[scope.role].begin(async (db) => {
        const settings = settingsOf(scope);
        // Not awaited: the driver pipelines it before the first statement of the work, which fails if it failed.
        const set =
          settings === ''
            ? undefined
            : db.unsafe(settings).then(
                () => undefined,
                (error) => error,
              );
        const result = await work(db);
        const error = await set;
        if (error) throw error;
        return result;
      }) as Promise<T>,
    close: async () => {
      await Promise.all(Object.values(pools).map((pool) => pool.end({ timeout: 5 })));
    },
  };
};

export const scopeOf = (actor: { kind: string; area: AreaPath; persons: readonly string[]; account: string }): Scope =>
  actor.kind === 'citizen'
    ? { role: 'citizen', persons: actor.persons, account: actor.account }
    : { role: 'app', area: actor.area, account: actor.account };

const byteaArray = 1001;
/** A list of bytes as one parameter; the driver alone would take it for a single bytea. */
export const bytesOf = (db: Db | Pool, list: readonly Buffer[]) => db.array([...list] as never[], byteaArray);

/** From so many on a list is long. */
const long = 1_000;
/**
 * `any` of some ids. A short list says which shards are asked. A long one goes as a single text, a quarter of the driver's work, and out
 * of the planner's sight, who would weigh each element: 150 ms for 70,000.
 */
export const anyOf = (db: Db | Pool, ids: readonly string[]) =>
  ids.length < long ? db`any(${[...ids]}::uuid[])` : db`any(array(select unnest(${`{${ids.join(',')}}`}::uuid[])))`;
