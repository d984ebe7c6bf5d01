import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { takeLock } from './lock.ts';
import { findPostgres, type PostgresProgram } from './postgres-program.ts';
import { findPostmaster, type Postmaster, spawnPostmaster, stopPostmaster } from './postmaster.ts';

export interface Postgres extends Postmaster {
  /** A superuser's URL of the database `lachan`. */
  url: string;
  /** True when a PostgreSQL whose launcher had died was taken over instead of started. */
  adopted: boolean;
  /** Fast shutdown: open transactions are rolled back, committed ones are safe. Waits until the process is gone. */
  stop(): Promise<void>;
  /** Brings it back after it died by itself, at the same URL; `pid` and `exited` are then the new one's. */
  restart(): Promise<void>;
}
type Running = Omit<Postgres, 'stop' | 'restart'>;

/** What the next launcher, or one who attaches, has to know; stored with mode 0600. Port 0 is none yet. */
interface State {
  port: number;
  password: string;
  launcher: number;
}

/** How long a PostgreSQL that ends at once is started again. */
const PATIENCE_MS = 10_000;

const filesOf = (folder: string) => ({
  folder,
  cluster: join(folder, 'postgres'),
  state: join(folder, 'postgres.json'),
  log: join(folder, 'postgres.log'),
  lock: join(folder, 'postgres.lock'),
});
type Files = ReturnType<typeof filesOf>;

/**
 * Starts the embedded PostgreSQL of a data folder, which is made when absent. `fast` is for tests: nothing is flushed to
 * disk. PostgreSQL outlives a killed launcher, and the next start takes it over. Throws when a living process has the folder.
 */
export async function startPostgres(dataFolder: string, { fast = false } = {}): Promise<Postgres> {
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const files = filesOf(realpathSync(dataFolder));
  const release = takeLock(files.lock);
  if (!release) {
    const launcher = readState(files)?.launcher ?? 'that is just starting';
    throw new Error(`The database in ${files.folder} belongs to the running process ${launcher}: stop that one first.`);
  }
  try {
    const known = readState(files) ?? { port: 0, password: randomBytes(24).toString('base64url') };
    const state = { ...known, launcher: process.pid };
    writeState(files, state);
    const running = (await adopt(files, state)) ?? (await launch(files, state, { fast }));
    const current: Postgres = {
      ...running,
      stop: async () => {
        await stopPostmaster(current, files.cluster);
        release();
      },
      restart: async () => {
        Object.assign(current, await launch(files, readState(files) ?? state, { fast, samePort: true }));
      },
    };
    return current;
  } catch (error) {
    release();
    throw error;
  }
}

/** The URL of the PostgreSQL that another process runs in this data folder; undefined when none answers. */
export async function attachPostgres(dataFolder: string): Promise<{ url: string } | undefined> {
  if (!existsSync(dataFolder)) return undefined;
  const files = filesOf(realpathSync(dataFolder));
  const state = readState(files);
  if (!state?.port) return undefined;
  const url = urlOf(state);
  // The port may be another folder's by now, one copied from this even with the same password.
  const [served] = await ask(url, "select current_setting('data_directory') as folder").catch(() => []);
  return served?.folder === files.cluster ? { url } : undefined;
}

/** What a killed launcher left running; when it does not answer it is stopped. */
async function adopt(files: Files, state: State): Promise<Running | undefined> {
  const orphan = findPostmaster(files.cluster);
  if (!orphan) return undefined;
  if (await attachPostgres(files.folder)) return { ...orphan, url: urlOf(state), adopted: true };
  await stopPostmaster(orphan, files.cluster);
}

/** A start fails at once when its port has just been taken, or the last children of a killed predecessor are still there. */
async function launch(files: Files, state: State, { fast = false, samePort = false }): Promise<Running> {
  const program = findPostgres(files.folder);
  if (!existsSync(files.cluster)) await initialise(files, state, program, fast);
  program.own(files.cluster);
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(100)) {
    const port = await freePort(state.port);
    if (samePort && port !== state.port) continue;
    writeState(files, { ...state, port });
    const postmaster = await spawnPostmaster(program, { cluster: files.cluster, log: files.log, port, fast });
    if (!postmaster) continue;
    const url = urlOf({ ...state, port });
    try {
      await ensureDatabase(url);
    } catch (error) {
      await stopPostmaster(postmaster, files.cluster);
      throw error;
    }
    return { ...postmaster, url, adopted: false };
  }
  const tail = readFileSync(files.log, 'utf8').trimEnd().split('\n').slice(-5).join('\n');
  throw new Error(`PostgreSQL does not start. The end of ${files.log}:\n${tail}`);
}

/**
 * Makes the cluster beside its place and moves it there when complete, so that a kill leaves nothing half made. The builtin
 * locale sorts by code point and knows the case of every letter, the same on every platform.
 */
async function initialise(files: Files, state: State, program: PostgresProgram, fast: boolean): Promise<void> {
  const prefix = 'postgres.new-';
  for (const left of readdirSync(files.folder).filter((name) => name.startsWith(prefix))) {
    rmSync(join(files.folder, left), { recursive: true });
  }
  const workshop = mkdtempSync(join(files.folder, prefix));
  const [cluster, password] = [join(workshop, 'cluster'), join(workshop, 'password')];
  writeFileSync(password, state.password, { mode: 0o600 });
  program.own(workshop);
  const user = ['--username=lachan', `--pwfile=${password}`, '--auth=scram-sha-256'];
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const flush = fast ? ['--no-sync'] : [];
  const [file, args, runAs] = program.command('initdb', [`--pgdata=${cluster}`, ...user, ...locale, ...flush]);
  await promisify(execFile)(file, args, runAs);
  renameSync(cluster, files.cluster);
  rmSync(workshop, { recursive: true });
}

async function ensureDatabase(url: string): Promise<void> {
  try {
    await ask(url, 'select 1');
  } catch (error) {
    if ((error as { code?: string }).code !== '3D000') throw error;
    await ask(url.replace(/lachan$/, 'postgres'), "create database lachan encoding 'UTF8'");
  }
}

/** Asks one question on a connection of its own. */
async function ask(url: string, question: string) {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} });
  try {
    return await sql.unsafe(question);
  } finally {
    await sql.end({ timeout: 0 });
  }
}

const urlOf = ({ port, password }: State) => `postgres://lachan:${password}@127.0.0.1:${port}/lachan`;

function readState(files: Files): State | undefined {
  return existsSync(files.state) ? JSON.parse(readFileSync(files.state, 'utf8')) : undefined;
}

/** Whole or not at all: without the password the cluster would be closed for ever. */
function writeState(files: Files, state: State): void {
  const next = `${files.state}.new`;
  writeFileSync(next, JSON.stringify(state), { mode: 0o600, flush: true });
  renameSync(next, files.state);
}

/** The wished loopback port when it is free, else any other. */
function freePort(wished: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (wished ? resolve(freePort(0)) : reject(error)));
    probe.listen({ host: '127.0.0.1', port: wished }, () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
