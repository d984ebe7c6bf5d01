import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Config, readConfig, UsageError } from '../core/config.ts';
import { addDays, dayOf, daysBetween } from '../core/day.ts';
import { startPostgres } from '../core/postgres.ts';
import { minutesOfDay, simulate } from '../simulation/index.ts';
import { newPassword } from './demo-logins.ts';
import { describeDemo, fillDemo } from './demo-run.ts';
import { type DemoState, isAllowedDemo, isDemo, readDemo, writeDemo } from './demo-state.ts';
import { minutesSince, planOf } from './demo-world.ts';
import { allFeatures } from './features.ts';
import { openHouse } from './house.ts';
import { addressesOf, failed, run, say } from './run.ts';
import { serve } from './serve.ts';

const usage = '--port, --data, --areas, --people, --days, --seed, --fresh';

const bounds = { people: [1_000, 200_000], days: [1, 60], seed: [1, 999_999] } as const;
type Name = keyof typeof bounds;
const names = Object.keys(bounds) as Name[];

type Wish = Record<Name, number> & { isFresh: boolean; said: Name[] };

/** Reads the demo's own options behind those of the house. */
const readWish = (rest: readonly string[]): Wish => {
  const wish: Wish = { people: 20_000, days: 21, seed: 1, isFresh: false, said: [] };
  const given = rest.flatMap((arg) => arg.split(/=(.*)/s).filter(Boolean)).values();
  for (const option of given) {
    const name = names.find((one) => option === `--${one}`);
    if (option === '--fresh') wish.isFresh = true;
    else if (name === undefined) throw new UsageError(`unknown option ${option}; known are ${usage}`);
    else {
      const value = Number(given.next().value);
      const [least, most] = bounds[name];
      if (!Number.isInteger(value) || value < least || value > most)
        throw new UsageError(`--${name} must be a whole number from ${least} to ${most}`);
      wish[name] = value;
      wish.said.push(name);
    }
  }
  return wish;
};

/** A Monday so many days ago, or up to six more: the simulation's weeks begin with one. */
const mondayBefore = (today: string, days: number): string => {
  const someMonday = '2024-01-01';
  const start = addDays(today, -days);
  const since = daysBetween(someMonday, start);
  return addDays(start, -(((since % 7) + 7) % 7));
};

const newState = (config: Config, { seed, people, days }: Wish, now: Date): DemoState => {
  const firstDay = mondayBefore(dayOf(now), days);
  return {
    seed,
    people,
    days,
    areas: config.areas ?? '2021',
    firstDay,
    sentTo: 0,
    digest: '',
    isFilled: false,
    leaveFrom: minutesSince(firstDay, now) - minutesOfDay,
    ahead: 0,
    password: newPassword(),
    logins: [],
    phone: '',
  };
};

/** Removes an exercise, and nothing that is none. Throws when a living process has its database. */
const clear = async (folder: string): Promise<void> => {
  const postgres = await startPostgres(folder, { fast: true });
  await postgres.stop();
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
};

/** The state of the folder, begun when there is none. */
const prepared = async (config: Config, wish: Wish): Promise<DemoState> => {
  const folder = config.data;
  const isThere = isDemo(folder);
  if (!isThere && existsSync(folder) && readdirSync(folder).length > 0)
    throw new UsageError(`${folder} holds something that is no exercise; choose another folder with --data`);
  if (isThere && wish.isFresh) await clear(folder);
  const found = readDemo(folder);
  if (found) {
    const changed = [
      ...wish.said.filter((name) => found[name] !== wish[name]),
      ...(config.areas !== undefined && config.areas !== found.areas ? ['areas'] : []),
    ];
    if (changed.length > 0)
      throw new UsageError(`${folder} was begun with another --${changed.join(' and --')}; --fresh begins anew`);
    return found;
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const state = newState(config, wish, new Date());
  // Before anything else: what a killed start leaves behind is known as an exercise.
  writeDemo(folder, state);
  return state;
};

const start = async (): Promise<void> => {
  const { DATABASE_URL, ...env } = process.env;
  const own = { LACHAN_DATA: './data-demo', LACHAN_HOME_AREA: '38' };
  const { config, rest } = readConfig(process.argv.slice(2), { ...own, ...env });
  const wish = readWish(rest);
  if (process.env.NODE_ENV === 'production') throw new UsageError('an exercise is refused when NODE_ENV=production');
  if (DATABASE_URL) say('An exercise keeps to its own database; DATABASE_URL is left alone.');
  const state = await prepared(config, wish);
  isAllowedDemo(config);
  await run(
    { ...config, areas: state.areas },
    async (ownerUrl) => {
      const house = await openHouse({ ...config, areas: state.areas }, ownerUrl);
      const features = allFeatures(house);
      const { world } = simulate(await planOf(state));
      if (state.isFilled) say('Dữ liệu tập dượt đã có sẵn / the exercise is there already.');
      else await fillDemo(house, features, world, state, say);
      const server = await serve(house, { features });
      say(`${addressesOf(house.publicUrl())}\n`);
      for (const line of await describeDemo(house, world, readDemo(config.data) as DemoState)) say(line);
      return server;
    },
    { fast: true },
  );
};

start().catch(failed);
