import { declareAll } from './declaring.ts';
import { awake, type Counts, countStates, type Epidemic, isDeadOn, newEpidemic, spread, staysIn } from './epidemic.ts';
import { type Event, minutesOfDay, newAgenda, type Visited } from './events.ts';
import { free, gone, goOut, kept, newOutings, type Outings, unwell, visitsOf } from './outings.ts';
import { fate } from './random.ts';
import { registeredOf } from './register.ts';
import { newResponse, type Response } from './response.ts';
import { trace } from './tracing.ts';
import { makeWorld, type Plan, type World } from './world.ts';

/** One day of the simulation, from midnight to midnight. */
export type Day = {
  day: number;
  /** At its end; together everybody. */
  counts: Counts;
  infections: number;
  /** Known to the system so far. */
  cases: number;
  deaths: number;
  events: readonly Event[];
  /** Who was where, work and school too. To be read before the next day is asked for. */
  visits: () => Generator<Visited>;
  /** Those of them that somebody scanned. */
  registered: () => Generator<Visited>;
};

export type Simulation = { world: World; days: () => Generator<Day, never> };

/** The share of those told to stay at home who do. */
const obeys = 0.9;
const threeInTheMorning = 180;
const eightInTheEvening = 1_200;

const live = (world: World, epidemic: Epidemic, response: Response, day: number, life: Uint8Array): void => {
  const { seed, isolation = 1 } = world.plan;
  for (let person = 0; person < life.length; person += 1) {
    const will = fate(seed, person, -2);
    const isGone =
      (epidemic.returnsOn[person] ?? -1) > day ||
      ((response.hospitalUntil[person] ?? -1) >= day && will < isolation) ||
      isDeadOn(epidemic, person, day);
    const isKept = (response.homeUntil[person] ?? -1) > day && will < obeys * isolation;
    life[person] = isGone ? gone : isKept ? kept : staysIn(world, epidemic, person, day) ? unwell : free;
  }
};

const bury = ({ infected, diesOn }: Epidemic, { agenda, known }: Response, day: number): void => {
  for (const person of infected) {
    if (diesOn[person] !== day) continue;
    const at = day * minutesOfDay + threeInTheMorning;
    if (known[person]) agenda.add<'death'>({ kind: 'death', at, person, day });
    agenda.end(person, at);
  }
};

/**
 * The epidemic of a plan, day after day, for as long as days are asked for: the same plan gives the same days on every
 * machine, and more days never change those before. About 10 ms a day for 20,000 people.
 */
export const simulate = (plan: Plan): Simulation => {
  const world = makeWorld(plan);
  return { world, days: () => daysOf(world) };
};

function* daysOf(world: World): Generator<Day, never> {
  const agenda = newAgenda();
  const epidemic = newEpidemic(world);
  const response = newResponse(world, agenda);
  const life = new Uint8Array(world.people.count);
  const outings: Outings = newOutings(world);
  for (let day = 0; ; day += 1) {
    const morning = awake(world, epidemic, day);
    const known = response.known.slice();
    bury(epidemic, response, day);
    trace(world, epidemic, response, day);
    declareAll(world, epidemic, response, day, morning);
    agenda.add<'approval'>({ kind: 'approval', at: day * minutesOfDay + eightInTheEvening, person: -1 });
    live(world, epidemic, response, day, life);
    goOut(world, day, life, outings);
    const infections = spread(world, epidemic, day, life, outings);
    yield {
      day,
      counts: countStates(epidemic),
      infections,
      cases: response.confirmedOn.reduce((sum, on) => sum + Number(on >= 0), 0),
      deaths: epidemic.diesOn.reduce((sum, on) => sum + Number(on >= 0 && on <= day), 0),
      events: agenda.take(day),
      visits: () => visitsOf(world, day, outings),
      registered: () => registeredOf(world, day, outings, known),
    };
  }
}
