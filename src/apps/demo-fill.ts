import { createHash } from 'node:crypto';
import type { House } from '../core/house.ts';
import { Problem } from '../core/problem.ts';
import { actorOfStandIn, admitStandIns } from '../features/accounts/index.ts';
import { type Event, minutesOfDay, simulate } from '../simulation/index.ts';
import type { Desk } from './demo-desk.ts';
import { type Sending, sendingOf } from './demo-senders.ts';
import { furnish } from './demo-setup.ts';
import type { DemoState } from './demo-state.ts';
import { dayOfMinutes, type Names, namesOf, planOf, type Units, unitsOf } from './demo-world.ts';

export type Sent = { events: number; declarations: number; visits: number; refused: Map<string, number> };
export type Told = { day: number; sent: Sent; sentTo: number; digest: string };

/** How many declarations and visits wait for the ingest at once, and how many actions for their transactions. */
const crowd = 1_000;
const desks = 8;
const tries = 5;

const inParallel = async <T>(items: readonly T[], width: number, work: (item: T) => Promise<void>): Promise<void> => {
  const waiting = items.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of waiting) await work(item);
    }),
  );
};

type Line = { sending: Sending; event: Event; now: Date };

const send = async (desk: Desk, sent: Sent, { sending, event, now }: Line): Promise<void> => {
  const { by, persons, ...request } = sending;
  for (let left = tries; ; left -= 1) {
    const answer = await desk(actorOfStandIn(by, persons), request, now);
    if (answer instanceof Problem && answer.status >= 500 && left > 0) continue;
    sent.events += 1;
    if (event.kind === 'declaration') sent.declarations += 1;
    if (event.kind === 'visit') sent.visits += 1;
    if (answer instanceof Problem) {
      // In an exercise somebody may have been first; that is as it should be.
      const key = `${event.kind} ${answer.code}`;
      sent.refused.set(key, (sent.refused.get(key) ?? 0) + 1);
    }
    return;
  }
};

/** What the ingest takes in together. */
const isTakenIn = ({ event }: Line): boolean => event.kind === 'declaration' || event.kind === 'visit';

/**
 * Sends lines so that all of one person go in their order, and most others beside each other: by turns the declarations and
 * visits that begin what is left of each person, into the ingest together, and the actions that do.
 */
const sendAll = async (desk: Desk, lines: readonly Line[], sent: Sent): Promise<void> => {
  let left = [...Map.groupBy(lines, ({ event }) => event.person).values()];
  while (left.length > 0) {
    const together = left.flatMap(([first]) => (first && isTakenIn(first) ? [first] : []));
    // The newest first: a flush is stored at the time of its first item, and nothing is stored before it happened.
    together.sort((one, other) => other.event.at - one.event.at);
    for (let n = 0; n < together.length; n += crowd) {
      await Promise.all(together.slice(n, n + crowd).map((line) => send(desk, sent, line)));
    }
    const begun = left.map((own) => (own[0] && isTakenIn(own[0]) ? own.slice(1) : own));
    const acting = begun.map((own) => {
      const next = own.findIndex(isTakenIn);
      return next < 0 ? own : own.slice(0, next);
    });
    await inParallel(acting, desks, async (own) => {
      for (const line of own) await send(desk, sent, line);
    });
    left = begun.map((own, i) => own.slice(acting[i]?.length)).filter((own) => own.length > 0);
  }
};

/** The work of the centre's station is the trainees' from a moment on: what it would do then is left to them. */
const traineesAt = (names: Names, units: Units, leaveFrom: number) => {
  const { world } = names;
  const own = units.stationOf(world.communes[world.centre]?.path ?? '');
  const made = new Set<number>();
  return (event: Event, sending: Sending): boolean => {
    const isTheirs = sending.by.id === own.id && event.at >= leaveFrom;
    if (event.kind === 'test' && !isTheirs) made.add(event.n);
    // Laboratories and hospitals report all the same.
    if (event.kind === 'result') return isTheirs && !made.has(event.test);
    return isTheirs && event.kind !== 'health' && event.kind !== 'death';
  };
};

const hashed = (digest: string, events: readonly Event[]): string =>
  createHash('sha256').update(digest).update(JSON.stringify(events)).digest('hex');

/** What is done with everybody together, in its order with the rest: it parts the day. */
const isCommon = ({ event }: Line): boolean => event.person < 0;

/** What speaks of a second person too comes after what both did, and what is decided of contacts after they were named. */
const waveOf = ({ event }: Line): number => (event.kind === 'decision' ? 2 : 'of' in event ? 1 : 0);
const waves = [0, 1, 2];

const partsOf = (lines: readonly Line[]): Line[][] =>
  lines.reduce<Line[][]>((parts, line) => {
    const last = parts.at(-1);
    if (!last || isCommon(line) || last.some(isCommon)) parts.push([line]);
    else last.push(line);
    return parts;
  }, []);

/**
 * Simulates from the beginning up to a minute and sends what has not been sent. Sent twice, everything is the same as sent
 * once: ids follow from the seed. `told` hears of each day that is done, so that a killed run goes on there. Throws when the
 * simulation is not the one that began.
 */
export const advance = async (
  house: House,
  desk: Desk,
  state: DemoState,
  to: number,
  told: (done: Told) => Promise<void> | void,
): Promise<Sent> => {
  const simulation = simulate(await planOf(state));
  const names = namesOf(simulation.world, state.firstDay);
  const units = unitsOf(names);
  const isLeft = traineesAt(names, units, state.leaveFrom);
  const sent: Sent = { events: 0, declarations: 0, visits: 0, refused: new Map() };
  if (state.sentTo === 0) {
    await admit(house, names, units);
    await furnish(desk, names, units);
  }
  let digest = '';
  for (const { day, events: made, registered } of simulation.days()) {
    const events = [...made, ...registered()].sort((one, other) => one.at - other.at);
    const end = (day + 1) * minutesOfDay;
    if (day === dayOfMinutes(state.sentTo) && state.sentTo > 0 && digest !== state.digest) {
      throw new Error('another version of the simulation filled this exercise; npm run demo -- --fresh begins anew');
    }
    const lines = events.flatMap((event) => {
      const sending = sendingOf(event, names, units);
      return sending && !isLeft(event, sending) ? [{ sending, event, now: names.momentOf(event.at) }] : [];
    });
    const due = lines.filter(({ event }) => event.at >= state.sentTo && event.at < to);
    for (const part of partsOf(due)) {
      for (const wave of waves) {
        await sendAll(
          desk,
          part.filter((line) => waveOf(line) === wave),
          sent,
        );
      }
    }
    const isWhole = end <= to;
    const before = digest;
    digest = hashed(digest, events);
    if (end > state.sentTo) await told({ day, sent, sentTo: isWhole ? end : to, digest: isWhole ? digest : before });
    if (!isWhole || end === to) return sent;
  }
  return sent;
};

const admittedAtOnce = 5_000;

/** Accounts of all households, and of the units that act. */
const admit = async (house: House, names: Names, units: Units): Promise<void> => {
  const { world } = names;
  const households = Array.from({ length: world.homes.count }, (_, home) =>
    names.household(world.homes.first[home] ?? 0),
  );
  const all = [...units.all, ...households];
  for (let n = 0; n < all.length; n += admittedAtOnce) {
    await admitStandIns(house, all.slice(n, n + admittedAtOnce));
  }
};
