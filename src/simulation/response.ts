import type { Epidemic } from './epidemic.ts';
import { type Agenda, minutesOfDay } from './events.ts';
import { fate, type Random } from './random.ts';
import type { World } from './world.ts';

/** What the system knows and has ordered, by person; days, and minutes where it says so. */
export type Response = {
  agenda: Agenda;
  /** 0 unknown, 1 declared by the household, 2 registered by the station. */
  known: Uint8Array;
  /** Minutes from which a registered person is known. */
  knownSince: Float64Array;
  declaredOn: Int16Array;
  /** Minutes between which a station is at it. */
  busyFrom: Float64Array;
  busyTo: Float64Array;
  hasOpenItem: Uint8Array;
  /** Kept at home, or in hospital, up to that day. */
  homeUntil: Int16Array;
  hospitalUntil: Int16Array;
  monitoredUntil: Int16Array;
  confirmedOn: Int16Array;
  /** Who means to declare on a day, being ill or having met a case. */
  meaning: Map<number, number[]>;
  monitored: Set<number>;
  askedOn: Map<number, number[]>;
};

export const newResponse = ({ people, homes, habits }: World, agenda: Agenda): Response => {
  const days = () => new Int16Array(people.count).fill(-1);
  return {
    agenda,
    known: new Uint8Array(people.count),
    knownSince: new Float64Array(people.count),
    declaredOn: days(),
    busyFrom: new Float64Array(people.count),
    busyTo: new Float64Array(people.count),
    hasOpenItem: new Uint8Array(people.count),
    homeUntil: days(),
    hospitalUntil: days(),
    monitoredUntil: days(),
    confirmedOn: days(),
    meaning: new Map(),
    monitored: new Set(),
    askedOn: Map.groupBy(
      Array.from({ length: homes.count }, (_, home) => home),
      (home) => habits.asked[home] ?? 255,
    ),
  };
};

export const push = <K, V>(map: Map<K, V[]>, key: K, value: V): void => {
  const held = map.get(key);
  if (held) held.push(value);
  else map.set(key, [value]);
};

export const monitor = ({ monitored, monitoredUntil }: Response, person: number, until: number): void => {
  monitoredUntil[person] = Math.max(until, monitoredUntil[person] ?? -1);
  monitored.add(person);
};

const sensitivity = { pcr: 0.92, antigen: 0.7 } as const;
const specificity = 0.999;
const laboratory = 20 * 60;

/** Whether a sample of that day holds the virus: from a day before infectiousness until a week after it. */
const holdsVirus = ({ infectiousOn, endsOn }: Epidemic, person: number, day: number): boolean =>
  (infectiousOn[person] ?? -1) >= 0 && day >= (infectiousOn[person] ?? 0) - 1 && day <= (endsOn[person] ?? 0) + 3;

/** A test and its result; a positive one makes a case on the day it is known (`tracing.ts`). */
export const sample = (
  { plan }: World,
  epidemic: Epidemic,
  { agenda, confirmedOn }: Response,
  random: Random,
  person: number,
  at: number,
  method: 'pcr' | 'antigen' = 'pcr',
): void => {
  if ((confirmedOn[person] ?? -1) >= 0) return;
  const day = Math.floor(at / minutesOfDay);
  const test = agenda.add<'test'>({ kind: 'test', at, person, method });
  const dice = fate(plan.seed, person, 5_000 + day);
  const isPositive = dice < (holdsVirus(epidemic, person, day) ? sensitivity[method] : 1 - specificity);
  const known = method === 'antigen' ? at + 20 : at + laboratory + random.below(900);
  agenda.add<'result'>({ kind: 'result', at: known, person, test, result: isPositive ? 'positive' : 'negative' });
};
