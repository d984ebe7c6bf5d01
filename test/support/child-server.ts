import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = (path: string): string => fileURLToPath(new URL(`../../src/apps/${path}`, import.meta.url));

export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
};

/** Tries until `what` answers something; a test's own time limit ends it. */
export const eventually = async <T>(what: () => Promise<T | undefined> | T | undefined): Promise<T> => {
  for (;;) {
    const answer = await what();
    if (answer !== undefined) return answer;
    await sleep(50);
  }
};

/** The real server in a process of its own, on an own port and data folder, and what is done to it from outside. */
export const childServer = (data: string, port: number) => {
  const env = {
    ...process.env,
    LACHAN_LOG: process.env.LACHAN_LOG ?? 'silent',
    DATABASE_URL: '',
    LACHAN_DATA: data,
    PORT: String(port),
  };
  const base = `http://127.0.0.1:${port}`;
  const state = { child: undefined as ChildProcess | undefined };

  const isReady = () =>
    fetch(`${base}/readyz`).then(
      ({ status }) => (status === 200 ? true : undefined),
      () => undefined,
    );
  const start = async (): Promise<void> => {
    state.child = spawn(process.execPath, [program('server.ts')], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    await eventually(isReady);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const { child } = state;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  };
  const databasePid = (): number =>
    Number(readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);

  return {
    base,
    start,
    end,
    isAlive: () => state.child?.exitCode === null && state.child.signalCode === null,
    /** Kills PostgreSQL and waits until the server has brought it back. */
    killDatabase: async (): Promise<void> => {
      const pid = databasePid();
      process.kill(pid, 'SIGKILL');
      await eventually(async () => (databasePid() !== pid ? isReady() : undefined));
    },
    /** The operator's tool, as `npm run lachan` runs it. */
    operate: async (...args: string[]): Promise<Record<string, unknown>> => {
      const { stdout } = await promisify(execFile)(process.execPath, [program('cli.ts'), ...args, '--json'], { env });
      return JSON.parse(stdout);
    },
  };
};
