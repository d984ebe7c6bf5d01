import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { settableClock } from '../src/core/clock.ts';
import { loadKeys } from '../src/core/crypto.ts';
import { connect, type Pool } from '../src/core/db.ts';
import { signInOfficer } from '../test/journeys/officer-steps.ts';
import { desktop, openBrowser } from '../test/support/browser.ts';
import { caller } from '../test/support/server.ts';
import { cpuMicros } from './support/cpu.ts';
import { repeat, spread } from './support/measure.ts';
import { fillPeople } from './support/people.ts';
import { type Served, startServed } from './support/served.ts';

const size = Number(process.env.BENCH_SIZE ?? 10_000);
/** F1 of the one case; all the others are F2, spread over them. */
const firsts = Math.max(1, Math.round(size * 0.03));
const f0 = '01900000-0000-7000-8000-00000000c0de';
const person = "('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid";
const source = `('01900000-0000-7000-8000-' || lpad(to_hex(case when n <= ${firsts} then 0 else 1 + n % ${firsts} end), 12, '0'))::uuid`;
const level = `case when n <= ${firsts} then 1 else 2 end`;

/** One case, its F1 over a week, theirs over the next: links accepted one by one, classes as they follow. */
const fillChain = async (owner: Pool): Promise<void> => {
  const met = `timestamptz '2021-05-01 08:00+07' + make_interval(mins => case when n <= ${firsts} then n * 9973 % 10080 else 10080 + n * 7919 % 10080 end)`;
  const to = `generate_series(1, ${size - 1}) n`;
  await owner.unsafe(`insert into confirmed_case (person_id, id, area, code, onset_on, sampled_on, confirmed_on, source_known, state, at, by_account)
    select id, '${f0}', area, 'F0-210501-CHN', '2021-05-03', '2021-05-04', '2021-05-05', false, 'open', now(), id
    from person where id = '01900000-0000-7000-8000-000000000000'`);
  await owner.unsafe(`insert into contact_link (person_id, id, source_id, case_id, level, kind, from_at, to_at, minutes, doubtful, at, by_account)
    select ${person}, ${person}, ${source}, '${f0}', ${level}, 'visit', ${met}, ${met} + interval '1 hour', 60, false, now(), ${person} from ${to}`);
  await owner.unsafe(`insert into contact_decision (person_id, id, case_id, level, accepted, at, by_account)
    select ${person}, ${person}, '${f0}', ${level}, true, now(), ${person} from ${to}`);
  await owner.unsafe(`insert into classification (person_id, area, level, first_level, chain, case_id, rule, pending, changed_at)
    select ${person}, p.area, ${level}, ${level}, '{}', '${f0}', 'bench', false, now() from ${to} join person p on p.id = ${person}`);
  for (const table of ['confirmed_case', 'contact_link', 'contact_decision', 'classification'])
    await owner.unsafe(`vacuum analyze ${table}`);
};

/** Every page of the graph as the console reads it: how long each took, and how much came. */
const readPages = async (base: string, token: string) => {
  const pages: { ms: number; bytes: number; gzip: number; nodes: number }[] = [];
  for (let after: string | null = ''; after !== null; ) {
    const begun = performance.now();
    const response = await fetch(`${base}/api/v1/cases/${f0}/graph${after ? `?after=${after}` : ''}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    const text = await response.text();
    const ms = performance.now() - begun;
    const page: { nodes: unknown[]; next: string | null } = JSON.parse(text);
    pages.push({ ms, bytes: text.length, gzip: gzipSync(text).length, nodes: page.nodes.length });
    after = page.next;
  }
  return pages;
};

/** How often the picture was drawn while something was done, how long between, and the CPU of all but the server for each. */
const drawnWhile = async (page: Page, server: readonly number[], work: () => Promise<void>) => {
  const used = (): number => cpuMicros([process.pid]) - cpuMicros(server);
  await page.evaluate(() => {
    const drawn: number[] = [];
    // Each drawing of the picture renews the days below it.
    const watch = new MutationObserver(() => drawn.push(performance.now()));
    watch.observe(document.querySelector('.chain-axis') as Element, { childList: true });
    Object.assign(window, { drawn: () => drawn });
  });
  const before = used();
  await work();
  const cpu = used() - before;
  const at = await page.evaluate(() => (window as unknown as { drawn: () => number[] }).drawn());
  const between = at.slice(1).map((time, i) => time - (at[i] as number));
  return {
    perSecond: Math.round((1000 * between.length) / between.reduce((sum, ms) => sum + ms, 0)),
    cpuMs: Math.round(cpu / 1000 / at.length),
    ...spread(between.sort((one, other) => one - other)),
  };
};

/** The hand on the picture, round and round. */
const pan = async (page: Page): Promise<void> => {
  const box = await page.locator('.chain-frame').boundingBox();
  if (!box) throw new Error('no picture');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 0; step < 150; step += 1)
    await page.mouse.move(x + 200 * Math.cos(step / 12), y + 120 * Math.sin(step / 12));
  await page.mouse.up();
};

/** Signs in as an officer does, with an account that the manager of the token makes. */
const signIn = (page: Page, base: string, manager: string) =>
  signInOfficer(
    page,
    { officer: async () => caller(base, manager), clock: settableClock(new Date()) },
    { name: 'Vũ Thị Truy', area: '38', roles: ['tracer'] },
  );

const draw = async (base: string, manager: string, server: readonly number[]) => {
  const { page, close } = await openBrowser(base, desktop);
  await signIn(page, base, manager);
  const begun = performance.now();
  await page.goto(`/console/cases/${f0}?tab=graph`);
  await page.locator('.chain-axis span').first().waitFor();
  if (process.env.BENCH_PICTURE) await page.screenshot({ path: process.env.BENCH_PICTURE });
  const opened = performance.now() - begun;
  await page.locator('.chain-frame').scrollIntoViewIfNeeded();
  const panned = await drawnWhile(page, server, () => pan(page));
  const renderer = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl2');
    return String(gl?.getParameter(gl.RENDERER));
  });
  await close();
  return { opened: Math.round(opened), panned, renderer };
};

const officers = [
  { area: '38', roles: ['tracer'] },
  { area: '38', roles: ['manager'] },
];

export const run = async (say: (line: string) => void) => {
  const data = await mkdtemp(join(tmpdir(), 'lachan-bench-chain-'));
  const served = await startServed({ mode: 'batched', officers, data });
  const owner = connect(served.databaseUrl, 1);
  try {
    return await measure(served, owner, data, say);
  } finally {
    await owner.end();
    await served.stop();
  }
};

const measure = async (served: Served, owner: Pool, data: string, say: (line: string) => void) => {
  const [token = '', manager = ''] = served.tokens;
  const base = `http://127.0.0.1:${served.port}`;
  await fillPeople(owner, await loadKeys(join(data, 'keys.json')), size);
  await fillChain(owner);
  say(`${size.toLocaleString()} people, ${firsts} of them F1`);
  await readPages(base, token);
  const before = cpuMicros(served.pids);
  const pages = await readPages(base, token);
  const used = cpuMicros(served.pids) - before;
  const sum = (of: 'ms' | 'bytes' | 'gzip'): number => Math.round(pages.reduce((total, page) => total + page[of], 0));
  const bare = spread(
    await repeat(
      10,
      () => owner`select person_id, source_id, kind, from_at, to_at from contact_link where case_id = ${f0}`,
    ),
  );
  say(`${pages.length} pages, ${sum('ms')} ms, ${sum('bytes')} bytes`);
  const { opened, panned, renderer } = await draw(base, manager, served.pids);
  const n = pages.reduce((total, { nodes }) => total + nodes, 0);
  const { p50, p99 } = spread(pages.map(({ ms }) => ms).sort((one, other) => one - other));
  return {
    n,
    perSecond: Math.round((1000 * n) / sum('ms')),
    cpuMicros: Math.round(used / n),
    p50,
    p99,
    pages: pages.length,
    serverMs: sum('ms'),
    slowestPageMs: Math.round(Math.max(...pages.map(({ ms }) => ms))),
    bytes: sum('bytes'),
    gzipBytes: sum('gzip'),
    baseline: bare.p50,
    ratio: Number((sum('ms') / bare.p50).toFixed(1)),
    openedMs: opened,
    panned,
    renderer,
  };
};
