import type { AreaPath } from '../../core/area.ts';
import { addDays, dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { isCitizen } from '../../core/permission.ts';
import { Problem } from '../../core/problem.ts';
import { type Door, findDoors } from '../venues/index.ts';
import type { Visitor } from './identify.ts';
import * as store from './ingest-store.ts';
import type { Ready } from './prepare.ts';
import { futureAllowed, lateAfter, longestStay } from './rules.ts';
import { areasOf } from './who-store.ts';

/** What a flush must know to decide on each of its visits. */
export type Known = {
  venues: Map<string, Door>;
  visits: Map<string, store.KnownVisit>;
  /** By venue and account: until when, `null` while it lasts. */
  works: Map<string, Date | null>;
  areas: Map<string, { area: AreaPath }[]>;
  recent: Map<string, store.Recent[]>;
  names: ReadonlyMap<Ready, Names>;
  /** Undefined for a day whose key is gone. */
  pseudonymOf: Pseudonyms;
};
type Pseudonyms = (day: string, id: string) => string | undefined;
/** The pseudonyms of a visitor on the days on which a stay may have begun that a check-in ends, and on those after it. */
type Names = { before: string[]; after: string[] };
type Came = { item: Ready; visitor: Visitor };

export const venueKey = ({ venue }: Ready): string => ('typed' in venue ? venue.typed : venue.id);

/** The days before a check-in on which a stay may have begun that it ends, its own first. */
const daysBefore = ({ input }: Ready): string[] => {
  const day = dayOf(input.in);
  return [day, addDays(day, -1), addDays(day, -2)];
};
/** And those after it: what was scanned offline may arrive after a later check-in did. */
const daysAfter = ({ input, now }: Ready): string[] => {
  if (now.getTime() - input.in.getTime() <= futureAllowed) return [];
  const day = dayOf(input.in);
  return [addDays(day, 1), addDays(day, 2)];
};

/** The pseudonyms of a flush, those of each day made in one call. */
const pseudonymsFor = (house: House, came: readonly Came[]): Pseudonyms => {
  const asked = new Map<string, Set<string>>();
  for (const { item, visitor } of came) {
    for (const day of [...daysBefore(item), ...daysAfter(item)]) {
      const ids = asked.get(day) ?? new Set();
      asked.set(day, ids);
      for (const id of [visitor.standing?.id ?? visitor.person, ...visitor.ids]) ids.add(id);
    }
  }
  const made = new Map(
    [...asked].map(([day, set]) => {
      const ids = [...set];
      const pseudonyms = house.keys.days.pseudonyms(day, ids) ?? [];
      return [day, new Map(pseudonyms.map((pseudonym, i) => [ids[i] as string, pseudonym]))] as const;
    }),
  );
  return (day, id) => made.get(day)?.get(id);
};

const under = (of: Pseudonyms, days: readonly string[], ids: readonly string[]): string[] =>
  days.flatMap((day) => ids.flatMap((id) => of(day, id) ?? []));

/** The stays of a visitor that began up to two days before a check-in. */
export const staysBefore = ({ recent, names }: Known, item: Ready): store.Recent[] =>
  names.get(item)?.before.flatMap((one) => recent.get(one) ?? []) ?? [];
/** And up to two days after it. */
export const staysAfter = ({ recent, names }: Known, item: Ready): store.Recent[] =>
  names.get(item)?.after.flatMap((one) => recent.get(one) ?? []) ?? [];

/** Whether the sender's role at the place matters: whoever comes alone and says so needs none. */
const needsRole = ({ item: { actor, input }, visitor }: Came): boolean =>
  isCitizen(actor) && !(visitor.isOwn && input.method === 'self');

export const load = async (
  house: House,
  db: Db,
  visitors: ReadonlyMap<Ready, Visitor | Problem>,
  now: Date,
): Promise<Known> => {
  const items = [...visitors.keys()];
  const ids = items.flatMap(({ venue }) => ('id' in venue ? [venue.id] : []));
  const typed = items.flatMap(({ venue }) => ('typed' in venue ? [venue.typed] : []));
  const came = [...visitors].flatMap(([item, visitor]): Came[] =>
    visitor instanceof Problem ? [] : [{ item, visitor }],
  );
  const pseudonymOf = pseudonymsFor(house, came);
  const names = new Map(
    came.map(({ item, visitor: { ids } }) => {
      const [before, after] = [daysBefore(item), daysAfter(item)].map((days) => under(pseudonymOf, days, ids));
      return [item, { before, after } as Names];
    }),
  );
  const accounts = [...new Set(came.filter(needsRole).map(({ item }) => item.actor.account))];
  const living = came.flatMap(({ item, visitor }) =>
    isCitizen(item.actor) ? [] : [visitor.person, ...(visitor.namesakes ?? [])],
  );
  const moments = items.map(({ input }) => input.in.getTime());
  const [doors, visits, recent, areas] = await Promise.all([
    findDoors(db, ids, typed),
    store.findVisits(
      db,
      items.map(({ input }) => input.id),
    ),
    store.recentOf(
      db,
      [...names.values()].flatMap(({ before, after }) => [...before, ...after]),
      new Date(Math.min(...moments) - longestStay),
      // Nothing lies further ahead, and the partition of the next week need not be asked.
      new Date(Math.min(Math.max(...moments) + longestStay, now.getTime() + 2 * futureAllowed)),
    ),
    living.length === 0 ? [] : areasOf(db, living, now),
  ]);
  const works =
    accounts.length === 0
      ? []
      : await store.rolesOf(
          db,
          accounts,
          doors.map(({ id }) => id),
          new Date(now.getTime() - lateAfter),
        );
  return {
    venues: new Map(doors.flatMap((door) => [[door.id, door] as const, [door.code, door] as const])),
    visits: new Map(visits.map((row) => [row.id, row])),
    works: new Map(works.map(({ venueId, accountId, until }) => [`${venueId} ${accountId}`, until])),
    areas: Map.groupBy(areas, ({ personId }) => personId),
    recent: Map.groupBy(recent, ({ visitor }) => visitor),
    names,
    pseudonymOf,
  };
};
