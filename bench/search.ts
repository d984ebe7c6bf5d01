import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadKeys } from '../src/core/crypto.ts';
import { connect } from '../src/core/db.ts';
import { fold, nameTokens } from '../src/core/fold.ts';
import { httpRequest } from './support/load.ts';
import { ask, repeat, spread } from './support/measure.ts';
import { fillPeople, type Known, someOf } from './support/people.ts';
import { seeded } from './support/population.ts';
import { startServed } from './support/served.ts';

const largest = Number(process.env.BENCH_SIZE ?? 5_000_000);
/** Officers who search at the same moment. */
const connections = 4;
const asked = 200;

/** One letter wrong, left out or doubled in one word. */
const slip = (text: string, random: () => number): string => {
  const at = Math.floor(random() * text.length);
  if (text[at] === ' ') return text.replace(' ', '');
  const kind = Math.floor(random() * 3);
  return text.slice(0, at) + (kind === 0 ? 'q' : kind === 1 ? '' : `${text[at]}${text[at]}`) + text.slice(at + 1);
};
const turned = (text: string): string => {
  const words = text.split(' ');
  return [...words.slice(-1), ...words.slice(0, -1)].join(' ');
};

/** What officers type, by the person they look for. */
const questions: Record<string, (known: Known, random: () => number) => string> = {
  'as written': ({ fullName }) => fullName,
  'without diacritics': ({ fullName }) => fold(fullName),
  'in another order': ({ fullName }) => turned(fold(fullName)),
  'with a slip': ({ fullName }, random) => slip(fold(fullName), random),
  'two words': ({ fullName }) => fold(fullName).split(' ').slice(-2).join(' '),
  'a beginning': ({ fullName }) => fold(fullName).slice(0, -1),
  'by phone': ({ phone }) => phone.replace('+84', '0'),
  'by identity number': ({ identity }) => identity.number,
};

const atSize = async (size: number, say: (line: string) => void) => {
  const kept = process.env.BENCH_DATA;
  const data = join(kept ?? tmpdir(), kept ? `people-${size}` : `lachan-bench-${process.pid}-people-${size}`);
  await mkdir(data, { recursive: true, mode: 0o700 });
  const officers = [{ area: '38', roles: ['officer'] }];
  const served = await startServed({ mode: 'batched', officers, data, keep: kept !== undefined });
  const owner = connect(served.databaseUrl, 1);
  const [{ count } = { count: 0 }] = await owner<{ count: number }[]>`select count(*)::int as count from person`;
  if (count !== size) await fillPeople(owner, await loadKeys(join(data, 'keys.json')), size);
  say(`${size.toLocaleString()} people`);
  const [known, random] = [await someOf(size, asked), seeded(13)];
  const requests = (typed: (typeof questions)[string]) =>
    known.map((one) =>
      httpRequest('GET', `/people?search=${encodeURIComponent(typed(one, random))}`, served.tokens[0] as string),
    );
  const lists: ({ name: string } & Awaited<ReturnType<typeof ask>>)[] = [];
  for (const [name, typed] of Object.entries(questions)) {
    const figures = { name, ...(await ask(served, requests(typed), connections)) };
    say(JSON.stringify(figures));
    lists.push(figures);
  }
  const all = await ask(served, Object.values(questions).flatMap(requests), connections);
  const tokens = known.map(({ fullName }) => nameTokens(fullName));
  const bare = spread(
    await repeat(
      asked,
      (n) => owner`select person_id, area from person_area
        where hash_array_extended(tokens, 0) = hash_array_extended(${tokens[n] as string[]}::text[], 0) limit 50`,
    ),
  );
  say(`all of them ${JSON.stringify(all)}; the bearers of a name alone ${JSON.stringify(bare)}`);
  await owner.end();
  await served.stop();
  return { size, all, lists, bare };
};

/** An officer of a province looks for people by what is known of them. */
export const run = async (say: (line: string) => void) => {
  const small = await atSize(Math.round(largest / 10), say);
  const large = await atSize(largest, say);
  return {
    n: largest,
    ...large.all,
    target: 'p95 ≤ 50 ms',
    baseline: large.bare.p50,
    bareName: large.bare,
    ratio: Number((large.all.p50 / large.bare.p50).toFixed(2)),
    growth: Number((large.all.p95 / small.all.p95).toFixed(2)),
    lists: large.lists,
    small,
  };
};
