import type { Commune, Homes, People } from './homes.ts';
import { drawn, type Random, stream } from './random.ts';

/** A place where people meet; kinds as venues have them. `commune` is its index among those of the world. */
export type Place = { kind: PlaceKind; name: string; commune: number };
export type PlaceKind =
  | 'school'
  | 'factory'
  | 'company'
  | 'office'
  | 'hospital'
  | 'clinic'
  | 'market'
  | 'supermarket'
  | 'cafe'
  | 'worship'
  | 'event'
  | 'bus'
  | 'coach';

/** People who sit or work together every day: a class, a team. Members of a group follow each other in `members`. */
export type Groups = {
  of: Int32Array;
  start: Int32Array;
  members: Int32Array;
  place: Int32Array;
  /** Minutes after midnight. */
  from: Uint16Array;
  to: Uint16Array;
};

export type Places = {
  all: readonly Place[];
  /** By commune; -1 where there is none. */
  market: Int32Array;
  cafe: Int32Array;
  worship: Int32Array;
  supermarket: Int32Array;
  event: Int32Array;
  clinic: Int32Array;
  /** By district. */
  bus: Int32Array;
  hospital: Int32Array;
  /** By person: where somebody sells, and the bus somebody takes; -1 for most. */
  stall: Int32Array;
  line: Int32Array;
};

const classSize = 32;
const teamSize = 12;
const nobody = -1;
const kindWord = /^(Phường|Xã|Thị trấn) /;
const isTown = ({ name }: Commune): boolean => !name.startsWith('Xã');

/** What adults do, in per mille. The rest farm, keep house, or are too old. */
const jobs = {
  factory: 200,
  company: 120,
  office: 60,
  school: 35,
  hospital: 25,
  market: 50,
  cafe: 30,
  none: 480,
} as const;
const jobNames = Object.keys(jobs) as (keyof typeof jobs)[];
const jobShares = Object.values(jobs);

type Build = { places: Place[]; add: (kind: PlaceKind, name: string, commune: number) => number };

const build = (): Build => {
  const places: Place[] = [];
  return { places, add: (kind, name, commune) => places.push({ kind, name, commune }) - 1 };
};

/** Where everybody goes on working days, and the places of a commune that anybody may go to. */
export const found = (
  seed: number,
  { communes, district, districts }: { communes: readonly Commune[]; district: Uint16Array; districts: number },
  homes: Homes,
  people: People,
): { places: Places; groups: Groups } => {
  const random = stream(seed, 2);
  const { places: all, add } = build();
  const plain = (i: number): string => (communes[i]?.name ?? '').replace(kindWord, '');
  const each = (kind: PlaceKind, name: string, has: (i: number) => boolean = () => true) =>
    Int32Array.from(communes, (_, i) => (has(i) ? add(kind, `${name} ${plain(i)}`, i) : nobody));
  /** The first town of a district stands for it, else its first commune. */
  const seats = Array.from({ length: districts }, (_, d) => {
    const own = communes.flatMap((commune, i) => (district[i] === d ? [{ commune, i }] : []));
    return (own.find(({ commune }) => isTown(commune)) ?? own[0])?.i ?? 0;
  });
  const perDistrict = (kind: PlaceKind, name: string) =>
    Int32Array.from(seats, (seat) => add(kind, `${name} ${plain(seat)}`, seat));
  const size = people.count;
  const places: Places = {
    all,
    market: each('market', 'Chợ'),
    cafe: each('cafe', 'Quán cà phê'),
    worship: each('worship', 'Chùa'),
    supermarket: each('supermarket', 'Siêu thị', (i) => isTown(communes[i] as Commune)),
    event: each('event', 'Nhà văn hóa'),
    clinic: each('clinic', 'Trạm Y tế'),
    bus: perDistrict('bus', 'Xe buýt tuyến'),
    hospital: perDistrict('hospital', 'Bệnh viện'),
    stall: new Int32Array(size).fill(nobody),
    line: new Int32Array(size).fill(nobody),
  };
  const school = each('school', 'Trường học');
  const highSchool = perDistrict('school', 'Trường THPT');
  const office = each('office', 'Ủy ban nhân dân');
  const company = each('company', 'Công ty');
  const parks = seats.slice(0, Math.max(1, Math.ceil(districts / 6)));
  const factories = parks.flatMap((seat) =>
    Array.from({ length: Math.max(1, Math.round((size * 0.1) / 150 / parks.length)) }, (_, n) =>
      add('factory', `Nhà máy số ${n + 1}, khu công nghiệp ${plain(seat)}`, seat),
    ),
  );

  const keys: number[] = [];
  const going = (person: number, place: number, part = 0): void => {
    if (place !== nobody) keys.push((place * 32 + part) * 2 ** 20 + person);
  };
  for (let person = 0; person < size; person += 1) {
    const commune = homes.commune[people.home[person] ?? 0] ?? 0;
    const own = district[commune] ?? 0;
    const age = people.age[person] ?? 0;
    if (age < 3) continue;
    if (age < 18) {
      const isPupil = random.chance(age < 15 ? 0.95 : 0.75);
      if (isPupil) going(person, (age < 15 ? school[commune] : highSchool[own]) ?? nobody, age);
      continue;
    }
    const job = age > 62 ? 'none' : (jobNames[drawn(random, jobShares)] ?? 'none');
    const work = {
      factory: factories[random.below(factories.length)],
      company: company[random.chance(0.7) ? commune : (seats[own] ?? commune)],
      office: office[commune],
      school: school[commune],
      hospital: random.chance(0.3) ? places.clinic[commune] : places.hospital[own],
      market: nobody,
      cafe: nobody,
      none: nobody,
    }[job];
    going(person, work ?? nobody, job === 'school' ? 30 : 0);
    if (job === 'market' || job === 'cafe') places.stall[person] = places[job][commune] ?? nobody;
    const isFar = work !== undefined && work !== nobody && all[work]?.commune !== commune;
    if (random.chance(isFar ? 0.4 : 0.01)) places.line[person] = places.bus[own] ?? nobody;
  }
  return { places, groups: groupsOf(random, Float64Array.from(keys).sort(), all, size) };
};

const hours = (random: Random, kind: PlaceKind): [from: number, to: number] => {
  if (kind === 'school') return [7 * 60, random.chance(0.5) ? 11 * 60 + 15 : 16 * 60 + 30];
  if (kind === 'factory') return random.chance(0.6) ? [6 * 60, 14 * 60] : [14 * 60, 22 * 60];
  return [7 * 60 + 30, 17 * 60];
};

/** Parts those who go to one place, of one class or calling, into groups. Keys are sorted: place, part, person. */
const groupsOf = (random: Random, keys: Float64Array, all: readonly Place[], size: number): Groups => {
  const of = new Int32Array(size).fill(nobody);
  const members = new Int32Array(keys.length);
  const start: number[] = [];
  const place: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let last = nobody;
  for (const [i, key] of keys.entries()) {
    const person = key % 2 ** 20;
    const part = (key - person) / 2 ** 20;
    const at = Math.floor(part / 32);
    const kind = all[at]?.kind ?? 'office';
    const isFull = i - (start.at(-1) ?? 0) >= (kind === 'school' ? classSize : teamSize);
    if (part !== last || isFull) {
      const [begins, ends] = hours(random, kind);
      start.push(i);
      place.push(at);
      from.push(begins);
      to.push(ends);
      last = part;
    }
    members[i] = person;
    of[person] = start.length - 1;
  }
  return {
    of,
    members,
    start: Int32Array.from([...start, keys.length]),
    place: Int32Array.from(place),
    from: Uint16Array.from(from),
    to: Uint16Array.from(to),
  };
};
