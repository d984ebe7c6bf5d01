import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Day, type Event, minutesOfDay, type Plan, simulate, somebody } from './index.ts';

/** Forty communes in four districts, each with a town. */
const communes = Array.from({ length: 40 }, (_, n) => ({
  path: `38.${380 + Math.floor(n / 10)}.${14_000 + n}.`,
  name: n % 10 === 0 ? `Phường ${n}` : `Xã ${n}`,
}));
const planOf = (over: Partial<Plan> = {}): Plan => ({ seed: 1, people: 2_000, communes, origins: ['79'], ...over });

const daysOf = (plan: Plan, count: number): Day[] => simulate(plan).days().take(count).toArray();
const digestOf = (days: readonly Day[]): string =>
  createHash('sha256')
    .update(JSON.stringify(days.map(({ day, counts, events }) => [day, counts, events])))
    .digest('hex');
const allEvents = (days: readonly Day[]): Event[] => days.flatMap(({ events }) => [...events]);

test('the same plan gives the same people, days and visits; another seed gives others', () => {
  const registerOf = (seed: number) => {
    const { world, days } = simulate(planOf({ seed }));
    const names = Array.from({ length: 200 }, (_, person) => somebody(world, person, 2026));
    const [, day] = days().take(2).toArray();
    return JSON.stringify([names, [...(day?.visits() ?? [])]]);
  };
  assert.equal(registerOf(7), registerOf(7));
  assert.notEqual(registerOf(7), registerOf(8));
  assert.equal(digestOf(daysOf(planOf({ seed: 7 }), 15)), digestOf(daysOf(planOf({ seed: 7 }), 15)));
  assert.notEqual(digestOf(daysOf(planOf({ seed: 7 }), 15)), digestOf(daysOf(planOf({ seed: 8 }), 15)));
});

test('asking for more days does not change those before', () => {
  assert.equal(digestOf(daysOf(planOf(), 25).slice(0, 12)), digestOf(daysOf(planOf(), 12)));
});

test('on every day everybody is susceptible, exposed, infectious or recovered, and nobody goes back', () => {
  const plans = fc.record({
    seed: fc.integer({ min: 1, max: 1_000_000 }),
    people: fc.integer({ min: 1_000, max: 2_500 }),
    contagion: fc.constantFrom(0, 0.5, 1, 4),
    imports: fc.constantFrom(0, 1, 3),
  });
  fc.assert(
    fc.property(plans, (over) => {
      const days = daysOf(planOf(over), 20);
      for (const [n, { counts }] of days.entries()) {
        const { susceptible, exposed, infectious, recovered } = counts;
        assert.equal(susceptible + exposed + infectious + recovered, over.people);
        const before = days[n - 1]?.counts;
        assert.ok(!before || (susceptible <= before.susceptible && recovered >= before.recovered));
      }
    }),
    { numRuns: 12 },
  );
});

test('without transmission only travellers are infected, and without infected travellers nobody', () => {
  const alone = daysOf(planOf({ contagion: 0, imports: 4 }), 30);
  assert.ok(alone.every(({ infections }) => infections === 0));
  const last = alone.at(-1)?.counts;
  assert.ok(last && last.susceptible < 2_000);
  assert.ok(2_000 - last.susceptible <= simulate(planOf()).world.people.count * 0.05);
  const none = daysOf(planOf({ imports: 0 }), 30);
  assert.equal(none.at(-1)?.counts.susceptible, 2_000);
});

test('the more contagious, the more are infected', () => {
  const infectedWith = (contagion: number): number =>
    [1, 2, 3].reduce((sum, seed) => {
      const days = daysOf(planOf({ seed, contagion, people: 2_500 }), 30);
      return sum + 2_500 - (days.at(-1)?.counts.susceptible ?? 0);
    }, 0);
  const [less, usual, more] = [infectedWith(0.2), infectedWith(1), infectedWith(3)];
  assert.ok(less < usual && usual < more, `${less}, ${usual}, ${more}`);
});

test('the scale is a parameter, and people live in households, of every age, in the communes given', () => {
  for (const people of [1_000, 20_000, 200_000]) {
    const { world } = simulate(planOf({ people }));
    const { homes, people: all } = world;
    assert.deepEqual([all.count, homes.first[homes.count]], [people, people]);
    const size = people / homes.count;
    assert.ok(size > 3.3 && size < 3.9, `${size} a household`);
    const shareOf = (from: number, to: number) => all.age.filter((age) => age >= from && age < to).length / people;
    assert.ok(shareOf(0, 15) > 0.17 && shareOf(0, 15) < 0.3 && shareOf(65, 120) > 0.05 && shareOf(65, 120) < 0.18);
    assert.ok(Math.abs(all.male.reduce((sum, one) => sum + one, 0) / people - 0.5) < 0.05);
    assert.ok(world.communes.every(({ path }) => communes.some((given) => given.path === path)));
    const inCommune = Array.from({ length: world.communes.length }, () => 0);
    for (const home of all.home) inCommune[homes.commune[home] ?? 0] = (inCommune[homes.commune[home] ?? 0] ?? 0) + 1;
    assert.equal(Math.max(...inCommune), inCommune[world.centre]);
    assert.ok(inCommune.every((count) => count > 0));
  }
});

test('names are Vietnamese, by sex and generation, and children bear the father’s', () => {
  const { world } = simulate(planOf());
  const everybody = Array.from({ length: 2_000 }, (_, person) => somebody(world, person, 2026));
  for (const { fullName, birthYear, birthDate } of everybody) {
    assert.match(fullName, /^\p{Lu}\p{Ll}*( \p{Lu}\p{Ll}*){1,2}$/u);
    assert.ok(
      birthYear >= 1900 && birthYear < 2026 && (birthDate === undefined || birthDate.startsWith(`${birthYear}-`)),
    );
  }
  const olderWomen = everybody.filter(({ sex, birthYear }) => sex === 'female' && birthYear < 1965);
  assert.ok(olderWomen.every(({ fullName }) => / Thị /.test(fullName)));
  const { homes, people } = world;
  for (let home = 0; home < homes.count; home += 1) {
    const [from, to] = [homes.first[home] ?? 0, homes.first[home + 1] ?? 0];
    for (let person = from; person < to; person += 1) {
      if ((people.age[person] ?? 99) < 15)
        assert.ok([people.family[from], people.family[from + 1]].includes(people.family[person]));
    }
  }
});

test('nobody is at two places at once, and who is in hospital or away is at none', () => {
  const simulation = simulate(planOf({ people: 1_500 }));
  for (const { day, visits } of simulation.days().take(9)) {
    const until = new Map<number, number>();
    const sorted = [...visits()].sort((one, other) => one.person - other.person || one.from - other.from);
    assert.ok(sorted.length > 500);
    for (const { person, from, at, place } of sorted) {
      assert.ok(from >= (until.get(person) ?? 0), `person ${person} on day ${day}`);
      assert.ok(from >= day * minutesOfDay && from < at && at < (day + 1) * minutesOfDay);
      assert.ok(simulation.world.places.all[place]);
      until.set(person, at);
    }
  }
});

test('events come in their order, and each follows from what it speaks of', () => {
  const events = allEvents(daysOf(planOf({ people: 5_000, contagion: 2 }), 40));
  const declared = new Map<number, Event>();
  const tested = new Map<number, Event>();
  const known = new Set<number>();
  const dead = new Map<number, number>();
  const numbers = new Set<number>();
  let last = 0;
  for (const event of events) {
    assert.ok(event.at >= last && Number.isInteger(event.at));
    last = event.at;
    assert.ok(!numbers.has(event.n));
    numbers.add(event.n);
    assert.ok(event.at <= (dead.get(event.person) ?? Number.POSITIVE_INFINITY), `${event.kind} after a death`);
    if (event.kind === 'declaration') {
      assert.equal(event.isNew, !known.has(event.person));
      known.add(event.person);
      declared.set(event.n, event);
    }
    if (event.kind === 'registration') {
      assert.ok(!known.has(event.person));
      known.add(event.person);
    }
    if ('declaration' in event) assert.equal(declared.get(event.declaration)?.person, event.person);
    if (event.kind === 'test') tested.set(event.n, event);
    if (event.kind === 'result') assert.equal(tested.get(event.test)?.person, event.person);
    if (event.kind === 'death') dead.set(event.person, event.at);
    if (event.kind !== 'approval' && event.kind !== 'transport') assert.ok(known.has(event.person), event.kind);
  }
  const kinds = new Set(events.map(({ kind }) => kind));
  for (const kind of [
    'declaration',
    'attempt',
    'verification',
    'check',
    'test',
    'result',
    'case',
    'quarantine',
    'death',
  ])
    assert.ok(kinds.has(kind as Event['kind']), kind);
});

test('an epidemic whose cases are isolated stays smaller', () => {
  const infectedWith = (isolation: number): number =>
    [1, 2, 3].reduce((sum, seed) => {
      const last = daysOf(planOf({ seed, people: 2_500, isolation }), 35).at(-1);
      return sum + 2_500 - (last?.counts.susceptible ?? 0);
    }, 0);
  const [isolated, free] = [infectedWith(1), infectedWith(0)];
  assert.ok(isolated < 0.8 * free, `${isolated} against ${free}`);
});
