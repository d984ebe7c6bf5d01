import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { newId } from '../src/core/client.ts';
import { connect, type Pool } from '../src/core/db.ts';
import { startPostgres } from '../src/core/postgres.ts';
import { findDrift } from '../src/features/statistics/index.ts';
import { childServer, eventually, freePort } from './support/child-server.ts';
import { aDeclaration, aPerson, places, urgentAnswers } from './support/server.ts';

/** What dies here is the real server and a PostgreSQL that flushes; nothing is timed, only counted. */
const connections = 6;
/** And beside them so many doors, each with visitors of its own who go from venue to venue. */
const doors = 3;
const communes = [places.commune, places.neighbour, places.elsewhere];

let data: string;
let server: ReturnType<typeof childServer>;
let token: string;
const sent = new Set<string>();
const acknowledged: string[] = [];
/** Visits by id: what was sent, and the first answer that came. */
const visits = new Map<string, { body: string; answer?: string }>();
let venues: string[];
let visitors: string[][];
const unexpected: string[] = [];

before(async () => {
  data = await mkdtemp(join(tmpdir(), 'lachan-reliability-'));
  server = childServer(data, await freePort());
  await server.start();
  const made = await server.operate('tokens', 'create', '--area', '38', '--roles', 'officer', '--name', 'load');
  token = String(made.token);
  const make = async (path: string, body: Record<string, unknown> & { id: string }): Promise<string> => {
    const reply = await post(path, JSON.stringify(body));
    assert.equal(reply.status, 201, await reply.text());
    return body.id;
  };
  venues = await Promise.all(
    communes.map((area) => make('/venues', { id: newId(), name: 'Quán', kind: 'cafe', area })),
  );
  visitors = await Promise.all(
    Array.from({ length: doors }, () => Promise.all(communes.map((area) => make('/people', aPerson({ area }))))),
  );
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

const post = (path: string, body: string): Promise<Response> =>
  fetch(`${server.base}/api/v1${path}`, { method: 'POST', headers: headers(), body });

/** One attempt: the answer when acknowledged. No answer at all, or "come again", leaves the outcome unknown. */
const attempt = async (path: string, body: string): Promise<string | undefined> => {
  const reply = await post(path, body).catch(() => undefined);
  const text = await reply?.text().catch(() => undefined);
  if (!reply || text === undefined) return undefined;
  const { status } = reply;
  if (status === 503 && reply.headers.has('retry-after')) return undefined;
  const isDone = status === 200 || status === 201;
  if (!isDone) unexpected.push(`${status} ${text}`);
  return isDone ? text : undefined;
};
/** The same id and the same body until it is acknowledged. */
const insist = async (path: string, body: string): Promise<string> => {
  for (;;) {
    const answer = await attempt(path, body);
    if (answer !== undefined) return answer;
    await sleep(20);
  }
};

/** Declares one after the other; what is not acknowledged is sent again, the same id and the same body. */
const declareUntil = async (isOver: () => boolean, connection: number): Promise<void> => {
  while (!isOver()) {
    const declaration = declarationOf(connection);
    const body = JSON.stringify(declaration);
    sent.add(declaration.id);
    await insist('/declarations', body);
    acknowledged.push(declaration.id);
  }
};

/** Checks in one after the other: the next visit of a visitor ends the one before. */
const visitUntil = async (isOver: () => boolean, door: number): Promise<void> => {
  for (let n = 0; !isOver(); n += 1) {
    const visitor = { person: visitors[door]?.[n % communes.length] };
    const visit = { id: newId(), venue: venues[(n >> 2) % venues.length], visitor, in: new Date(), method: 'reader' };
    const known: { body: string; answer?: string } = { body: JSON.stringify(visit) };
    visits.set(visit.id, known);
    known.answer = await insist('/visits', known.body);
  }
};

/** Load while something is done to the house; every declaration begun is acknowledged in the end. */
const underLoad = async (disturb: () => Promise<void>): Promise<void> => {
  const state = { isOver: false };
  const isOver = () => state.isOver;
  const load = Promise.all([
    ...Array.from({ length: connections }, (_, i) => declareUntil(isOver, i)),
    ...Array.from({ length: doors }, (_, i) => visitUntil(isOver, i)),
  ]);
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
      await insist('/declarations', JSON.stringify(declaration));
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

test('a visit sent again gets its first answer again', { timeout: 60_000 }, async () => {
  for (const { body, answer } of visits.values()) assert.equal(await insist('/visits', body), answer);
});

test('nothing was answered but done or come again', () => assert.deepEqual(unexpected, []));

type VisitRow = { id: string; venueId: string; visitor: string; inAt: Date; outAt: Date | null };

/** No visit lost or doubled, none of a visitor's ended but by the next, and each counted once at its venue. */
const checkVisits = async (owner: Pool): Promise<number> => {
  const rows = await owner<VisitRow[]>`select id, venue_id, visitor, in_at, out_at from visit order by in_at`;
  assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length, 'a visit stands twice');
  assert.deepEqual(new Set(rows.map(({ id }) => id)), new Set(visits.keys()));
  for (const [, mine] of Map.groupBy(rows, ({ visitor }) => visitor))
    for (const [i, { outAt }] of mine.entries()) assert.deepEqual(outAt, mine[i + 1]?.inAt ?? null);
  const counted = await owner<{ venueId: string; entered: number; gone: number }[]>`
    select venue_id, sum(entered)::int as entered, sum(left_count)::int as gone from venue_day group by venue_id`;
  for (const { venueId, entered, gone } of counted) {
    const here = rows.filter((row) => row.venueId === venueId);
    assert.deepEqual([entered, gone], [here.length, here.filter(({ outAt }) => outAt !== null).length]);
  }
  return rows.length;
};

test('every acknowledged declaration and visit is there exactly once, counted once, and the audit holds', {
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
  const stays = await checkVisits(owner);
  t.diagnostic(`${rows.length} declarations, ${stays} visits, ${verdict.entries} audit entries`);
});
