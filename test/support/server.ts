import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { openHouse } from '../../src/apps/house.ts';
import { type Server, serve } from '../../src/apps/serve.ts';
import { parseAreaPath } from '../../src/core/area.ts';
import { newId } from '../../src/core/client.ts';
import { settableClock } from '../../src/core/clock.ts';
import { readConfig } from '../../src/core/config.ts';
import type { House } from '../../src/core/house.ts';
import { runJob } from '../../src/core/jobs.ts';
import type { Actor } from '../../src/core/permission.ts';
import { createToken } from '../../src/features/accounts/index.ts';
import { newestMessage } from '../../src/features/messages/index.ts';
import { type TestDatabase, testDatabase } from './database.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the answer holds, and fails where it does not.
export type Answer = { status: number; body: any; headers: Headers };
export type Caller = {
  get: (path: string) => Promise<Answer>;
  post: (path: string, body: unknown) => Promise<Answer>;
  token: string;
};

/** Phường Hàm Rồng and its neighbours in Thanh Hóa: the places most tests happen in. */
export const places = {
  province: '38',
  district: '38.380',
  commune: '38.380.14755',
  neighbour: '38.380.14758',
  elsewhere: '38.381.14809',
  otherProvince: '01',
} as const;

export type TestServer = {
  house: House;
  server: Server;
  base: string;
  clock: ReturnType<typeof settableClock>;
  /** A caller with a token for an area and roles, as `lachan tokens create` makes it. */
  officer: (area: string, roles?: string[], name?: string) => Promise<Caller>;
  /** A signed-in citizen. */
  citizen: (phone?: string) => Promise<Caller & { phone: string }>;
  anonymous: Caller;
  /** The moment so many milliseconds before the clock's, as a program sends it. */
  ago: (ms: number) => string;
  /** A caller of another server that holds the same accounts, as after a restore. */
  as: (other: Caller) => Caller;
  /** Runs a background job once, now. */
  job: (name: string) => Promise<void>;
  stop: () => Promise<void>;
};

const isJson = ({ headers }: Response): boolean => /json/.test(headers.get('content-type') ?? '');

export const caller = (base: string, token = ''): Caller => {
  const send = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${base}/api/v1${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && {
          'content-type': Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json',
        }),
      },
      ...(body !== undefined && {
        body: typeof body === 'string' ? body : Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body),
      }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === '' ? undefined : isJson(response) ? JSON.parse(text) : text,
      headers: response.headers,
    };
  };
  return { get: (path) => send('GET', path), post: (path, body) => send('POST', path, body), token };
};

let phones = 0;
export const somePhone = (): string =>
  `09${String(10_000_000 + (process.pid % 8000) * 10_000 + phones++).padStart(8, '0')}`;

/** A whole server on a database of its own, in this process, with a clock that the test steps. No job runs by itself. */
export const testServer = async (
  options: { areas?: '2021' | '2025'; at?: string; env?: Record<string, string>; database?: TestDatabase } = {},
): Promise<TestServer> => {
  const database = options.database ?? (await testDatabase(options.areas));
  const clock = settableClock(options.at ? new Date(options.at) : new Date());
  const { config } = readConfig(['--data', database.folder, '--port', '0', '--areas', options.areas ?? '2021'], {
    LACHAN_KEYS: database.keys,
    LACHAN_LOG: process.env.LACHAN_LOG ?? 'error',
    ...options.env,
  });
  const house = await openHouse(config, database.url, { clock, ready: true });
  const server = await serve(house, { jobs: false });
  const base = `http://127.0.0.1:${server.port}`;
  const anonymous = caller(base);
  return {
    house,
    server,
    base,
    clock,
    anonymous,
    ago: (ms) => new Date(clock.now().getTime() - ms).toISOString(),
    as: ({ token }) => caller(base, token),
    officer: async (area, roles = ['officer'], name = `test ${area}`) => {
      const { token } = await createToken(house, {
        area: parseAreaPath(area) as Actor['area'],
        roles,
        name,
      });
      return caller(base, token);
    },
    citizen: async (phone = somePhone()) => {
      await anonymous.post('/otp', { phone });
      const message = await newestMessage(house, phone);
      const { body } = await anonymous.post('/sessions', { phone, code: message?.code, as: 'token' });
      return { ...caller(base, body.token), phone };
    },
    job: async (name) => {
      const job = server.features.flatMap((feature) => feature.jobs ?? []).find((one) => one.name === name);
      if (!job) throw new Error(`no job ${name}`);
      await runJob(house.database.pools.owner, job, clock.now(), house.log);
    },
    stop: async () => {
      await server.stop();
      await database.drop();
    },
  };
};

/** The server of a whole test file: made before its tests, stopped after the last of them. */
export const aServer: typeof testServer = async (options) => {
  const server = await testServer(options);
  after(server.stop);
  return server;
};

/** A folder for a test, or for all of a file: gone when they are done. */
export const aFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'lachan-test-'));
  after(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

/** What was answered, when all went well. */
export const ok = ({ status, body }: Answer): Answer['body'] => {
  assert.ok(status < 300, JSON.stringify(body));
  return body;
};

/** What a caller makes under an id of its own. */
export const made = async (by: Caller, path: string, what: object): Promise<Answer['body']> => {
  const { status, body } = await by.post(path, { id: newId(), ...what });
  assert.equal(status, 201, `${path} ${JSON.stringify(body)}`);
  return body;
};

/** A person and a declaration as a program sends them; spread over what a test cares about. */
export const aPerson = (over: Record<string, unknown> = {}) => ({
  id: newId(),
  fullName: 'Nguyễn Thị Thu Hằng',
  birthYear: 1988,
  sex: 'female',
  area: places.commune,
  address: '12 Quang Trung',
  ...over,
});

export const aDeclaration = (over: Record<string, unknown> = {}) => ({
  id: newId(),
  form: 'general',
  person: aPerson(),
  answers: { symptoms: [], exposures: [], places: [], conditions: [] },
  area: places.commune,
  certified: true,
  ...over,
});

export const urgentAnswers = { symptoms: ['fever', 'breathless'], exposures: [], places: [], conditions: [] };
