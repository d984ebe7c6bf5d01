import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../../core/day.ts';
import { type ClassCase, classify, type Evidence, type Link } from './classes.ts';
import { caseWindow, classUntil } from './rules.ts';

const hour = 3_600_000;
const start = Date.parse('2021-06-01T00:00:00+07:00');
/** Long enough for classes to run out, for a second illness and for a quarantine of an earlier case. */
const days = 140;
const now = new Date(start + (days - 1) * 24 * hour + 12 * hour);
const people = ['a', 'b', 'c', 'd', 'e'];
const at = (hours: number): Date => new Date(start + hours * hour);

type Isolation = { who: string; at: Date };
type World = { cases: ClassCase[]; links: Link[]; isolations: Isolation[] };

/** Mostly in two times, so that people meet while it matters. */
const aTime = fc.oneof(
  fc.integer({ min: 0, max: 14 * 24 }),
  { weight: 2, arbitrary: fc.integer({ min: (days - 18) * 24, max: (days - 4) * 24 }) },
  fc.integer({ min: 0, max: (days - 4) * 24 }),
);
const mostlyNot = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary });
const aCase = fc.record({
  who: fc.constantFrom(...people),
  sampled: aTime,
  onset: fc.boolean(),
  known: fc.boolean(),
  isolated: mostlyNot(fc.integer({ min: -48, max: 72 })),
  closed: mostlyNot(fc.integer({ min: 0, max: 20 * 24 })),
});
const aLink = fc.record({
  source: fc.constantFrom(...people),
  person: fc.constantFrom(...people),
  from: aTime,
  length: fc.integer({ min: 1, max: 72 }),
});
const aWorld = fc
  .record({
    cases: fc.array(aCase, { maxLength: 4 }),
    links: fc.array(aLink, { minLength: 4, maxLength: 16 }),
    isolated: fc.array(fc.tuple(fc.constantFrom(...people), aTime), { maxLength: 4 }),
  })
  .map(
    ({ cases, links, isolated: kept }): World => ({
      cases: cases.map(({ who, sampled, onset, known, isolated, closed }, i) => {
        const sampledOn = addDays('2021-06-01', Math.floor(sampled / 24));
        const end = closed === null ? null : at(sampled + closed);
        return {
          id: `case ${i}`,
          person: who,
          sampledOn,
          confirmedOn: sampledOn,
          onsetOn: onset ? addDays(sampledOn, -2) : null,
          sourceKnown: known,
          isolatedAt: isolated === null ? null : at(sampled + isolated),
          closedAt: end && end <= now ? end : null,
        };
      }),
      links: links.map(({ source, person, from, length }, i) => ({
        id: `link ${i}`,
        source,
        person,
        from: at(from).getTime(),
        to: at(from + length).getTime(),
      })),
      isolations: kept.map(([who, hours]) => ({ who, at: at(hours) })),
    }),
  );

const evidenceOf = ({ cases, links, isolations }: World): Evidence => ({
  casesOf: (person) => cases.filter((one) => one.person === person),
  linksTo: (person) => links.filter((one) => one.person === person),
  isolationsOf: (person) => isolations.filter(({ who }) => who === person).map((one) => one.at),
});

// What should come out, counted hour by hour.

const isIn = (span: { from: number; to: number }, i: number): boolean => span.from <= +at(i) && +at(i) < span.to;
/** The hours that one person was with another, in order. */
const together = ({ links }: World, source: string, person: string): number[] => {
  const met = links.filter((link) => link.source === source && link.person === person && source !== person);
  const hours = met.flatMap(({ from, to }) =>
    Array.from({ length: (to - from) / hour }, (_, i) => (from - start) / hour + i),
  );
  return [...new Set(hours)].filter((i) => at(i) < now).sort((a, b) => a - b);
};
const isOwnIllness = ({ cases }: World, person: string, source: ClassCase): boolean =>
  cases.some(
    (own) =>
      own.person === person && Math.abs(Date.parse(own.sampledOn) - Date.parse(source.sampledOn)) <= 90 * 24 * hour,
  );

/** The hours in which a person was with a case while that one could give it on. */
const withCase = (world: World, f0: ClassCase, person: string): number[] => {
  const window = caseWindow(f0, now);
  return together(world, f0.person, person).filter((i) => isIn(window, i));
};
const hoursOf = (world: World, person: string): [number[], number[]] => {
  const { cases, isolations } = world;
  const counted = cases.filter((f0) => !isOwnIllness(world, person, f0));
  const first = new Set(counted.flatMap((f0) => withCase(world, f0, person)));
  const second = new Set(
    counted
      .filter((f0) => f0.person !== person)
      .flatMap((f0) =>
        people
          .filter((via) => via !== person)
          .flatMap((via) => {
            const [begun] = withCase(world, f0, via);
            if (begun === undefined) return [];
            const kept = isolations.filter((one) => one.who === via && one.at >= at(begun)).map((one) => +one.at);
            return together(world, via, person).filter((i) => i >= begun && +at(i) < Math.min(...kept, Infinity));
          }),
      ),
  );
  const sorted = (all: Set<number>) => [...all].sort((a, b) => b - a);
  return [sorted(first), sorted(second)];
};

type Expected = { level: number; until: Date | null; firstContact?: number; lastContact?: number };
const ofHours = (level: 1 | 2, hours: readonly number[]): Expected[] => {
  const [last] = hours;
  if (last === undefined) return [];
  let from = last;
  for (const i of hours) if (classUntil(level, +at(i + 1)) > at(from)) from = i;
  return [{ level, until: classUntil(level, +at(last + 1)), firstContact: +at(from), lastContact: +at(last + 1) }];
};
const expectedOf = (world: World, person: string): Expected | undefined => {
  const own = world.cases.filter((one) => one.person === person);
  if (own.some(({ closedAt }) => !closedAt)) return { level: 0, until: null };
  const [first, second] = hoursOf(world, person);
  const found = [...ofHours(1, first), ...ofHours(2, second)];
  const standing = found.find(({ until }) => until && until > now);
  if (standing) return standing;
  const over = [...own.map(({ closedAt }): Expected => ({ level: 0, until: closedAt ?? null })), ...found];
  return over.toSorted((a, b) => Number(b.until) - Number(a.until) || a.level - b.level)[0];
};

test('everybody has the class that counting hour by hour from every case gives, since and until then, with a chain as long as the class', (t) => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(aWorld, (world) => {
      for (const person of people) {
        const expected = expectedOf(world, person);
        const found = classify(evidenceOf(world), person, now);
        const { chain, caseId, ...facts } = found ?? { chain: [], caseId: '' };
        assert.deepEqual(facts, expected ?? {}, person);
        const key = `${expected?.level ?? '-'}${expected?.until && expected.until <= now ? ' over' : ''}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
        if (!found) continue;
        assert.equal(chain.length, found.level + 1);
        assert.equal(chain.at(-1), person);
        assert.equal(new Set(chain).size, chain.length, 'nobody stands in a chain twice');
        assert.equal(world.cases.find(({ id }) => id === caseId)?.person, chain[0]);
      }
    }),
    { numRuns: 2000 },
  );
  t.diagnostic(JSON.stringify([...seen]));
  assert.equal(seen.size, 7, 'every class was met, standing and run out');
});

const f0: ClassCase = {
  id: 'june',
  person: 'f0',
  sampledOn: '2021-06-10',
  confirmedOn: '2021-06-10',
  onsetOn: '2021-06-10',
};
const january: ClassCase = {
  id: 'january',
  person: 'earlier',
  sampledOn: '2021-01-10',
  confirmedOn: '2021-01-10',
  onsetOn: '2021-01-10',
  isolatedAt: new Date('2021-01-12T00:00:00+07:00'),
};
const june = new Date('2021-06-20T12:00:00+07:00');
const aMeeting = (source: string, person: string, day: string): Link => {
  const from = Date.parse(`${day}T08:00:00+07:00`);
  return { id: `${source} ${person} ${day}`, source, person, from, to: from + hour };
};
const given = (cases: ClassCase[], links: Link[], kept: Record<string, string[]> = {}): Evidence =>
  evidenceOf({
    cases,
    links,
    isolations: Object.entries(kept).flatMap(([who, all]) =>
      all.map((day) => ({ who, at: new Date(`${day}T00:00:00+07:00`) })),
    ),
  });

test('an F1 of January does not hide the F2 of June, and is the history when that is over too', () => {
  const evidence = given(
    [january, f0],
    [aMeeting('earlier', 'x', '2021-01-09'), aMeeting('f0', 'y', '2021-06-09'), aMeeting('y', 'x', '2021-06-12')],
  );
  assert.deepEqual(classify(evidence, 'x', june)?.chain, ['f0', 'y', 'x']);
  assert.deepEqual(classify(evidence, 'x', new Date('2021-02-20'))?.level, 1);
});

test('a class has begun with the contact that began it, not with one that had run out before', () => {
  const evidence = given([january, f0], [aMeeting('earlier', 'x', '2021-01-09'), aMeeting('f0', 'x', '2021-06-09')]);
  const found = classify(evidence, 'x', june);
  assert.equal(found?.firstContact, Date.parse('2021-06-09T08:00:00+07:00'));
});

test('a quarantine of January does not keep the F2 of June away, and one that began after the meeting does', () => {
  const met = [aMeeting('f0', 'y', '2021-06-09'), aMeeting('y', 'x', '2021-06-12')];
  assert.equal(classify(given([f0], met, { y: ['2021-01-12'] }), 'x', june)?.level, 2);
  assert.equal(classify(given([f0], met, { y: ['2021-01-12', '2021-06-11'] }), 'x', june), undefined);
  assert.equal(classify(given([f0], met, { y: ['2021-01-12', '2021-06-13'] }), 'x', june)?.level, 2);
});

test('who has recovered is F0 no more, nor the F1 of the same illness, and a contact again of a later one', () => {
  const closed = { ...january, person: 'x', closedAt: new Date('2021-01-25T00:00:00+07:00') };
  const before = { ...january, id: 'source', person: 'source' };
  const evidence = given(
    [closed, before, f0],
    [aMeeting('source', 'x', '2021-01-09'), aMeeting('f0', 'x', '2021-06-09')],
  );
  assert.equal(classify(evidence, 'x', new Date('2021-01-20'))?.level, 0);
  const until = classify(given([closed, before], [aMeeting('source', 'x', '2021-01-09')]), 'x', new Date('2021-01-26'));
  assert.deepEqual([until?.level, until?.until], [0, closed.closedAt]);
  assert.equal(classify(evidence, 'x', june)?.level, 1);
  assert.equal(classify(given([closed], [aMeeting('x', 'y', '2021-01-11')]), 'y', new Date('2021-01-26'))?.level, 1);
});

test('after any edit only those whom links reach in two steps from the edited change class', () => {
  fc.assert(
    fc.property(aWorld, aWorld, (world, other) => {
      // The edit: one case and one link of the first world give way to those of another.
      const [gone, come] = [world.links[0], other.links[0]];
      const edited: World = {
        ...world,
        cases: [
          ...world.cases.slice(1),
          ...other.cases.slice(0, 1).filter((one) => !world.cases.slice(1).some((c) => c.person === one.person)),
        ],
        links: [...world.links.slice(1), ...(come ? [{ ...come, id: 'new' }] : [])],
      };
      const touched = [world.cases[0]?.person, other.cases[0]?.person, gone?.person, come?.person].filter(
        (one) => one !== undefined,
      );
      const links = [...world.links, ...edited.links];
      const reached = [1, 2].reduce(
        (all) => new Set([...all, ...links.filter(({ source }) => all.has(source)).map(({ person }) => person)]),
        new Set(touched),
      );
      for (const person of people.filter((one) => !reached.has(one))) {
        assert.deepEqual(classify(evidenceOf(edited), person, now), classify(evidenceOf(world), person, now), person);
      }
    }),
    { numRuns: 600 },
  );
});
