import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Answer, aPerson, aServer, places, somePhone } from '../../../test/support/server.ts';
import { parseAreaPath } from '../../core/area.ts';
import { encodeCursor } from '../../core/cursor.ts';
import { syllables } from '../../core/fold.ts';
import { findPlaces, nobody, type Place } from './search-store.ts';

/** A commune of two hundred with the names that its people have: whoever is looked for is found, however it is typed. */
type Resident = { id: string; fullName: string; phone: string; identity: { type: string; number: string } };
const residents: Resident[] = [];

const family = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Đỗ', 'Đặng', 'Bùi', 'Vũ', 'Trịnh', 'Hà', 'Mai'];
const middle = ['Thị', 'Văn', 'Đức', 'Ngọc', 'Thu', 'Quốc', 'Minh', 'Hữu', 'Kim', 'Xuân'];
const given = [
  'Hằng',
  'Hạnh',
  'Hương',
  'Hùng',
  'Dũng',
  'Đào',
  'Đông',
  'Lan',
  'Liên',
  'Tuấn',
  'Tú',
  'Thuý',
  'Phượng',
  'Quyên',
  'Khuê',
  'Ý',
  'An',
  'Ánh',
  'Oanh',
  'Yến',
];
const pick = <T>(from: readonly T[], n: number): T => from[n % from.length] as T;

const server = await aServer();
const nurse = await server.officer(places.commune);
for (let n = 0; n < 200; n += 1) {
  const words = [
    pick(family, n * 7),
    pick(middle, n * 3),
    ...(n % 4 === 0 ? [pick(middle, n + 5)] : []),
    pick(given, n * 11 + 1),
  ];
  const phone = somePhone();
  const identity =
    n % 3 === 0
      ? { type: 'cccd', number: `038190${String(100_000 + n)}` }
      : n % 3 === 1
        ? { type: 'cmnd', number: String(171_000_000 + n) }
        : { type: 'passport', number: `C${String(1_000_000 + n)}` };
  const person = aPerson({ fullName: words.join(' '), birthYear: 1990, sex: 'female', phone, identity });
  const { status, body } = await nurse.post('/people', person);
  assert.equal(status, 201, JSON.stringify(body));
  residents.push({ id: person.id, fullName: words.join(' '), phone, identity });
}

const ok = ({ status, body }: Answer) => {
  assert.equal(status, 200, JSON.stringify(body));
  return body;
};
/** Everybody the search gives, page after page. */
const found = async (search: string, limit = 50): Promise<string[]> => {
  const ids: string[] = [];
  let after = '';
  do {
    const { items, next } = ok(
      await nurse.get(`/people?limit=${limit}&search=${encodeURIComponent(search)}${after && `&after=${after}`}`),
    );
    ids.push(...items.map(({ id }: { id: string }) => id));
    after = next ?? '';
  } while (after);
  return ids;
};

const resident = fc.nat({ max: 199 }).map((n) => () => residents[n] as Resident);
const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
const spelling = fc.constantFrom<((text: string) => string)[]>(
  (text) => text.normalize('NFC'),
  (text) => text.normalize('NFD'),
  (text) => text.toUpperCase(),
  (text) => text.normalize('NFD').replace(/\p{M}/gu, ''),
  (text) => text.replace(/[đĐ]/g, 'd'),
  (text) => `  ${text.replaceAll(' ', '   ')} `,
);
/** One slip at a place of a word: a letter left out, added, wrong, or two exchanged. */
const slip = fc.record({ at: fc.nat({ max: 20 }), kind: fc.constantFrom('out', 'in', 'wrong', 'swap'), letter });
const slipped = (word: string, { at, kind, letter: other }: { at: number; kind: string; letter: string }): string => {
  const place = at % word.length;
  const [left, right] = [word.slice(0, place), word.slice(place)];
  if (kind === 'in') return `${left}${other}${right}`;
  if (kind === 'wrong') return `${left}${other}${right.slice(1)}`;
  if (kind === 'swap' && right.length > 1) return `${left}${right[1]}${right[0]}${right.slice(2)}`;
  return word.length > 1 ? `${left}${right.slice(1)}` : word;
};
const order = fc.infiniteStream(fc.nat()).map((stream) => <T>(list: readonly T[]): T[] => {
  const keys = new Map(list.map((one) => [one, stream.next().value as number]));
  return list.toSorted((one, other) => (keys.get(one) ?? 0) - (keys.get(other) ?? 0));
});

test('a name is found in any spelling and in any order of its words', async () => {
  await fc.assert(
    fc.asyncProperty(resident, spelling, order, async (whom, spell, shuffled) => {
      const { id, fullName } = whom();
      const typed = spell(shuffled(fullName.split(' ')).join(' '));
      assert.ok((await found(typed)).includes(id), `${fullName} as ${typed}`);
    }),
    { numRuns: 120 },
  );
});

test('one slip in any syllable still finds the person, also where the slip is another name; nobody is listed twice', async () => {
  await fc.assert(
    fc.asyncProperty(resident, fc.nat(), slip, order, async (whom, n, how, shuffled) => {
      const { id, fullName } = whom();
      const words = syllables(fullName);
      const at = n % words.length;
      const typed = shuffled(words.map((word, i) => (i === at ? slipped(word, how) : word))).join(' ');
      const ids = await found(typed);
      assert.ok(ids.includes(id), `${fullName} as ${typed}: ${ids.length} others`);
      assert.equal(new Set(ids).size, ids.length, typed);
    }),
    { numRuns: 250 },
  );
});

test('whoever is called as typed stands before whoever is nearly called so, whatever the size of a page', async () => {
  const exact = (words: readonly string[], name: string) => words.every((word) => syllables(name).includes(word));
  const byId = new Map(residents.map((one) => [one.id, one.fullName]));
  for (const typed of ['hang nguyen', 'tran thi', 'le hung', 'dao', 'thuy an']) {
    const words = typed.split(' ');
    const all = await found(typed, 200);
    const isExact = all.map((id) => exact(words.slice(0, -1), byId.get(id) ?? ''));
    assert.deepEqual(
      all.filter((_, n) => isExact[n]).length,
      isExact.lastIndexOf(true) + 1,
      `${typed}: ${all.map((id) => byId.get(id)).join(', ')}`,
    );
    for (const limit of [1, 7, 50]) {
      const ids = await found(typed, limit);
      assert.equal(new Set(ids).size, ids.length, `${typed} by ${limit}`);
      assert.deepEqual(ids.toSorted(), all.toSorted(), `${typed} by ${limit}`);
    }
  }
});

test('the names of an area lead to their bearers: the same as looking at every place, page after page, whatever the step', async () => {
  const { owner } = server.house.database.pools;
  const area = parseAreaPath('38') ?? assert.fail();
  const syllable = fc.constantFrom('nguyen', 'thi', 'van', 'hang', 'hung', 'dao', 'y', 'khong');
  const byLooking = async (groups: readonly string[][]): Promise<string[]> => {
    const rows = await owner<{ personId: string; tokens: string[] }[]>`
      select person_id, tokens from person_area where area >= '38.' and area < '38/' and merged_into is null`;
    return rows
      .filter(({ tokens }) => groups.every((group) => group.some((word) => tokens.includes(word))))
      .map(({ personId }) => personId);
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(syllable, { minLength: 1, maxLength: 3 }), { maxLength: 3 }),
      fc.integer({ min: 1, max: 40 }),
      async (groups, limit) => {
        const all: Place[] = [];
        for (;;) {
          const page = await findPlaces(owner, { area, groups, after: all.at(-1), limit });
          all.push(...page);
          if (page.length < limit) break;
        }
        assert.deepEqual(all.map(({ personId }) => personId).toSorted(), (await byLooking(groups)).toSorted());
      },
    ),
    { numRuns: 60 },
  );
});

const grouped = fc.constantFrom<((digits: string) => string)[]>(
  (digits) => digits,
  (digits) => digits.replace(/^(.{4})(.{3})(.*)$/, '$1 $2 $3'),
  (digits) => digits.replace(/^(.{4})(.{3})(.*)$/, '$1.$2.$3'),
  (digits) => digits.replace(/^(.{4})(.{3})(.*)$/, '$1-$2-$3'),
  (digits) => `+84${digits.slice(1)}`,
  (digits) => `84${digits.slice(1)}`,
  (digits) => `+84 (0)${digits.slice(1)}`,
  (digits) => `  ${digits} `,
  (digits) => Array.from(digits, (digit) => String.fromCodePoint(0xff10 + Number(digit))).join(''),
);

test('a telephone is found in any writing, and only whose it is', async () => {
  await fc.assert(
    fc.asyncProperty(resident, grouped, async (whom, write) => {
      const { id, phone } = whom();
      assert.deepEqual(await found(write(phone)), [id], write(phone));
    }),
    { numRuns: 60 },
  );
});

test('an identity number of any kind is found with blanks, dots, hyphens and small letters', async () => {
  const write = fc.constantFrom<((number: string) => string)[]>(
    (number) => number,
    (number) => number.replace(/(.{3})/g, '$1 '),
    (number) => number.replace(/(.{3})(?=.)/g, '$1.'),
    (number) => number.replace(/(.{3})(?=.)/g, '$1-'),
    (number) => number.toLowerCase(),
  );
  await fc.assert(
    fc.asyncProperty(resident, write, async (whom, as) => {
      const { id, identity } = whom();
      assert.deepEqual(await found(as(identity.number)), [id], as(identity.number));
    }),
    { numRuns: 80 },
  );
});

test('whatever is typed is answered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
      const { status, body } = await nurse.get(`/people?search=${encodeURIComponent(text.toWellFormed())}`);
      assert.ok(status === 200 || (status === 400 && body.code === 'request.invalid'), `${status} ${text}`);
    }),
    { numRuns: 150 },
  );
  const cursors = [
    ['', '38.', nobody, 0],
    ['9223372036854775808', '38.', nobody, 0],
    ['x', '38.', nobody, 0],
  ].map(encodeCursor);
  for (const after of ['WzEsMiwzXQ', 'WyIzOC4iLCJ4IiwwXQ', 'W10', '%00', ...cursors])
    assert.equal((await nurse.get(`/people?search=a&after=${after}`)).status, 400, after);
});
