import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { aDeclaration, aPerson, aServer, ok, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { findDrift } from '../statistics/index.ts';

/** Random people, recorded twice or thrice, with random histories: whatever a merge has done, taking it back undoes it. */
const server = await aServer();
const officer = await server.officer(places.district);

const tick = () => server.clock.step(1000);

const tables = [
  'person',
  'person_area',
  'kin',
  'health_change',
  'declaration',
  'work_item',
  'work_event',
  'transfer',
  'test',
  'person_code',
  'correction_request',
] as const;

/** Every row of these persons, as text, table by table. */
const dump = async (persons: readonly string[]): Promise<string[]> => {
  const { owner } = server.house.database.pools;
  const lines = await Promise.all(
    tables.map(async (table) => {
      const column = table === 'person' ? 'id' : 'person_id';
      const rows = await owner.unsafe(
        `select '${table} ' || t::text as line from ${table} t where t.${column} = any ($1::uuid[]) order by 1`,
        [persons as never],
      );
      return rows.map(({ line }) => line as string);
    }),
  );
  return lines.flat();
};
/** All counters; a commune whose figures are nought has never been counted. */
const figures = async (): Promise<string[]> => {
  const rows = await server.house.database.pools.owner`select t::text as line from commune_day t order by 1`;
  return rows.map(({ line }) => line as string);
};

// What can have happened to a record.

const answers = {
  clear: { symptoms: [], exposures: [], places: [], conditions: [] },
  symptom: { symptoms: ['cough'], exposures: [], places: [], conditions: [] },
  risk: { symptoms: [], exposures: ['contact_case'], places: [], conditions: [] },
  urgent: { symptoms: ['breathless'], exposures: [], places: [], conditions: [] },
} as const;
type Deed =
  | { kind: 'declare'; level: keyof typeof answers; area: string }
  | { kind: 'take' | 'reach' | 'miss' | 'confirm' | 'deny' | 'check' | 'reopen' }
  | { kind: 'test'; result: 'positive' | 'negative' | undefined }
  | { kind: 'health'; status: 'suspect' | 'recovered' }
  | { kind: 'move' }
  | { kind: 'card' }
  | { kind: 'hold' };

const communes = [places.commune, places.neighbour, '38.380.14761'];
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('declare' as const),
      level: fc.constantFrom('clear', 'symptom', 'risk', 'urgent'),
      area: fc.constantFrom(...communes),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('take', 'reach', 'miss', 'confirm', 'deny', 'check', 'reopen') }),
  },
  fc.record({ kind: fc.constant('test' as const), result: fc.constantFrom('positive', 'negative', undefined) }),
  fc.record({ kind: fc.constant('health' as const), status: fc.constantFrom('suspect', 'recovered') }),
  fc.record({ kind: fc.constantFrom('move', 'card', 'hold') }),
) as fc.Arbitrary<Deed>;

const human = fc.record(
  {
    fullName: fc.constantFrom('Lê Thị Ánh', 'Lê Thị Ngọc Ánh', 'Ánh Lê Thị'),
    birthYear: fc.constantFrom(1980, 1981),
    sex: fc.constantFrom('female', 'other'),
    area: fc.constantFrom(...communes),
    hamlet: fc.constantFrom('Thôn 1', 'Thôn 2'),
    address: fc.constantFrom('1 Lê Lợi', '2 Lê Lợi'),
    nationality: fc.constantFrom('Việt Nam', 'Lào'),
    permanentAddress: fc.constantFrom('Nghệ An'),
    phone: fc.constant(true),
    identity: fc.constant(true),
  },
  { requiredKeys: ['fullName', 'area'] },
);
type Human = Record<string, unknown> & { phone?: boolean; identity?: boolean };

let numbers = 10_000_000;
const record = async ({ phone, identity, ...over }: Human): Promise<string> => {
  tick();
  const person = aPerson({
    birthYear: undefined,
    address: undefined,
    ...over,
    ...(phone && { phone: somePhone() }),
    ...(identity && { identity: { type: 'passport', number: `B${numbers++}` } }),
  });
  return ok(await officer.post('/people', person)).id;
};

/** Does one thing to a record; what the rules refuse there is simply not done. */
const act = async (id: string, one: Deed): Promise<void> => {
  tick();
  const newest = async (): Promise<string | undefined> =>
    ok(await officer.get(`/declarations?person=${id}`)).items.find(({ state }: { state: unknown }) => state !== null)
      ?.id;
  const on = async (path: string, body: object) => {
    const declaration = await newest();
    if (declaration) await officer.post(`/declarations/${declaration}/${path}`, { id: newId(), ...body });
  };
  const now = server.clock.now().toISOString();
  switch (one.kind) {
    case 'declare':
      ok(
        await officer.post(
          '/declarations',
          aDeclaration({ person: { id }, answers: answers[one.level], area: one.area, at: now }),
        ),
      );
      break;
    case 'take':
      await on('take', {});
      break;
    case 'reach':
    case 'miss':
      await on('attempts', { channel: 'call', outcome: one.kind === 'reach' ? 'reached' : 'no_answer' });
      break;
    case 'confirm':
    case 'deny':
      await on('verification', { result: one.kind === 'confirm' ? 'confirmed' : 'false' });
      break;
    case 'check':
      await on('medical-check', { findings: '', conclusion: 'sample' });
      break;
    case 'reopen':
      await on('reopening', { reason: 'nhầm' });
      break;
    case 'test':
      ok(
        await officer.post(`/people/${id}/tests`, {
          id: newId(),
          sampledAt: now,
          method: 'pcr',
          ...(one.result && { result: one.result }),
        }),
      );
      break;
    case 'health':
      ok(await officer.post(`/people/${id}/health`, { id: newId(), status: one.status }));
      break;
    case 'move':
      ok(await officer.post(`/people/${id}/changes`, { id: newId(), area: '38.380.14764', address: '7 Mới' }));
      break;
    case 'card':
      ok(await officer.post(`/people/${id}/code`, { id: newId() }));
      break;
    case 'hold': {
      // A family to whom the person has agreed.
      const kin = { personId: id, accountId: newId(), relation: 'family', state: 'accepted', at: server.clock.now() };
      await server.house.database.pools.owner`insert into kin ${server.house.database.pools.owner(kin)}`;
      break;
    }
  }
};

const fields = ['fullName', 'birth', 'sex', 'nationality', 'phone', 'identity', 'stay', 'permanentAddress'];
const choice = fc.dictionary(fc.constantFrom(...fields), fc.constantFrom('kept', 'other'), { maxKeys: 8 });
const deeds = fc.array(deed, { maxLength: 6 });

const merged = async (kept: string, other: string, choose: Record<string, string>): Promise<void> => {
  tick();
  ok(await officer.post(`/people/${kept}/merge`, { id: newId(), other, choose: { ...choose } }));
};
const parted = async (id: string): Promise<void> => {
  tick();
  ok(await officer.post(`/people/${id}/unmerge`, { id: newId(), reason: 'hai người' }));
};
const openOf = async (persons: readonly string[]) =>
  server.house.database.pools.owner<{ personId: string }[]>`
    select person_id from work_item where person_id = any (${[...persons]}::uuid[]) and closed_at is null`;
const noDrift = async () => assert.deepEqual([...(await findDrift(server.house.database.pools.owner))], []);

test('merged and taken back at once, every row is as it was, and so is every figure', async () => {
  await fc.assert(
    fc.asyncProperty(
      human,
      human,
      deeds,
      deeds,
      choice,
      fc.boolean(),
      async (one, other, mine, theirs, choose, byMerged) => {
        const [a, b] = [await record(one), await record(other)];
        for (const step of mine) await act(a, step);
        for (const step of theirs) await act(b, step);
        const [before, counted] = [await dump([a, b]), await figures()];
        await merged(a, b, choose);
        assert.ok((await openOf([a, b])).length <= 1);
        await noDrift();
        await parted(byMerged ? b : a);
        assert.deepEqual(await dump([a, b]), before);
        assert.deepEqual(await figures(), counted);
      },
    ),
    { numRuns: 25 },
  );
});

test('chains and fans are taken back from the last to the first, and every row is as it was', async () => {
  const order = fc.constantFrom<readonly (readonly [number, number])[]>(
    [
      [1, 0],
      [2, 1],
    ],
    [
      [0, 1],
      [0, 2],
    ],
    [
      [2, 0],
      [2, 1],
    ],
    [
      [1, 2],
      [0, 1],
    ],
  );
  await fc.assert(
    fc.asyncProperty(
      fc.tuple(human, human, human),
      fc.tuple(deeds, deeds, deeds),
      order,
      choice,
      async (humans, histories, pairs, choose) => {
        const ids = [await record(humans[0]), await record(humans[1]), await record(humans[2])];
        for (const [n, steps] of histories.entries()) for (const step of steps) await act(ids[n] as string, step);
        const before = await dump(ids);
        for (const [kept, other] of pairs) await merged(ids[kept] as string, ids[other] as string, choose);
        assert.ok((await openOf(ids)).length <= 1);
        for (const [, other] of pairs.toReversed()) await parted(ids[other] as string);
        assert.deepEqual(await dump(ids), before);
        await noDrift();
      },
    ),
    { numRuns: 12 },
  );
});

test('whatever is done between, the merged record gets back its rows, and what was added stays with the kept one', async () => {
  const between = fc.array(
    fc.tuple(
      fc.boolean(),
      deed.filter(({ kind }) => !['hold', 'card', 'reopen'].includes(kind)),
    ),
    { minLength: 1, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(human, human, deeds, deeds, choice, between, async (one, other, mine, theirs, choose, later) => {
      const [a, b] = [await record(one), await record(other)];
      for (const step of mine) await act(a, step);
      for (const step of theirs) await act(b, step);
      const [before, own] = [await dump([b]), await dump([a])];
      await merged(a, b, choose);
      for (const [isUnderMerged, step] of later) await act(isUnderMerged ? b : a, step);
      assert.ok((await openOf([a, b])).length <= 1);
      await parted(a);
      const restored = await dump([b]);
      // A finding about a declaration of the merged record is true of that declaration, and stays on it.
      const isDeclaration = (line: string) => line.startsWith('declaration ');
      const isPlace = (line: string) => line.startsWith('person_area ');
      assert.deepEqual(
        restored.filter((line) => !isDeclaration(line) && !isPlace(line)),
        before.filter((line) => !isDeclaration(line) && !isPlace(line)),
      );
      assert.equal(restored.filter(isDeclaration).length, before.filter(isDeclaration).length);
      for (const line of before.filter(isPlace)) assert.ok(restored.includes(line), line);
      // Of the kept record nothing is gone; what acts on it has changed it may have.
      const lasting = (line: string) => /^(kin|health_change|work_event|transfer|test|person_code) /.test(line);
      const after = await dump([a]);
      for (const line of own.filter(lasting)) assert.ok(after.includes(line), line);
      assert.ok((await openOf([a])).length <= 1 && (await openOf([b])).length <= 1);
      const foreign = await server.house.database.pools.owner`
        select d.id from declaration d join work_item w on w.id = d.work_id
        where d.person_id = any (${[a, b]}::uuid[]) and w.person_id <> d.person_id`;
      assert.deepEqual([...foreign], [], 'each is attached to its own person’s item');
      await noDrift();
    }),
    { numRuns: 20 },
  );
});
