import { firstOfEach } from '../../core/batch.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { isCitizen } from '../../core/permission.ts';
import { Problem } from '../../core/problem.ts';
import { spend } from '../accounts/index.ts';
import type { Ready } from './prepare.ts';
import { type Resolved, resolveVisitors } from './who.ts';
import * as store from './who-store.ts';

/** Who came, with what the answer follows from. */
export type Visitor = Resolved & {
  standing: store.Standing | undefined;
  /** Every id of that human, that of the record which stands for it first. */
  ids: readonly string[];
  /** The actor, or somebody the actor acts for who has agreed. */
  isOwn: boolean;
};

/** Cards of nobody known that one citizen's door may read in a quarter of an hour: more than a gate sees, too few to guess by. */
const misses = 1_000;

/** What the cards of each account come to: who guesses is told no more, not even of a card that fits. */
const overdrawn = async (
  house: House,
  items: readonly Ready[],
  resolved: ReadonlyMap<Ready, Resolved | Problem>,
): Promise<ReadonlyMap<string, Problem>> => {
  const read = items.flatMap((item) =>
    isCitizen(item.actor) && 'scan' in item.who && 'fields' in item.who.scan
      ? [{ account: item.actor.account, isMiss: 'isMiss' in (resolved.get(item) as Resolved) }]
      : [],
  );
  const now = items[0]?.now as Date;
  const refused = [...Map.groupBy(read, ({ account }) => account)].map(async ([account, cards]) => {
    const cost = cards.filter(({ isMiss }) => isMiss).length;
    const key = `cards unknown ${house.keys.hash('budget', account).toString('base64url')}`;
    try {
      await spend(house.database.door, [{ key, seconds: 900, limit: misses, cost }], now);
      return [];
    } catch (error) {
      if (error instanceof Problem) return [[account, error] as const];
      throw error;
    }
  });
  return new Map((await Promise.all(refused)).flat());
};

const kinOf = async (db: Db, items: readonly Ready[]): Promise<Map<string, 'self' | 'family'>> => {
  const citizens = items.filter(({ actor }) => isCitizen(actor) && actor.persons.length > 0);
  if (citizens.length === 0) return new Map();
  const rows = await store.kinAmong(
    db,
    [...new Set(citizens.map(({ actor }) => actor.account))],
    [...new Set(citizens.flatMap(({ actor }) => actor.persons))],
  );
  return new Map(rows.map(({ accountId, personId, relation }) => [`${accountId} ${personId}`, relation]));
};

/**
 * Finds the visitors of a flush, whatever was shown at which door. Those alone who are the first visit of their human and of
 * their id: the next must see the first.
 */
export const identify = async (
  house: House,
  db: Db,
  items: readonly Ready[],
): Promise<Map<Ready, Visitor | Problem>> => {
  const { now } = items[0] as Ready;
  const shown = items.map(({ who, input, actor }) => ({ who, at: input.in, actor }));
  const stand = async () => {
    const found = await resolveVisitors(house, db, shown, now);
    const persons = [...new Set(found.flatMap((one) => (one instanceof Problem ? [] : [one.person])))];
    const rows = await store.standingOf(db, persons, now);
    return {
      resolved: new Map(items.map((item, i) => [item, found[i] as Resolved | Problem])),
      standings: new Map(rows.map((row) => [row.person, row])),
    };
  };
  const [{ resolved, standings }, kin] = await Promise.all([stand(), kinOf(db, items)]);
  const due = firstOfEach(items, (item) => {
    const one = resolved.get(item) as Resolved | Problem;
    return one instanceof Problem ? [item.input.id] : [standings.get(one.person)?.id ?? one.person, item.input.id];
  });
  const spent = await overdrawn(house, due, resolved);

  const visitorOf = (item: Ready): Visitor | Problem => {
    const { who, actor } = item;
    const one = resolved.get(item) as Resolved | Problem;
    if (one instanceof Problem) return one;
    const empty = 'scan' in who && 'fields' in who.scan ? spent.get(actor.account) : undefined;
    if (empty) return empty;
    const standing = standings.get(one.person);
    const ids = standing?.ids ?? [one.person];
    const relations = [...new Set([one.person, ...ids])].flatMap((id) => kin.get(`${actor.account} ${id}`) ?? []);
    if ('self' in who && !relations.includes('self'))
      return new Problem('venue.person', [{ path: 'visitor', code: 'venue.person' }]);
    if ('person' in who && isCitizen(actor) && relations.length === 0)
      return new Problem('record.missing', [{ path: 'visitor.person', code: 'record.missing' }]);
    return { ...one, standing, ids, isOwn: relations.length > 0 };
  };
  return new Map(due.map((item) => [item, visitorOf(item)]));
};
