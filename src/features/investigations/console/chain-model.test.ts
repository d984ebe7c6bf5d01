import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { ChainPage } from './api.ts';
import { chainOf, countsAt, daysOf, endOfDay, placesIn, placesOf } from './chain-model.ts';
import { linesOf } from './chain-picture.ts';
import { type Box, boxOf, placeOfName } from './graph-names.ts';
import { levelWords } from './level-words.ts';

const hour = 3_600_000;
const start = Date.parse('2021-05-10T00:00:00+07:00');
const iso = (hours: number) => new Date(start + hours * hour).toISOString();
const node = (id: string, level: string | null, hours: number | null, was?: string) => ({
  id,
  name: `Người ${id}`,
  level,
  ended: was === undefined ? null : { level: was, until: iso(100) },
  area: '38.380.14755',
  since: hours === null ? null : iso(hours),
  case: level === 'F0' ? `case ${id}` : null,
});
const edge = (source: string, target: string, hours: number, accepted = true) => ({
  source,
  target,
  kind: 'visit' as const,
  from: iso(hours),
  to: iso(hours + 1),
  accepted,
});
const page = (nodes: ReturnType<typeof node>[], edges: ReturnType<typeof edge>[]): ChainPage => ({
  nodes,
  edges,
  areas: [{ area: '38.380.14755', name: 'Phường Hàm Rồng' }],
  next: null,
});

test('pages join into one chain, each person after whom the chain came through', () => {
  const chain = chainOf([
    page([node('c', 'F2', 30), node('a', 'F0', 0)], [edge('b', 'c', 30)]),
    page([node('b', 'F1', 5), node('d', null, null)], [edge('a', 'b', 5), edge('b', 'd', 40, false)]),
  ]);
  assert.deepEqual(
    chain.order.map(({ id, level, parent, depth }) => [id, level, parent, depth]),
    [
      ['a', 'F0', undefined, 0],
      ['b', 'F1', 'a', 1],
      ['c', 'F2', 'b', 2],
      ['d', 'waiting', 'b', 2],
    ],
  );
  assert.equal(daysOf(chain), 1);
  assert.deepEqual(countsAt(chain, endOfDay(chain.from, 0)), {
    F0: 1,
    F1: 1,
    F2: 0,
    F3: 0,
    waiting: 1,
    none: 0,
    ended: 0,
  });
  assert.deepEqual(countsAt(chain, endOfDay(chain.from, 1)), {
    F0: 1,
    F1: 1,
    F2: 1,
    F3: 0,
    waiting: 1,
    none: 0,
    ended: 0,
  });
});

test('what has ended keeps its place and says so, unless links of this chain wait for somebody who was a contact of another', () => {
  const chain = chainOf([
    page(
      [node('a', null, 0, 'F0'), node('b', null, 5, 'F1'), node('c', null, 8, 'F1'), node('d', 'F2', 20, 'F1')],
      [edge('a', 'b', 5), edge('b', 'b', 6, false), edge('a', 'c', 8, false), edge('b', 'd', 20)],
    ),
  ]);
  assert.deepEqual(
    chain.order.map((link) => [link.id, levelWords(link), link.parent]),
    [
      ['a', 'F0, ca đã đóng', undefined],
      ['b', 'F1, đã hết', 'a'],
      ['d', 'F2', 'b'],
      ['c', 'chờ xem xét', 'a'],
    ],
  );
  const counts = { F0: 0, F1: 0, F2: 1, F3: 0, waiting: 1, none: 0, ended: 2 };
  assert.deepEqual(countsAt(chain, endOfDay(chain.from, 1)), counts);
});

test('of a revoked case nobody waits but whom nobody decided on', () => {
  const chain = chainOf([
    page([node('a', null, 0), node('b', null, 5), node('c', null, 8)], [edge('a', 'b', 5), edge('a', 'c', 8, false)]),
  ]);
  assert.deepEqual(
    chain.order.map(({ id, level, parent }) => [id, level, parent]),
    [
      ['a', 'none', undefined],
      ['b', 'none', 'a'],
      ['c', 'waiting', 'a'],
    ],
  );
});

test('whom an F2 names is F3, and whom that one names; a link from an F1 is to be decided on first', () => {
  const chain = chainOf([
    page(
      [
        node('a', 'F0', 0),
        node('b', 'F1', 5),
        node('c', 'F2', 8),
        node('d', null, 9),
        node('e', null, 12),
        node('f', null, 9),
      ],
      [
        edge('a', 'b', 5),
        edge('b', 'c', 8),
        edge('d', 'e', 12, false),
        edge('c', 'd', 9, false),
        edge('c', 'f', 9, false),
        edge('b', 'f', 10, false),
      ],
    ),
  ]);
  const levelOf = (id: string) => chain.people.get(id)?.level;
  assert.deepEqual(['d', 'e', 'f'].map(levelOf), ['F3', 'F3', 'waiting']);
});

test('of two ways the accepted one is drawn, then that from the nearer class; two who name each other do not run in a ring', () => {
  const chain = chainOf([
    page(
      [node('a', 'F0', 0), node('b', 'F0', 5), node('c', 'F1', 8)],
      [edge('a', 'b', 5), edge('b', 'a', 6), edge('b', 'c', 8, false), edge('a', 'c', 9)],
    ),
  ]);
  assert.deepEqual(
    chain.order.map(({ id, parent }) => [id, parent]),
    [
      ['a', undefined],
      ['b', 'a'],
      ['c', 'a'],
    ],
  );
});

test('in any chain everybody has a place, time runs to the right, and no two stand on one another', () => {
  const worlds = fc.integer({ min: 1, max: 60 }).chain((n) =>
    fc.record({
      hours: fc.array(fc.nat(400), { minLength: n, maxLength: n }),
      sources: fc.array(fc.nat(n - 1), { minLength: n, maxLength: n }),
      accepted: fc.array(fc.boolean(), { minLength: n, maxLength: n }),
    }),
  );
  fc.assert(
    fc.property(worlds, ({ hours, sources, accepted }) => {
      const nodes = hours.map((at, i) => node(`p${i}`, i === 0 ? 'F0' : 'F1', at));
      const edges = sources.map((source, i) => edge(`p${source}`, `p${i}`, hours[i] as number, accepted[i] as boolean));
      const chain = chainOf([page(nodes, edges)]);
      const { spots } = placesOf(chain);
      assert.equal(chain.order.length, nodes.length);
      assert.equal(spots.size, nodes.length);
      for (const [i, one] of chain.order.entries())
        for (const other of chain.order.slice(i + 1)) {
          const [a, b] = [spots.get(one.id), spots.get(other.id)];
          assert.ok(a && b && Number.isFinite(a.x + a.y));
          if (one.since < other.since) assert.ok(a.x < b.x);
          assert.ok(Math.abs(a.x - b.x) + Math.abs(a.y - b.y) > 1e-6, `${one.id} stands on ${other.id}`);
          if (Math.abs(a.y - b.y) < 1e-9 && one.parent === other.parent) assert.ok(Math.abs(a.x - b.x) >= 1 - 1e-9);
        }
    }),
  );
});

test('a chain fills the frame it is drawn in, wide or narrow, and leaves room at its right for names', () => {
  const chain = chainOf([
    page(
      [node('a', 'F0', 0), ...[10, 20, 30, 40, 50].map((at) => node(`c${at}`, 'F1', at))],
      [10, 20, 30, 40, 50].map((at) => edge('a', `c${at}`, at)),
    ),
  ]);
  for (const frame of [
    { width: 820, height: 540 },
    { width: 366, height: 500 },
  ]) {
    const { spots, lane } = placesIn(frame, chain);
    const [xs, ys] = [[...spots.values()].map(({ x }) => x), [...spots.values()].map(({ y }) => y)];
    assert.ok(Math.min(...xs) >= 0 && Math.max(...xs) <= frame.width * 0.8);
    assert.ok(Math.max(...xs) - Math.min(...xs) > frame.width * 0.5);
    assert.ok(Math.min(...ys) >= 0 && Math.max(...ys) <= frame.height);
    assert.ok(lane > 0);
  }
  assert.ok(
    [...placesIn({ width: 800, height: 500 }, chainOf([page([node('a', 'F0', 0)], [])])).spots.values()].every(
      ({ x, y }) => Number.isFinite(x + y),
    ),
  );
});

test('no name lies on a sign or on another name, or is cut at the edge; one without room is left out', () => {
  const worlds = fc.array(fc.record({ x: fc.integer({ min: 0, max: 400 }), y: fc.integer({ min: 0, max: 300 }) }), {
    minLength: 1,
    maxLength: 40,
  });
  fc.assert(
    fc.property(worlds, (spots) => {
      const signs = spots.map((spot) => ({ ...spot, size: 8 }));
      const names: Box[] = [];
      for (const sign of signs) {
        const place = placeOfName(sign, { width: 120, height: 15 }, { width: 400 }, [...signs.map(boxOf), ...names]);
        if (place) names.push(place);
      }
      const isApart = (a: Box, b: Box) =>
        a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
      for (const [at, name] of names.entries()) {
        assert.ok(name.left >= 0 && name.right <= 400);
        assert.ok([...signs.map(boxOf), ...names.slice(at + 1)].every((other) => isApart(name, other)));
      }
    }),
  );
  const alone = { x: 50, y: 50, size: 8 };
  assert.deepEqual(
    placeOfName(alone, { width: 120, height: 15 }, { width: 400 }, [boxOf(alone)])?.left,
    62,
    'beside it, where nothing is in the way',
  );
  assert.equal(placeOfName(alone, { width: 500, height: 15 }, { width: 400 }, []), undefined);
});

test('the words of a picture take as many lines as its width asks for, and none is lost', () => {
  const words = 'Chuỗi lây truyền, 12 người, tính đến hết ngày 20/11/2026.';
  assert.deepEqual(
    linesOf(words, () => true),
    [words],
  );
  const narrow = linesOf(words, (line) => line.length <= 20);
  assert.equal(narrow.join(' '), words);
  assert.equal(
    narrow.every((line) => line.length <= 20),
    true,
  );
});
