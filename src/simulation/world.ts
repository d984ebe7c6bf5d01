import { addDays } from '../core/day.ts';
import { type Commune, type Homes, type People, settle } from './homes.ts';
import { nameOf, type Sex } from './names.ts';
import { found, type Groups, type Places } from './places.ts';
import { fate, stream } from './random.ts';

export type Plan = {
  seed: number;
  /** From 1,000 to a million. */
  people: number;
  /** The communes of the province, in the order of their paths. */
  communes: readonly Commune[];
  /** Areas that travellers come home from, by path: other provinces with an epidemic. */
  origins: readonly string[];
  /** How readily contacts infect, against what is usual; 0 is never. */
  contagion?: number;
  /** How many come home infected, against what is usual. */
  imports?: number;
  /** The share of those told to stay at home or brought to hospital who keep away from others; 0 is as if nobody were found. */
  isolation?: number;
};

export type World = {
  plan: Plan;
  /** Where somebody of the simulation lives, in the order of their paths. */
  communes: readonly Commune[];
  /** The commune in whose midst it begins: the densest. */
  centre: number;
  district: Uint16Array;
  homes: Homes;
  people: People;
  places: Places;
  groups: Groups;
  /** How a household deals with the system. */
  habits: Habits;
};

export type Habits = {
  /** The day on which the household declares because all are asked to; 255: not before somebody is ill. */
  asked: Uint8Array;
  /** Tells what it knows: a journey, a contact. */
  isFrank: Uint8Array;
  /** Tells once a week how everybody is. */
  isDiligent: Uint8Array;
  /** The share of calls it answers, in per cent. */
  answers: Uint8Array;
};

export const personsOf = ({ homes }: Pick<World, 'homes'>, home: number): [from: number, to: number] => [
  homes.first[home] ?? 0,
  homes.first[home + 1] ?? 0,
];

/** People live in so few communes that each has some. */
const peoplePerCommune = 36;
const fewest = 4;

const parentPath = (path: string): string => path.replace(/[^.]+\.$/, '');
const bySeed = (seed: number) => (one: number, other: number) => fate(seed, 3, one) - fate(seed, 3, other);

/** A third of them around the centre, the rest anywhere in the province. */
const chooseCommunes = ({ seed, people, communes }: Plan): Commune[] => {
  const wanted = Math.min(communes.length, Math.max(fewest, Math.round(people / peoplePerCommune)));
  const centre = communes.findIndex(({ name }) => name.startsWith('Phường'));
  const heart = communes[Math.max(0, centre)] as Commune;
  const isNear = ({ path }: Commune) => parentPath(path) === parentPath(heart.path);
  const order = communes.map((_, i) => i).sort(bySeed(seed));
  const near = order.filter((i) => isNear(communes[i] as Commune) && communes[i] !== heart);
  const chosen = new Set([Math.max(0, centre), ...near.slice(0, Math.ceil(wanted / 3)), ...order]);
  return [...chosen]
    .slice(0, wanted)
    .sort((one, other) => one - other)
    .map((i) => communes[i] as Commune);
};

/** By the area above; where provinces have no districts, seven neighbours make one. */
const districtsOf = (communes: readonly Commune[]): Uint16Array => {
  const parents = [...new Set(communes.map(({ path }) => parentPath(path)))];
  return parents.length > 1
    ? Uint16Array.from(communes, ({ path }) => parents.indexOf(parentPath(path)))
    : Uint16Array.from(communes, (_, i) => Math.floor(i / 7));
};

const habitsOf = (seed: number, homes: Homes): Habits => {
  const random = stream(seed, 4);
  const habits = {
    asked: new Uint8Array(homes.count),
    isFrank: new Uint8Array(homes.count),
    isDiligent: new Uint8Array(homes.count),
    answers: new Uint8Array(homes.count),
  };
  for (let home = 0; home < homes.count; home += 1) {
    const kind = random.next();
    habits.asked[home] = kind < 0.72 ? Math.min(random.below(20), random.below(20)) : 255;
    habits.isFrank[home] = Number(random.chance(0.9));
    habits.isDiligent[home] = Number(random.chance(0.15));
    habits.answers[home] = random.chance(0.06) ? 5 : 60 + random.below(35);
  }
  return habits;
};

/** The people of a plan with their homes, places and habits. The same plan gives the same world on every machine. */
export const makeWorld = (plan: Plan): World => {
  const { seed, people: size } = plan;
  const communes = chooseCommunes(plan);
  const centre = Math.max(
    0,
    communes.findIndex(({ name }) => name.startsWith('Phường')),
  );
  const district = districtsOf(communes);
  const districts = district.reduce((most, one) => Math.max(most, one + 1), 0);
  const { people, homes } = settle(seed, size, communes, centre);
  const { places, groups } = found(seed, { communes, district, districts }, homes, people);
  return { plan, communes, centre, district, homes, people, places, groups, habits: habitsOf(seed, homes) };
};

export type Somebody = { fullName: string; sex: Sex; birthYear: number; birthDate: string | undefined };

/** Who a person is, when day 0 of the simulation lies in a year. Two of three know their day of birth. */
export const somebody = ({ people, plan }: World, person: number, year: number): Somebody => {
  const sex: Sex = people.male[person] ? 'male' : 'female';
  const birthYear = year - 1 - (people.age[person] ?? 0);
  const name = [people.family[person] ?? 0, people.middle[person] ?? 0, people.given[person] ?? 0] as const;
  return {
    fullName: nameOf(...name, sex, birthYear),
    sex,
    birthYear,
    birthDate:
      fate(plan.seed, person, -1) < 0.66 ? addDays(`${birthYear}-01-01`, people.sinceBirthday[person] ?? 0) : undefined,
  };
};

export const hamletOf = ({ homes, communes }: World, home: number): string => {
  const isTown = communes[homes.commune[home] ?? 0]?.name.startsWith('Phường');
  return `${isTown ? 'Phố' : 'Thôn'} ${homes.hamlet[home]}`;
};

/** The grown-up who declares for the household: its first person. */
export const holderOf = ({ homes }: Pick<World, 'homes'>, home: number): number => homes.first[home] ?? 0;
