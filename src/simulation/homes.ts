import { drawFamily, drawGiven } from './names.ts';
import { drawn, type Random, stream } from './random.ts';

/** A commune of the area tree: its path and its name with the kind ('Phường Hàm Rồng'). */
export type Commune = { path: string; name: string };

/** Who lives where. People of a home follow each other, homes of a commune too. */
export type Homes = {
  count: number;
  /** The first person of each home, and behind the last one the number of all. */
  first: Int32Array;
  commune: Uint16Array;
  hamlet: Uint8Array;
};

export type People = {
  count: number;
  home: Int32Array;
  /** Whole years on day 0, and the days since the last birthday. */
  age: Uint8Array;
  sinceBirthday: Uint16Array;
  male: Uint8Array;
  family: Uint8Array;
  middle: Uint16Array;
  given: Uint16Array;
  /** Bits by the order of `illnesses`. */
  conditions: Uint8Array;
};

/** Underlying diseases as declarations name them, with the share of those from 60, from 40 and below who have one. */
export const illnesses = ['hypertension', 'diabetes', 'heart', 'lung', 'liver', 'kidney', 'cancer', 'other'] as const;
const shareOfIllness: readonly [from60: number, from40: number, below: number][] = [
  [0.4, 0.15, 0.01],
  [0.15, 0.06, 0.003],
  [0.1, 0.03, 0.003],
  [0.08, 0.03, 0.01],
  [0.04, 0.04, 0.005],
  [0.03, 0.01, 0.002],
  [0.02, 0.008, 0.001],
  [0.03, 0.02, 0.01],
];

type Member = { age: number; male: boolean; family: number };
const within = (random: Random, from: number, to: number): number => from + random.below(to - from + 1);

/** Children of a mother's age, with the father's family name. */
const children = (random: Random, motherAge: number, family: number): Member[] =>
  Array.from({ length: 1 + drawn(random, [28, 50, 22]) }, () => ({
    age: motherAge - within(random, 20, 36),
    male: random.chance(0.52),
    family,
  })).filter(({ age }) => age >= 0 && age <= 26);

const couple = (random: Random, manAge: number, family: number): Member[] => [
  { age: manAge, male: true, family },
  { age: Math.max(18, manAge - within(random, -1, 5)), male: false, family: drawFamily(random) },
];

/** How many homes are of which kind, in per cent: an average of 3.6 people. */
const kinds: readonly [share: number, make: (random: Random, family: number) => Member[]][] = [
  [5, (random, family) => [{ age: within(random, 58, 84), male: random.chance(0.3), family }]],
  [8, (random, family) => couple(random, within(random, 55, 82), family)],
  [4, (random, family) => couple(random, within(random, 22, 34), family)],
  [
    51,
    (random, family) => {
      const parents = couple(random, within(random, 26, 56), family);
      return [...parents, ...children(random, parents[1]?.age ?? 30, family)];
    },
  ],
  [
    28,
    (random, family) => {
      const parents = couple(random, within(random, 25, 48), family);
      const old = (parents[0]?.age ?? 30) + within(random, 22, 32);
      const elders = random.chance(0.5)
        ? couple(random, old, family)
        : [{ age: old, male: random.chance(0.25), family }];
      return [...parents, ...children(random, parents[1]?.age ?? 30, family), ...elders];
    },
  ],
  [
    4,
    (random, family) => {
      const age = within(random, 25, 50);
      return [{ age, male: false, family: drawFamily(random) }, ...children(random, age, family)];
    },
  ],
];
const shares = kinds.map(([share]) => share);
const oldest = 98;
const homesInHamlet = 45;

/** How many people a commune has beside others of the simulation: a town's is denser. No figure of a real place. */
const weightOf = ({ name }: Commune): number => (name.startsWith('Phường') ? 5 : name.startsWith('Thị trấn') ? 3 : 1);

const illnessBits = (random: Random, age: number): number =>
  shareOfIllness.reduce((bits, [from60, from40, below], i) => {
    const share = age >= 60 ? from60 : age >= 40 ? from40 : below;
    return random.chance(share) ? bits | (1 << i) : bits;
  }, 0);

/** Settles so many people in the communes, the centre's three times as dense. */
export const settle = (seed: number, size: number, communes: readonly Commune[], centre: number) => {
  const random = stream(seed, 1);
  const people: People = {
    count: size,
    home: new Int32Array(size),
    age: new Uint8Array(size),
    sinceBirthday: new Uint16Array(size),
    male: new Uint8Array(size),
    family: new Uint8Array(size),
    middle: new Uint16Array(size),
    given: new Uint16Array(size),
    conditions: new Uint8Array(size),
  };
  const first: number[] = [];
  const commune: number[] = [];
  const hamlet: number[] = [];
  const weights = communes.map((one, i) => weightOf(one) * (i === centre ? 3 : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let done = 0;
  let promised = 0;
  for (const [at, weight] of weights.entries()) {
    promised += weight;
    const until = Math.round((size * promised) / total);
    for (let n = 0; done < until; n += 1) {
      const [, make] = kinds[drawn(random, shares)] as (typeof kinds)[number];
      const members = make(random, drawFamily(random)).slice(0, size - done);
      for (const { age, male, family } of members) {
        const { middle, given } = drawGiven(random);
        people.home[done] = first.length;
        people.age[done] = Math.min(oldest, age);
        people.sinceBirthday[done] = random.below(365);
        people.male[done] = Number(male);
        people.family[done] = family;
        people.middle[done] = middle;
        people.given[done] = given;
        people.conditions[done] = illnessBits(random, age);
        done += 1;
      }
      first.push(done - members.length);
      commune.push(at);
      hamlet.push(1 + Math.floor(n / homesInHamlet));
    }
  }
  const homes: Homes = {
    count: first.length,
    first: Int32Array.from([...first, size]),
    commune: Uint16Array.from(commune),
    hamlet: Uint8Array.from(hamlet),
  };
  return { people, homes };
};
