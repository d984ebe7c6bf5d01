import { type AreaPath, parseAreaPath } from '../core/area.ts';
import { addDays, startOfDay } from '../core/day.ts';
import type { StandIn } from '../features/accounts/index.ts';
import { readAreas } from '../features/areas/index.ts';
import { hamletOf, holderOf, minutesOfDay, type Plan, scatter, somebody, type World } from '../simulation/index.ts';
import type { DemoState } from './demo-state.ts';

/** Thanh Hóa. */
export const province = '38';
/** Provinces that travellers come home from: Thành phố Hồ Chí Minh and Hà Nội. */
const origins = ['79', '01'];

export const planOf = async ({ seed, people, areas }: Pick<DemoState, 'seed' | 'people' | 'areas'>): Promise<Plan> => {
  const { units } = await readAreas(areas);
  const communes = units
    .filter(({ level, path }) => level === 'commune' && path.startsWith(`${province}.`))
    .map(({ path, name }) => ({ path, name }));
  return { seed, people, communes, origins };
};

const hex = (n: number, digits: number): string => n.toString(16).padStart(digits, '0').slice(-digits);
const hexOf = (text: string): number => [...text].reduce((sum, letter) => scatter(sum, letter.codePointAt(0)), 0);

/** The names that the systems know the simulation's numbers by: ids, phones, moments. All follow from seed and day 0. */
export type Names = {
  world: World;
  firstDay: string;
  /** A UUIDv7 of a kind and number; its time orders it. */
  id: (kind: string, n: number, at?: number) => string;
  momentOf: (at: number) => Date;
  /** `yyyy-mm-dd` of a day of the simulation. */
  dayOf: (day: number) => string;
  areaOf: (person: number) => AreaPath;
  phoneOf: (home: number) => string;
  household: (person: number) => StandIn;
  unit: (area: AreaPath, roles: readonly string[], name: string) => StandIn;
};

export const namesOf = (world: World, firstDay: string): Names => {
  const zero = startOfDay(firstDay).getTime();
  const { seed } = world.plan;
  const moment = (at: number): number => zero + at * 60_000;
  const id = (kind: string, n: number, at = 0): string => {
    const stem = hexOf(kind);
    const [one, other, third] = [scatter(seed, stem, n), scatter(n, seed, stem), scatter(stem, n, seed ^ 1)];
    const time = hex(moment(at), 12);
    const variant = hex(0x8000 | (other & 0x3fff), 4);
    return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(one, 3)}-${variant}-${hex(one >>> 12, 4)}${hex(third, 8)}`;
  };
  const areaOfHome = (home: number) =>
    parseAreaPath(world.communes[world.homes.commune[home] ?? 0]?.path ?? '') as AreaPath;
  const homeOf = (person: number): number => world.people.home[person] ?? 0;
  // Made up; nothing is ever sent to them, because an exercise keeps its messages.
  const phoneOf = (home: number): string => `+84990${String(home).padStart(6, '0')}`;
  return {
    world,
    firstDay,
    id,
    momentOf: (at) => new Date(moment(at)),
    dayOf: (day) => addDays(firstDay, day),
    areaOf: (person) => areaOfHome(homeOf(person)),
    phoneOf,
    household: (person) => {
      const home = homeOf(person);
      return { id: id('household', home), kind: 'citizen', name: '', phone: phoneOf(home) };
    },
    unit: (area, roles, name) => ({
      id: id(`unit ${area} ${roles.join()}`, 0),
      kind: 'program',
      area,
      roles,
      name: `${name} (mô phỏng)`,
    }),
  };
};

/** A person as a declaration brings it for the first time. */
export const personBody = (names: Names, person: number): Record<string, unknown> => {
  const { world } = names;
  const home = world.people.home[person] ?? 0;
  const { fullName, sex, birthYear, birthDate } = somebody(world, person, Number(names.firstDay.slice(0, 4)));
  const isHolder = holderOf(world, home) === person;
  return {
    id: names.id('person', person),
    fullName,
    sex,
    ...(birthDate ? { birthDate } : { birthYear }),
    ...(isHolder && { phone: names.phoneOf(home) }),
    area: names.areaOf(person),
    hamlet: hamletOf(world, home),
    address: `Nhà số ${1 + (home % 180)}`,
  };
};

/** A household of the centre with children that declared in the first week: its phone is for whoever plays a citizen, and keeps a café. */
export const playedHome = ({ homes, people, habits, centre }: World): number => {
  const found = Array.from({ length: homes.count }, (_, i) => i).find((i) => {
    const [from, to] = [homes.first[i] ?? 0, homes.first[i + 1] ?? 0];
    const hasChild = Array.from({ length: to - from }, (_, n) => people.age[from + n] ?? 99).some((age) => age < 15);
    return homes.commune[i] === centre && (habits.asked[i] ?? 255) < 7 && hasChild && to - from >= 4;
  });
  return found ?? 0;
};

/** The station of a commune, and who stands above it, where trainees do not. */
export const unitsOf = (names: Names) => {
  const { world } = names;
  const station = new Map(
    world.communes.map(({ path, name }) => [
      path,
      names.unit(parseAreaPath(path) as AreaPath, ['officer', 'tracer'], `Trạm Y tế ${name}`),
    ]),
  );
  const above = (path: string): string => path.replace(/[^.]+\.$/, '');
  const districts = new Map(
    [...new Set(world.communes.map(({ path }) => above(path)))].map((path) => [
      path,
      names.unit(parseAreaPath(path) as AreaPath, ['officer', 'authority'], 'Trung tâm Y tế'),
    ]),
  );
  const centre = names.unit(
    parseAreaPath(province) as AreaPath,
    ['officer', 'tracer', 'manager'],
    'Trung tâm Kiểm soát bệnh tật tỉnh',
  );
  return {
    all: [...station.values(), ...districts.values(), centre],
    stationOf: (area: string) => station.get(area) as StandIn,
    districtOf: (area: string) => districts.get(above(area)) as StandIn,
    province: centre,
  };
};
export type Units = ReturnType<typeof unitsOf>;

export const minutesSince = (firstDay: string, now: Date): number =>
  Math.floor((now.getTime() - startOfDay(firstDay).getTime()) / 60_000);
export const dayOfMinutes = (at: number): number => Math.floor(at / minutesOfDay);
