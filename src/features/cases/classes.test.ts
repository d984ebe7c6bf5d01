import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays } from '../../core/day.ts';
import { type ClassCase, classify, type Evidence, type Link, reachedFrom } from './classes.ts';
import { caseWindow, contactWindow, overlap } from './rules.ts';

const hour = 3_600_000;
const start = Date.parse('2021-06-01T00:00:00+07:00');
const now = new Date('2021-06-20T12:00:00+07:00');
const people = ['a', 'b', 'c', 'd', 'e', 'f'];

type World = { cases: ClassCase[]; links: Link[]; isolations: Map<string, Date> };

const aCase = fc.record({
  who: fc.constantFrom(...people),
  day: fc.integer({ min: 5, max: 18 }),
  onset: fc.boolean(),
  known: fc.boolean(),
});
const aLink = fc.record({
  source: fc.constantFrom(...people),
  person: fc.constantFrom(...people),
  from: fc.integer({ min: 0, max: 18 * 24 }),
  length: fc.integer({ min: 1, max: 5 }),
});
const aWorld = fc
  .record({
    cases: fc.uniqueArray(aCase, { maxLength: 3, selector: ({ who }) => who }),
    links: fc.array(aLink, { maxLength: 12 }),
    isolated: fc.array(fc.tuple(fc.constantFrom(...people), fc.integer({ min: 0, max: 400 })), { maxLength: 2 }),
  })
  .map(
    ({ cases, links, isolated }): World => ({
      cases: cases.map(({ who, day, onset, known }, i) => {
        const sampledOn = addDays('2021-06-01', day);
        return {
          id: `case ${i}`,
          person: who,
          sampledOn,
          confirmedOn: sampledOn,
          onsetOn: onset ? addDays(sampledOn, -2) : null,
          sourceKnown: known,
        };
      }),
      links: links.map(({ source, person, from, length }, i) => ({
        id: `link ${i}`,
        source,
        person,
        from: start + from * hour,
        to: start + (from + length) * hour,
      })),
      isolations: new Map(isolated.map(([who, at]) => [who, new Date(start + at * hour)])),
    }),
  );

const evidenceOf = ({ cases, links, isolations }: World): Evidence => ({
  casesOf: (person) => cases.filter((one) => one.person === person),
  linksTo: (person) => links.filter((one) => one.person === person),
  isolationOf: (person) => isolations.get(person),
});

/** Forwards from every case, all ways of two steps: the shortest level anybody reaches. */
const levelsOf = ({ cases, links, isolations }: World): Map<string, number> => {
  const level = new Map<string, number>();
  const reach = (person: string, at: number) => level.set(person, Math.min(at, level.get(person) ?? 9));
  for (const one of cases) reach(one.person, 0);
  for (const f0 of cases) {
    const window = caseWindow(f0, now);
    for (const link of links)
      if (link.source === f0.person && link.person !== f0.person && overlap(link, window)) reach(link.person, 1);
  }
  for (const f1 of people) {
    for (const target of people) {
      if (target === f1) continue;
      // The first meeting of the F1 with an F0 other than the one asked about.
      const starts = cases
        .filter((f0) => f0.person !== f1 && f0.person !== target)
        .flatMap((f0) =>
          links
            .filter((l) => l.source === f0.person && l.person === f1)
            .flatMap((l) => overlap(l, caseWindow(f0, now))?.from ?? []),
        );
      if (starts.length === 0) continue;
      const window = contactWindow(Math.min(...starts), isolations.get(f1), now);
      if (links.some((l) => l.source === f1 && l.person === target && overlap(l, window))) reach(target, 2);
    }
  }
  return level;
};

test('everybody has the class that walking forward from every case gives, with a chain as long as the class', () => {
  fc.assert(
    fc.property(aWorld, (world) => {
      const oracle = levelsOf(world);
      for (const person of people) {
        const found = classify(evidenceOf(world), person, now);
        assert.equal(found?.level, oracle.get(person), person);
        if (!found) continue;
        assert.equal(found.chain.length, found.level + 1);
        assert.equal(found.chain.at(-1), person);
        assert.equal(new Set(found.chain).size, found.chain.length, 'nobody stands in a chain twice');
      }
    }),
    { numRuns: 600 },
  );
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
      const reached = reachedFrom(touched, (person) => links.filter(({ source }) => source === person));
      for (const person of people.filter((one) => !reached.includes(one))) {
        assert.deepEqual(classify(evidenceOf(edited), person, now), classify(evidenceOf(world), person, now), person);
      }
    }),
    { numRuns: 600 },
  );
});
