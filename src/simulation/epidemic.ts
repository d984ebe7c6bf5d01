import { gone, kept, type Outings } from './outings.ts';
import { drawn, fate, type Random, stream } from './random.ts';
import { breathless, cough, fatigue, fever, pneumonia, soreThroat } from './signs.ts';
import type { World } from './world.ts';

export const susceptible = 0;
export const exposed = 1;
export const infectious = 2;
export const recovered = 3;

/** Where somebody was infected; the truth, which no officer is told. */
export const settings = ['elsewhere', 'home', 'work', 'outing', 'neighbour'] as const;

/** The state of everybody. Days count from 0; -1 is never. */
export type Epidemic = {
  state: Uint8Array;
  infectedOn: Int16Array;
  infectiousOn: Int16Array;
  /** The first day of symptoms of the epidemic or of a cold, and the day after the last. */
  illFrom: Int16Array;
  illTo: Int16Array;
  signs: Uint8Array;
  endsOn: Int16Array;
  /** 0 without symptoms, 1 mild, 2 breathless, 3 pneumonia. */
  severity: Uint8Array;
  diesOn: Int16Array;
  source: Int32Array;
  setting: Uint8Array;
  /** The day a traveller comes home; -1 for who never left. */
  returnsOn: Int16Array;
  /** Who comes home infected. */
  carries: Uint8Array;
  /** Everybody who has been infected, in the order of it. */
  infected: number[];
};

/** Days from infection to infectiousness, from that to symptoms, from that to recovery: shares of 0, 1, 2, … days. */
const latentDays = [0, 10, 25, 30, 20, 10, 5];
const quietDays = [10, 45, 35, 10];
const infectiousDays = [0, 0, 0, 0, 0, 5, 15, 20, 20, 15, 15, 10];
/** How infectious somebody is on each day of it: most around the first symptoms. */
const profile = [0.6, 1, 1, 0.8, 0.6, 0.4, 0.3, 0.2, 0.15, 0.1, 0.1, 0.05];

/** Infections an hour with one infectious person at the height of it. */
const perHour = 0.11;
const hour = 60;

const shareIll = (age: number): number => (age < 10 ? 0.35 : age < 20 ? 0.45 : age < 40 ? 0.6 : age < 60 ? 0.7 : 0.8);
const shareGrave = (age: number): number => (age < 20 ? 0.01 : age < 40 ? 0.05 : age < 60 ? 0.13 : 0.3);
const shareDying = (age: number): number => (age < 40 ? 0.02 : age < 60 ? 0.08 : 0.25);
const susceptibility = (age: number): number => (age < 10 ? 0.5 : age < 20 ? 0.75 : 1);

const none = (count: number): Int16Array => new Int16Array(count).fill(-1);

/** Travellers are grown-ups; some who are infected come on the first days, so that something begins. */
const shareAway = 0.02;
const shareInfected = 0.05;
const lastReturn = 60;

export const newEpidemic = (world: World): Epidemic => {
  const { people, plan } = world;
  const { count } = people;
  const random = stream(plan.seed, 5);
  const epidemic: Epidemic = {
    state: new Uint8Array(count),
    infectedOn: none(count),
    infectiousOn: none(count),
    illFrom: none(count),
    illTo: none(count),
    signs: new Uint8Array(count),
    endsOn: none(count),
    severity: new Uint8Array(count),
    diesOn: none(count),
    source: new Int32Array(count).fill(-1),
    setting: new Uint8Array(count),
    returnsOn: none(count),
    carries: new Uint8Array(count),
    infected: [],
  };
  const seeds = Math.max(5, Math.round(count / 1_200)) * (plan.imports ?? 1);
  let early = 0;
  for (let person = 0; person < count; person += 1) {
    const age = people.age[person] ?? 0;
    const isTraveller = age >= 18 && age <= 55 && random.chance(shareAway);
    if (!isTraveller) continue;
    const isCentral = world.homes.commune[people.home[person] ?? 0] === world.centre;
    const isSeed = early < seeds && (isCentral || count - person < count / 2);
    epidemic.returnsOn[person] = isSeed ? early % 3 : 1 + random.below(lastReturn);
    if (isSeed) early += 1;
    epidemic.carries[person] = Number(random.chance(shareInfected * (plan.imports ?? 1)) || isSeed);
  }
  return epidemic;
};

/** The whole course of an infection is drawn when it happens. */
const infect = (
  { people }: World,
  epidemic: Epidemic,
  random: Random,
  person: number,
  { day, source, setting }: { day: number; source: number; setting: number },
): void => {
  const age = people.age[person] ?? 0;
  const from = day + Math.max(1, drawn(random, latentDays));
  const onset = from + drawn(random, quietDays);
  const isIll = random.chance(shareIll(age));
  const isGrave = isIll && random.chance(shareGrave(age));
  const severity = !isIll ? 0 : !isGrave ? 1 : random.chance(0.4) ? 3 : 2;
  const ends = from + drawn(random, infectiousDays);
  epidemic.state[person] = exposed;
  epidemic.infectedOn[person] = day;
  epidemic.infectiousOn[person] = from;
  epidemic.endsOn[person] = ends;
  epidemic.severity[person] = severity;
  epidemic.source[person] = source;
  epidemic.setting[person] = setting;
  if (isIll) {
    epidemic.illFrom[person] = onset;
    epidemic.illTo[person] = ends + (severity > 1 ? 8 : 2);
    epidemic.signs[person] = signsOf(random, severity);
  }
  if (severity > 1 && random.chance(shareDying(age))) epidemic.diesOn[person] = onset + 9 + random.below(14);
  epidemic.infected.push(person);
};

const signsOf = (random: Random, severity: number): number =>
  (random.chance(0.78) ? fever : 0) |
    (random.chance(0.68) ? cough : 0) |
    (random.chance(0.35) ? soreThroat : 0) |
    (random.chance(0.5) ? fatigue : 0) |
    (severity > 1 ? breathless : 0) |
    (severity > 2 ? pneumonia : 0) || cough;

/** Other illnesses of every season, which a station must tell apart: a cold a year, most with a cough or a sore throat. */
const coldsPerDay = 0.0012;
const coldSigns = (random: Random): number =>
  (random.chance(0.25) ? fever : 0) |
    (random.chance(0.55) ? cough : 0) |
    (random.chance(0.2) ? fatigue : 0) |
    (random.chance(0.05) ? breathless : 0) || soreThroat;

/** The morning of a day: who comes home, falls ill, becomes infectious, recovers. Answers who did the first two. */
export const awake = (world: World, epidemic: Epidemic, day: number): { arrived: number[]; ill: number[] } => {
  const { state, infectiousOn, endsOn, illFrom, illTo, returnsOn, infected } = epidemic;
  const random = stream(world.plan.seed, 6, day);
  const arrived: number[] = [];
  for (let person = 0; person < world.people.count; person += 1) {
    if (returnsOn[person] !== day) continue;
    arrived.push(person);
    if (!epidemic.carries[person]) continue;
    infect(world, epidemic, random, person, { day: day - random.below(4), source: -1, setting: 0 });
    // Whoever fell ill on the way is ill on the day of coming home.
    if ((illFrom[person] ?? -1) >= 0) illFrom[person] = Math.max(day, illFrom[person] ?? 0);
  }
  for (const person of infected) {
    if (state[person] === exposed && (infectiousOn[person] ?? 0) <= day) state[person] = infectious;
    if (state[person] === infectious && (endsOn[person] ?? 0) <= day) state[person] = recovered;
  }
  const ill: number[] = [];
  for (let person = 0; person < world.people.count; person += 1) {
    const returns = returnsOn[person] ?? -1;
    const isWell = state[person] === susceptible && ((illTo[person] ?? -1) < 0 || (illTo[person] ?? 0) <= day - 10);
    if (random.next() < coldsPerDay && isWell && returns <= day) {
      illFrom[person] = day;
      illTo[person] = day + 3 + random.below(4);
      epidemic.signs[person] = coldSigns(random);
    }
    if (illFrom[person] === day && returns <= day) ill.push(person);
  }
  return { arrived, ill };
};

export const isIllOn = ({ illFrom, illTo }: Epidemic, person: number, day: number): boolean =>
  (illFrom[person] ?? -1) >= 0 && (illFrom[person] ?? 0) <= day && day < (illTo[person] ?? 0);

export const isDeadOn = ({ diesOn }: Epidemic, person: number, day: number): boolean =>
  (diesOn[person] ?? -1) >= 0 && (diesOn[person] ?? 0) <= day;

const mostAtWork = 8;
const mostOnOuting = 10;
const atWork = 2 * hour;
const atHome = 0.9 * hour;
const inOwnRoom = 0.25 * hour;
const atTheGate = 30;

/** Who infects whom on a day, met at home, at work, on outings that overlap, and next door. */
export const spread = (world: World, epidemic: Epidemic, day: number, life: Uint8Array, outings: Outings): number => {
  const { people, homes, groups, plan } = world;
  const { state, infectiousOn, severity, infected } = epidemic;
  const random = stream(plan.seed, 7, day);
  const before = infected.length;
  const contagion = (perHour * (plan.contagion ?? 1)) / hour;
  const meet = (source: number, other: number, minutes: number, strength: number, setting: number): void => {
    if (other === source || state[other] !== susceptible || life[other] === gone) return;
    const risk = contagion * minutes * strength * susceptibility(people.age[other] ?? 0);
    if (random.next() < risk) infect(world, epidemic, random, other, { day, source, setting });
  };
  for (let n = 0; n < before; n += 1) {
    const person = infected[n] ?? 0;
    if (state[person] !== infectious || life[person] === gone) continue;
    const strength = (profile[day - (infectiousOn[person] ?? 0)] ?? 0) * (severity[person] === 0 ? 0.6 : 1);
    const home = people.home[person] ?? 0;
    const minutes = life[person] === kept ? inOwnRoom : atHome;
    for (let other = homes.first[home] ?? 0; other < (homes.first[home + 1] ?? 0); other += 1) {
      meet(person, other, life[other] === kept ? Math.min(minutes, inOwnRoom) : minutes, strength, 1);
    }
    if (life[person] === kept) continue;
    const near = home + random.below(11) - 5;
    if (near >= 0 && near < homes.count && homes.commune[near] === homes.commune[home]) {
      const size = (homes.first[near + 1] ?? 0) - (homes.first[near] ?? 0);
      meet(person, (homes.first[near] ?? 0) + random.below(size), atTheGate, strength, 4);
    }
    if (outings.atWork[person]) {
      const group = groups.of[person] ?? 0;
      const [from, to] = [groups.start[group] ?? 0, groups.start[group + 1] ?? 0];
      for (let turn = 0; turn < Math.min(mostAtWork, to - from); turn += 1) {
        const other = groups.members[from + random.below(to - from)] ?? person;
        if (outings.atWork[other]) meet(person, other, atWork, strength, 2);
      }
    }
    for (let own = outings.firstOf[person] ?? 0; own < (outings.firstOf[person + 1] ?? 0); own += 1) {
      const place = outings.place[own] ?? 0;
      const [from, to] = [outings.startOf[place] ?? 0, outings.startOf[place + 1] ?? 0];
      for (let turn = 0; turn < Math.min(mostOnOuting, to - from); turn += 1) {
        const theirs = outings.byPlace[from + random.below(to - from)] ?? own;
        const together =
          Math.min(outings.to[own] ?? 0, outings.to[theirs] ?? 0) -
          Math.max(outings.from[own] ?? 0, outings.from[theirs] ?? 0);
        if (together > 0) meet(person, outings.person[theirs] ?? person, together, strength, 3);
      }
    }
  }
  return infected.length - before;
};

/** Who stays in today because of how they feel; the others go out with a cough. */
export const staysIn = (world: World, epidemic: Epidemic, person: number, day: number): boolean =>
  isIllOn(epidemic, person, day) &&
  fate(world.plan.seed, person, day + 1_000) < ((epidemic.signs[person] ?? 0) & fever ? 0.75 : 0.4);

export type Counts = { susceptible: number; exposed: number; infectious: number; recovered: number };

export const countStates = ({ state }: Epidemic): Counts => {
  const of = [0, 0, 0, 0];
  for (const one of state) of[one] = (of[one] ?? 0) + 1;
  const [s = 0, e = 0, i = 0, r = 0] = of;
  return { susceptible: s, exposed: e, infectious: i, recovered: r };
};
