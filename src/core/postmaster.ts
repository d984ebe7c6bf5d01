import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostgresProgram } from './postgres-program.ts';

/** The first process of a running PostgreSQL. `exited` settles when it is gone, by whatever cause; it never rejects. */
export interface Postmaster {
  pid: number;
  exited: Promise<void>;
}

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'Asia/Ho_Chi_Minh',
  log_timezone: 'Asia/Ho_Chi_Minh',
  logging_collector: 'off',
  // The log repeats neither rows nor statements: they hold personal data.
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  max_connections: '100',
  shared_buffers: '256MB',
  work_mem: '16MB',
  random_page_cost: '1.1',
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
};
/** For tests only: a crash of the machine would destroy the data. */
const fastSettings = { fsync: 'off', full_page_writes: 'off' };

const POLL_MS = 10;
/** Where there is no /proc, each look at a process starts a program. */
const PROCESS_POLL_MS = process.platform === 'linux' ? POLL_MS : 100;

interface Launch {
  cluster: string;
  port: number;
  log: string;
  fast: boolean;
}

/**
 * Starts PostgreSQL on a cluster and waits until it takes connections, however long it recovers from a crash; undefined
 * when it ended before that. It has a session of its own: Ctrl-C must not stop it before its users have drained.
 */
export async function spawnPostmaster(program: PostgresProgram, launch: Launch): Promise<Postmaster | undefined> {
  const chosen = Object.entries({ ...settings, ...(launch.fast && fastSettings), port: launch.port });
  const options = chosen.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const [file, args, runAs] = program.command('postgres', ['-D', launch.cluster, ...options]);
  ignorePidFileOnce(launch.cluster);
  const log = openSync(launch.log, 'a', 0o600);
  const child = spawn(file, args, { ...runAs, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()).once('error', () => resolve()));
  let ended = child.pid === undefined;
  exited.then(() => {
    ended = true;
  });
  while (!ended) {
    const { pid, ready } = readPidFile(launch.cluster);
    if (pid && pid === child.pid && ready) return { pid, exited };
    await sleep(POLL_MS);
  }
}

/** The PostgreSQL that runs on a cluster already, ready or not; undefined when there is none. */
export function findPostmaster(cluster: string): Postmaster | undefined {
  const { pid } = readPidFile(cluster);
  if (pid && isPostmaster(pid, cluster)) return { pid, exited: untilGone(pid, cluster, false) };
}

/** Fast shutdown: open transactions are rolled back, committed ones are safe. Waits until the process is gone. */
export async function stopPostmaster({ pid }: Postmaster, cluster: string): Promise<void> {
  if (isPostmaster(pid, cluster)) process.kill(pid, 'SIGINT');
  await untilGone(pid, cluster, true);
}

async function untilGone(pid: number, cluster: string, keepsNodeAlive: boolean): Promise<void> {
  while (isPostmaster(pid, cluster)) await sleep(PROCESS_POLL_MS, undefined, { ref: keepsNodeAlive });
}

/** Whether `pid` is PostgreSQL on this cluster: a pid outlives its process in files, and may then be anyone's. */
function isPostmaster(pid: number, cluster: string): boolean {
  try {
    // A dead process not yet collected by its parent has an empty command line.
    const command =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        : execFileSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' });
    return command.includes(`postgres -D ${cluster} `);
  } catch {
    return false;
  }
}

const pidFile = (cluster: string) => join(cluster, 'postmaster.pid');

/** PostgreSQL writes its pid on the first line and its state on the eighth. */
function readPidFile(cluster: string): { pid?: number; ready: boolean } {
  try {
    const lines = readFileSync(pidFile(cluster), 'utf8').split('\n');
    return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' };
  } catch {
    return { ready: false };
  }
}

/**
 * Lets PostgreSQL start although a killed predecessor left its pid and another process has that pid now. Naming its own
 * parent, which PostgreSQL knows to be no rival, is safer than removing the file: the shared memory that stands in it
 * still keeps two from one cluster.
 */
function ignorePidFileOnce(cluster: string): void {
  try {
    const lines = readFileSync(pidFile(cluster), 'utf8').split('\n');
    writeFileSync(pidFile(cluster), [process.pid, ...lines.slice(1)].join('\n'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
