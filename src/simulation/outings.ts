import { minutesOfDay, type Visited } from './events.ts';
import { scatter } from './random.ts';
import type { World } from './world.ts';

/** Who went where on one day beside work and school, in the order of persons; minutes after midnight. */
export type Outings = {
  count: number;
  person: Int32Array;
  place: Int32Array;
  from: Uint16Array;
  to: Uint16Array;
  /** Those of a person: from `firstOf[person]` up to `firstOf[person + 1]`. */
  firstOf: Int32Array;
  /** Those to a place: `byPlace[startOf[place]]` and on, up to `startOf[place + 1]`. */
  byPlace: Int32Array;
  startOf: Int32Array;
  /** Who is with the own class or team today. */
  atWork: Uint8Array;
};

/** How a person lives on a day: free to go, staying in for an illness, kept at home, or not here (away, in hospital, dead). */
export const free = 0;
export const unwell = 1;
export const kept = 2;
export const gone = 3;

const most = 5;

export const newOutings = ({ people, places }: World): Outings => ({
  count: 0,
  person: new Int32Array(people.count * most),
  place: new Int32Array(people.count * most),
  from: new Uint16Array(people.count * most),
  to: new Uint16Array(people.count * most),
  firstOf: new Int32Array(people.count + 1),
  byPlace: new Int32Array(people.count * most),
  startOf: new Int32Array(places.all.length + 1),
  atWork: new Uint8Array(people.count),
});

const adult = 16;

/** The grown-up of a household who goes to the market today; -1 when nobody does. */
const shopperOf = ({ homes, people }: World, home: number, life: Uint8Array, dice: number): number => {
  if (dice % 100 >= 50) return -1;
  const [from, to] = [homes.first[home] ?? 0, homes.first[home + 1] ?? 0];
  const start = dice % (to - from || 1);
  for (let n = 0; n < to - from; n += 1) {
    const person = from + ((start + n) % (to - from));
    if ((people.age[person] ?? 0) >= adult && life[person] === free) return person;
  }
  return -1;
};

/**
 * Where everybody goes on a day, as habit and chance have it, into `outings`. Day 0 is a Monday. Asked again with the same
 * lives it is the same.
 */
export const goOut = (world: World, day: number, life: Uint8Array, outings: Outings): Outings => {
  const { people, homes, places, groups, plan } = world;
  const weekday = day % 7;
  const isSunday = weekday === 6;
  const isWeekend = weekday >= 5;
  let count = 0;
  let [workFrom, workTo] = [0, 0];
  /** Whoever is at work, or at another place, does not go. */
  const go = (person: number, place: number, from: number, minutes: number): void => {
    const to = from + minutes;
    if (place < 0 || (from < workTo && to > workFrom)) return;
    for (let own = outings.firstOf[person] ?? 0; own < count; own += 1) {
      if (from < (outings.to[own] ?? 0) && to > (outings.from[own] ?? 0)) return;
    }
    outings.person[count] = person;
    outings.place[count] = place;
    outings.from[count] = from;
    outings.to[count] = to;
    count += 1;
  };
  let shopper = -1;
  for (let person = 0; person < people.count; person += 1) {
    outings.firstOf[person] = count;
    outings.atWork[person] = 0;
    const home = people.home[person] ?? 0;
    if (homes.first[home] === person) shopper = shopperOf(world, home, life, scatter(plan.seed ^ day, home, 5));
    if (life[person] !== free) continue;
    const commune = homes.commune[home] ?? 0;
    const age = people.age[person] ?? 0;
    const dice = scatter(plan.seed ^ day, person, 6);
    const group = groups.of[person] ?? -1;
    const kind = group < 0 ? undefined : places.all[groups.place[group] ?? 0]?.kind;
    const works =
      kind !== undefined && (kind === 'hospital' || kind === 'clinic' || kind === 'factory' ? !isSunday : !isWeekend);
    if (works) outings.atWork[person] = 1;
    [workFrom, workTo] = works ? [groups.from[group] ?? 0, groups.to[group] ?? 0] : [0, 0];
    const line = places.line[person] ?? -1;
    if (line >= 0 && (works || group < 0)) {
      go(person, line, works ? workFrom - 45 : 375, 40);
      go(person, line, works ? workTo + 5 : 1035, 40);
    }
    if ((places.stall[person] ?? -1) >= 0) go(person, places.stall[person] ?? -1, 330, 330);
    if (person === shopper) go(person, places.market[commune] ?? -1, 345 + (dice % 150), 15 + (dice % 31));
    if (age < adult) continue;
    const share = (dice >>> 8) % 1000;
    if (share < (isWeekend ? 110 : 50)) go(person, places.cafe[commune] ?? -1, 1110 + (dice % 120), 30 + (dice % 50));
    else if (share < 150) go(person, places.supermarket[commune] ?? -1, 1020 + (dice % 150), 20 + (dice % 40));
    else if (isSunday && share < (age > 50 ? 330 : 210))
      go(person, places.worship[commune] ?? -1, 380 + (dice % 40), 70);
    // A wedding or an anniversary: a commune in ten has one on a Saturday, and every eighth comes.
    else if (weekday === 5 && share >= 875 && scatter(plan.seed ^ day, commune, 8) % 10 === 0)
      go(person, places.event[commune] ?? -1, 630, 120);
  }
  outings.firstOf[people.count] = count;
  outings.count = count;
  return sortByPlace(outings);
};

const sortByPlace = (outings: Outings): Outings => {
  const { startOf, byPlace, place, count } = outings;
  startOf.fill(0);
  for (let n = 0; n < count; n += 1) startOf[(place[n] ?? 0) + 1] = (startOf[(place[n] ?? 0) + 1] ?? 0) + 1;
  for (let at = 1; at < startOf.length; at += 1) startOf[at] = (startOf[at] ?? 0) + (startOf[at - 1] ?? 0);
  const next = startOf.slice();
  for (let n = 0; n < count; n += 1) {
    const at = place[n] ?? 0;
    byPlace[next[at] ?? 0] = n;
    next[at] = (next[at] ?? 0) + 1;
  }
  return outings;
};

const mostADay = 10_000_000;

/** What a register of visits would hold of a day: work, school, and every other outing. */
export function* visitsOf({ groups, people }: World, day: number, outings: Outings): Generator<Visited> {
  const midnight = day * minutesOfDay;
  let n = day * mostADay;
  const visit = (person: number, place = 0, from = 0, to = 0): Visited => ({
    kind: 'visit',
    n: n++,
    from: midnight + from,
    at: midnight + to,
    person,
    place,
  });
  for (let person = 0; person < people.count; person += 1) {
    const group = groups.of[person] ?? -1;
    if (outings.atWork[person]) {
      yield visit(person, groups.place[group], groups.from[group], groups.to[group]);
    }
    for (let own = outings.firstOf[person] ?? 0; own < (outings.firstOf[person + 1] ?? 0); own += 1) {
      yield visit(person, outings.place[own], outings.from[own], outings.to[own]);
    }
  }
}
