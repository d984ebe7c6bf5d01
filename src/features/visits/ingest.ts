import { auditsOf } from '../../core/audit.ts';
import { again, type Batch, microBatch } from '../../core/batch.ts';
import { dayOf, startOfDay } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { learnNames } from '../people/index.ts';
import { answerAgain, type Decided, decide, type Outcome } from './decide.ts';
import { identify } from './identify.ts';
import * as store from './ingest-store.ts';
import { load } from './known.ts';
import type { Prepared, Ready, Refused } from './prepare.ts';
import { ensureWeeks } from './weeks.ts';

/** The newest day of each venue. */
const newestOfEach = (seen: readonly store.Seen[]): store.Seen[] => [
  ...new Map(seen.toSorted((one, other) => (one.day < other.day ? -1 : 1)).map((one) => [one.venue, one])).values(),
];

const isDecided = (one: Decided | Outcome): one is Decided => 'row' in one;

/** Writes the visits of those who are first of their flush, all or none; the others stay unanswered. */
const writeReady = async (house: House, db: Db, ready: readonly Ready[]): Promise<Map<Prepared, Outcome>> => {
  const { now } = ready[0] as Ready;
  const visitors = await identify(house, db, ready);
  const known = await load(house, db, visitors, now);
  const outcomes = [...visitors].map(([item, visitor]) => ({ item, outcome: decide(house, item, known, visitor) }));
  const answered = new Map<Prepared, Outcome>(
    outcomes.flatMap(({ item, outcome }) => (isDecided(outcome) ? [] : [[item, outcome] as const])),
  );
  const decided = outcomes.map(({ outcome }) => outcome).filter(isDecided);
  if (decided.length === 0) return answered;
  const guests = decided.flatMap(({ guest }) => guest ?? []);
  await learnNames(
    db,
    guests.map(({ tokens }) => tokens),
  );
  await store.writeFlush(db, {
    visits: decided.map(({ row }) => row),
    guests,
    closings: decided.flatMap(({ closings }) => closings),
    counts: decided.flatMap(({ counts }) => counts),
    alerts: decided.flatMap(({ alerts }) => alerts),
    seen: newestOfEach(decided.flatMap(({ seen }) => seen ?? [])),
    audits: auditsOf(
      decided.map(({ item }) => item),
      now,
    ),
    now,
    today: startOfDay(dayOf(now)),
  });
  for (const { item, answer } of decided) answered.set(item, answer);
  return answered;
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

/** Answers the items of a flush, `again` those that must see others of it first; the benchmark's baseline gives it one at a time. */
export const writeVisits = async (house: House, items: readonly Prepared[]): Promise<(Outcome | typeof again)[]> => {
  const ready = items.filter(isReady);
  const [refused] = await Promise.all([
    refuse(house, items.filter(isRefused)),
    ensureWeeks(
      house.database.pools.owner,
      ready.map(({ input }) => input.in),
    ),
  ]);
  const written =
    ready.length === 0
      ? undefined
      : await house.database.within({ role: 'ingest' }, (db) => writeReady(house, db, ready));
  return items.map((item) => refused.get(item) ?? written?.get(item) ?? again);
};

export const startIngest = (house: House): Batch<Prepared, Outcome> =>
  microBatch((items: Prepared[]) => writeVisits(house, items), { largest: 256, queue: 4_000, linger: 0.5 });
