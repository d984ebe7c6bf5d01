import { type Batch, microBatch } from '../../core/batch.ts';
import { waves } from '../../core/batch-items.ts';
import { newId } from '../../core/client.ts';
import { dayOf, startOfDay } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { isCitizen } from '../../core/permission.ts';
import { fail, Problem } from '../../core/problem.ts';
import { learnNames } from '../people/index.ts';
import { answerAgain, type Decided, decide, type Outcome } from './decide.ts';
import { identify, type Visitor } from './identify.ts';
import * as store from './ingest-store.ts';
import { load } from './known.ts';
import type { Prepared, Ready, Refused } from './prepare.ts';
import { ensureWeeks } from './weeks.ts';

/** One audit entry for all citizens of a flush, one for each officer. */
const auditOf = (items: readonly Ready[], now: Date): Record<string, unknown>[] =>
  [...Map.groupBy(items, ({ actor }) => (isCitizen(actor) ? '' : actor.account)).values()].map((group) => {
    const { actor, requestId } = group[0] as Ready;
    return {
      id: newId(now.getTime()),
      account: isCitizen(actor) ? null : actor.account,
      area: isCitizen(actor) ? null : actor.area,
      request: requestId,
      detail: { count: group.length },
    };
  });

/** The newest day of each venue. */
const newestOfEach = (seen: readonly store.Seen[]): store.Seen[] => [
  ...new Map(seen.toSorted((one, other) => (one.day < other.day ? -1 : 1)).map((one) => [one.venue, one])).values(),
];

const isDecided = (one: Decided | Outcome): one is Decided => 'row' in one;

/** Two visits of one visitor, or one id twice, go one after the other: the second must see the first. */
const keysOf = ({ input }: Ready, visitor: Visitor | Problem | undefined): string[] =>
  visitor === undefined || visitor instanceof Problem ? [input.id] : [visitor.ids[0] ?? visitor.person, input.id];

/** Writes all of a wave, or nothing and `server.busy`: a parallel server was first with one of its ids. */
const writeWave = async (
  house: House,
  db: Db,
  wave: readonly Ready[],
  visitors: ReadonlyMap<Ready, Visitor | Problem>,
): Promise<Map<Ready, Outcome>> => {
  const { now } = wave[0] as Ready;
  const known = await load(house, db, wave, visitors, now);
  const outcomes = wave.map((item) => ({
    item,
    outcome: decide(house, item, known, visitors.get(item) as Visitor | Problem),
  }));
  const answered = new Map(
    outcomes.flatMap(({ item, outcome }) => (isDecided(outcome) ? [] : [[item, outcome] as const])),
  );
  const decided = outcomes.map(({ outcome }) => outcome).filter(isDecided);
  if (decided.length === 0) return answered;
  const guests = [...new Map(decided.flatMap(({ guest }) => (guest ? [[guest.id, guest] as const] : []))).values()];
  await learnNames(
    db,
    guests.map(({ tokens }) => tokens),
  );
  const stored = await store.writeFlush(db, {
    visits: decided.map(({ row }) => row),
    guests,
    closings: decided.flatMap(({ closings }) => closings),
    counts: decided.flatMap(({ counts }) => counts),
    alerts: decided.flatMap(({ alerts }) => alerts),
    seen: newestOfEach(decided.flatMap(({ seen }) => seen ?? [])),
    audits: auditOf(
      decided.map(({ item }) => item),
      now,
    ),
    now,
    today: startOfDay(dayOf(now)),
  });
  if (stored.length < decided.length) fail('server.busy');
  for (const { item, answer } of decided) answered.set(item, answer);
  return answered;
};

/**
 * Finds who came and writes the first wave, in one transaction: nearly every flush is one wave, and a transaction more cost
 * each visit a sixth. Leaves the other waves, each in a transaction of its own.
 */
const writeFirst = (house: House, ready: readonly Ready[]) =>
  house.database.within({ role: 'ingest' }, async (db) => {
    const visitors = await identify(house, db, ready);
    const [first = [], ...left] = waves(ready, (item) => keysOf(item, visitors.get(item)));
    return { visitors, answered: await writeWave(house, db, first, visitors), left };
  });

/** How often what a parallel server overtook comes again: the next try sees what that one wrote. */
const tries = 5;

const untilFirst = async <T>(write: () => Promise<T>, left = tries): Promise<T> => {
  try {
    return await write();
  } catch (error) {
    if (left > 1 && error instanceof Problem && error.code === 'server.busy') return untilFirst(write, left - 1);
    throw error;
  }
};

/** What came too late, unless it had come in time before: its first answer is in the table as long as it is kept. */
const refuse = async (house: House, items: readonly Refused[]): Promise<Map<Prepared, Outcome>> => {
  if (items.length === 0) return new Map();
  const ids = items.map(({ input }) => input.id);
  const rows = await house.database.within({ role: 'ingest' }, (db) => store.findVisits(db, ids));
  const known = new Map(rows.map((row) => [row.id, row]));
  return new Map(items.map((item) => [item, answerAgain(house, item, known.get(item.input.id)) ?? item.refusal]));
};

const isRefused = (item: Prepared): item is Refused => 'refusal' in item;
const isReady = (item: Prepared): item is Ready => !isRefused(item);

/** Answers each item of a flush; the benchmark's baseline gives it one at a time. */
export const writeVisits = async (house: House, items: readonly Prepared[]): Promise<Outcome[]> => {
  const ready = items.filter(isReady);
  const [found] = await Promise.all([
    refuse(house, items.filter(isRefused)),
    ensureWeeks(
      house.database.pools.owner,
      ready.map(({ input }) => input.in),
    ),
  ]);
  if (ready.length === 0) return items.map((item) => found.get(item) as Outcome);
  const { visitors, answered, left } = await untilFirst(() => writeFirst(house, ready));
  const waved = [answered];
  for (const wave of left)
    waved.push(
      await untilFirst(() => house.database.within({ role: 'ingest' }, (db) => writeWave(house, db, wave, visitors))),
    );
  for (const outcomes of waved) for (const [item, outcome] of outcomes) found.set(item, outcome);
  return items.map((item) => found.get(item) as Outcome);
};

export const startIngest = (house: House): Batch<Prepared, Outcome> =>
  microBatch((items: Prepared[]) => writeVisits(house, items), { largest: 256, queue: 4_000, linger: 0.5 });
