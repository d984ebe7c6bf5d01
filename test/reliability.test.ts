import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../src/core/db.ts';
import { startPostgres } from '../src/core/postgres.ts';
import { findDrift } from '../src/features/statistics/index.ts';
import { childServer, eventually, freePort } from './support/child-server.ts';
import { aDeclaration, aPerson, places, urgentAnswers } from './support/server.ts';

/** What dies here is the real server and a PostgreSQL that flushes; nothing is timed, only counted. */
const connections = 6;
const communes = [places.commune, places.neighbour, places.elsewhere];

let data: string;
let server: ReturnType<typeof childServer>;
let token: string;
const sent = new Set<string>();
const acknowledged: string[] = [];
const unexpected: string[] = [];

before(async () => {
  data = await mkdtemp(join(tmpdir(), 'lachan-reliability-'));
  server = childServer(data, await freePort());
  await server.start();
  const made = await server.operate('tokens', 'create', '--area', '38', '--roles', 'officer', '--name', 'load');
  token = String(made.token);
});
after(async () => {
  await server?.end('SIGKILL');
  const orphan = await startPostgres(data);
  await orphan.stop();
  await rm(data, { recursive: true });
});

const headers = () => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json' });
const declarationOf = (connection: number) => {
  const area = communes[sent.size % communes.length];
  const answers = sent.size % 4 === 0 ? urgentAnswers : undefined;
  const person = aPerson({ fullName: `Người thứ ${connection}`, area });
  return aDeclaration({ person, area, ...(answers && { answers }) });
};

/** One attempt: true when acknowledged. No answer at all, or "come again", leaves the outcome unknown. */
const attempt = async (body: string): Promise<boolean> => {
  const reply = await fetch(`${server.base}/api/v1/declarations`, { method: 'POST', headers: headers(), body }).catch(
    () => undefined,
  );
  if (!reply) return false;
  const { status } = reply;
  const text = await reply.text().catch(() => '');
  if (status === 503 && reply.headers.has('retry-after')) return false;
  if (status !== 200 && status !== 201) unexpected.push(`${status} ${text}`);
  return status === 200 || status === 201;
};

/** Declares one after the other; what is not acknowledged is sent again, the same id and the same body. */
const declareUntil = async (isOver: () => boolean, connection: number): Promise<void> => {
  while (!isOver()) {
    const declaration = declarationOf(connection);
    const body = JSON.stringify(declaration);
    sent.add(declaration.id);
    while (!(await attempt(body))) await sleep(20);
    acknowledged.push(declaration.id);
  }
};

/** Load while something is done to the house; every declaration begun is acknowledged in the end. */
const underLoad = async (disturb: () => Promise<void>): Promise<void> => {
  const state = { isOver: false };
  const load = Promise.all(Array.from({ length: connections }, (_, i) => declareUntil(() => state.isOver, i)));
  try {
    await disturb();
  } finally {
    state.isOver = true;
    await load;
  }
};
const someLoad = async () => {
  const before = acknowledged.length;
  await eventually(() => (acknowledged.length > before + 50 ? true : undefined));
  await sleep(Math.random() * 300);
};
const twice = async (strike: () => Promise<void>) => {
  for (let n = 0; n < 2; n += 1) {
    await someLoad();
    await strike();
  }
  await someLoad();
};

test('the server is killed twice under load and comes back', { timeout: 60_000 }, () =>
  underLoad(() =>
    twice(async () => {
      await server.end('SIGKILL');
      await server.start();
    }),
  ),
);

test('PostgreSQL is killed twice under load, and the server lives on', { timeout: 60_000 }, async () => {
  const live = await fetch(`${server.base}/api/v1/work/events`, { headers: headers() });
  await underLoad(() => twice(server.killDatabase));
  assert.ok(server.isAlive());
  await hearOfUrgent(live);
});

/** The stream that was open all the time tells of urgent declarations again, once the server listens again. */
const hearOfUrgent = async (live: Response): Promise<void> => {
  const told = { text: '', isHeard: false };
  const declared: string[] = [];
  const declare = async (): Promise<void> => {
    while (!told.isHeard) {
      const declaration = aDeclaration({ answers: urgentAnswers });
      declared.push(declaration.id);
      sent.add(declaration.id);
      while (!(await attempt(JSON.stringify(declaration)))) await sleep(20);
      acknowledged.push(declaration.id);
    }
  };
  const declaring = declare();
  for await (const chunk of live.body ?? []) {
    told.text += Buffer.from(chunk).toString();
    told.isHeard = declared.some((id) => told.text.includes(id));
    if (told.isHeard) break;
  }
  await declaring;
};

test('nothing was answered but done or come again', () => assert.deepEqual(unexpected, []));

test('every acknowledged declaration is there exactly once, counted once, and the audit holds', {
  timeout: 60_000,
}, async (t) => {
  await server.end('SIGTERM');
  const verdict = await server.operate('audit', 'verify');
  assert.equal(verdict.ok, true);
  const postgres = await startPostgres(data);
  const owner = connect(postgres.url, 1);
  t.after(async () => {
    await owner.end();
    await postgres.stop();
  });
  const rows = (await owner<{ id: string }[]>`select id from declaration`).map(({ id }) => id);
  assert.equal(new Set(rows).size, rows.length, 'an id stands twice');
  assert.deepEqual(new Set(rows), new Set(acknowledged));
  assert.deepEqual(new Set(rows), sent);
  assert.deepEqual([...(await findDrift(owner))], []);
  const [audited] = await owner<{ count: number }[]>`
    select count(distinct person)::int as count
    from (select unnest(persons) as person, verb from audit_entry union all select unnest(persons), verb from audit_inbox) a
    where verb = 'declaration.create'`;
  assert.equal(audited?.count, rows.length);
  t.diagnostic(`${rows.length} declarations, ${verdict.entries} audit entries`);
});
