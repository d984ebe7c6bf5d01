import type { Handlers } from '../../core/api.ts';
import { dayOf } from '../../core/day.ts';
import { uuidsOf } from '../../core/day-keys.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { onDutyPhone } from '../areas/index.ts';
import {
  allIdsOf,
  type CaseRow,
  casesAmong,
  classesOf,
  findCase,
  humansOf,
  lockedCase,
  openOwnStays,
  standingLevel,
} from '../cases/index.ts';
import { caseWindow, type Interval, isCandidate, overlap } from '../cases/rules.ts';
import { sendMessage, withoutMarks } from '../messages/index.ts';
import { accountNames, findKept, openWho } from '../people/index.ts';
import { findVenues, showPublicOf } from '../venues/index.ts';
import { type Beside, findBeside, type OpenedStay, renameBeside } from '../visits/index.ts';
import type { followup } from './contract.ts';
import * as store from './exposure-store.ts';
import { exposedIn, type exposureReaches, exposureText, mostTold } from './rules.ts';

type Own = 'GET /cases/:id/exposure' | 'GET /cases/:id/exposure-notices' | 'POST /cases/:id/exposure-notices';
type Asked = { venue: string; from: Date; to: Date; reach: (typeof exposureReaches)[number] };

const minute = 60_000;

/** Minutes of each visitor within the interval, half where a visit is weak; keys are persons. */
const minutesOf = (beside: Beside | undefined, within: Interval): Map<string, number> => {
  const minutes = new Map<string, number>();
  if (!beside) return minutes;
  for (const [i, person] of uuidsOf(beside.ids).entries()) {
    const [from, to] = [beside.from[i] as number, beside.to[i] as number];
    const both = overlap({ from, to }, within);
    if (!both) continue;
    const weight = beside.weak[i] === 1 ? 2 : 1;
    minutes.set(person, (minutes.get(person) ?? 0) + (both.to - both.from) / (weight * minute));
  }
  return minutes;
};

export const exposurePart = (house: House): Pick<Handlers<typeof followup>, Own> => {
  /** When the case was in the place: by its visits, whose opening it can read, and by what officers wrote down. */
  const staysIn = async (db: Db, f0: CaseRow, venue: string, actor: Actor, now: Date): Promise<Interval[]> => {
    const found = await openOwnStays(house, db, f0, { window: caseWindow(f0, now), actor, now });
    const written = await store.milestonesAt(db, f0.id, venue);
    return [
      ...found.filter((stay) => stay.venue === venue).map(({ from, to }) => ({ from, to })),
      ...written.map(({ fromAt, toAt }) => ({ from: fromAt.getTime(), to: (toAt ?? fromAt).getTime() + minute })),
    ];
  };

  const whoWas = async (db: Db, f0: CaseRow, asked: Asked, actor: Actor, now: Date) => {
    if (f0.state !== 'open') fail(f0.state === 'revoked' ? 'case.revoked' : 'case.closed');
    if (asked.to <= asked.from) fail('time.order', [{ path: 'to', code: 'time.order' }]);
    const [venue] = await findVenues(db, [asked.venue]);
    if (!venue) return fail('record.missing', [{ path: 'venue', code: 'record.missing' }]);
    const stays = await staysIn(db, f0, venue.id, actor, now);
    const wanted = { from: asked.from.getTime(), to: Math.min(asked.to.getTime(), now.getTime()) };
    const within =
      exposedIn(wanted, stays) ?? fail('exposure.not_there', [{ path: 'from', code: 'exposure.not_there' }]);
    const stay: OpenedStay = { id: venue.id, venue: venue.id, person: f0.personId, ...within, weak: false, seat: null };
    const found = [{ source: { person: f0.personId, window: within }, stay, beside: undefined as Beside | undefined }];
    await findBeside(db, house.keys.days, found);
    await byHumans(db, found);
    const minutes = minutesOf(found[0]?.beside, within);
    const enough = [...minutes]
      .filter(([, n]) => asked.reach === 'all' || isCandidate(n, venue.kind))
      .map(([id]) => id);
    const there = await withoutFollowed(db, f0, enough, now);
    return { venue, within, ...(await phonesOf(db, f0, there)) };
  };

  /** Whoever was there, by the record that stands for the human. */
  const byHumans = async (db: Db, found: Parameters<typeof renameBeside>[0]): Promise<void> => {
    const ids = found.flatMap(({ beside }) => (beside ? uuidsOf(beside.ids) : []));
    renameBeside(found, (await humansOf(db, [...new Set(ids)])).keptOf);
  };

  /**
   * Cases of this illness, and whoever has a class and is told what to do as such, get no second message that says less. Who had an
   * earlier one and is well again is told as everybody is.
   */
  const withoutFollowed = async (db: Db, f0: CaseRow, persons: readonly string[], now: Date): Promise<string[]> => {
    const humans = await humansOf(db, [...persons, f0.personId]);
    const classed = (await classesOf(db, allIdsOf(humans, persons))).filter((row) => standingLevel(row, now) !== null);
    const followed = new Set([f0, ...classed].map(({ personId }) => humans.keptOf(personId)));
    const ill = await casesAmong(db, humans, persons, f0);
    return persons.filter((person) => !followed.has(person) && !ill.has(person));
  };

  const phonesOf = async (db: Db, f0: CaseRow, there: readonly string[]) => {
    const living = [...(await findKept(db, there)).values()].filter(({ diedOn }) => diedOn === null);
    const kept = new Map(living.map((row) => [row.id, row]));
    const markOf = (person: string) => house.keys.hash('exposure', `${f0.id} ${person}`);
    const marks = [...kept.keys()].map((person) => ({ person, mark: markOf(person) }));
    const told = await store.findTold(
      db,
      marks.map(({ mark }) => mark),
    );
    const fresh = marks.filter(({ mark }) => !told.has(mark.toString('hex')));
    const reachable = fresh.flatMap(({ person, mark }) => {
      const row = kept.get(person);
      const phone = row && openWho(house.keys, row).phone;
      return phone ? [{ phone, mark }] : [];
    });
    return {
      reachable,
      counts: {
        there: kept.size,
        told: reachable.length,
        again: marks.length - fresh.length,
        withoutPhone: fresh.length - reachable.length,
      },
    };
  };

  const textOf = async (f0: CaseRow, from: Date, venue: string | undefined, now: Date): Promise<string> => {
    const duty = await onDutyPhone(house.database.pools.owner, house, f0.area, now);
    const [year, month, date] = dayOf(from).split('-');
    const place = venue && withoutMarks(venue).slice(0, 40);
    return exposureText(`${date}/${month}/${year}`, place, duty?.phone.replace(/^\+84/, '0'));
  };

  const tell = async (db: Db, reachable: readonly { phone: string; mark: Buffer }[], text: string, now: Date) => {
    // A family with one telephone hears it once.
    for (const phone of new Set(reachable.map((one) => one.phone)))
      await sendMessage(db, house, { to: phone, channel: 'sms', purpose: 'exposure', text, veil: 'exposure' });
    await store.markTold(
      db,
      reachable.map(({ mark }) => mark),
      now,
    );
  };

  return {
    'GET /cases/:id/exposure': async ({ params, query, actor, db, now, saw, note }) => {
      const f0 = (await findCase(db, params.id)) ?? fail('record.missing');
      mustBeAble(actor, 'case.write', f0.area);
      const { venue, counts, within } = await whoWas(db, f0, query, actor, now);
      saw([f0.personId]);
      note({ case: f0.id, venue: query.venue, ...counts });
      const [from, to] = [new Date(within.from), new Date(within.to)];
      return { ...counts, from, to, text: await textOf(f0, from, query.namesVenue ? venue.name : undefined, now) };
    },

    'GET /cases/:id/exposure-notices': async ({ params, actor, db }) => {
      const f0 = (await findCase(db, params.id)) ?? fail('record.missing');
      mustBeAble(actor, 'contact.read', f0.area);
      const rows = await store.noticesOf(db, f0.id);
      const venues = await showPublicOf(
        house,
        db,
        rows.map(({ venueId }) => venueId),
      );
      const names = await accountNames(
        house.database.door,
        rows.map(({ byAccount }) => byAccount),
      );
      return rows.map(
        ({ id, venueId, fromAt, toAt, reach, namesVenue, there, told, again, withoutPhone, at, byAccount }) => ({
          id,
          venue: venues.get(venueId) ?? null,
          from: fromAt,
          to: toAt,
          reach,
          namesVenue,
          there,
          told,
          again,
          withoutPhone,
          at,
          by: names.get(byAccount) ?? null,
        }),
      );
    },

    'POST /cases/:id/exposure-notices': async ({ params, body, actor, db, now, saw, note }) => {
      const f0 = await lockedCase(db, actor, params.id);
      const { id, namesVenue, reach } = body;
      const { venue, within, reachable, counts } = await whoWas(db, f0, body, actor, now);
      if (counts.told > mostTold) fail('exposure.too_many');
      const [from, to] = [new Date(within.from), new Date(within.to)];
      await tell(db, reachable, await textOf(f0, from, namesVenue ? venue.name : undefined, now), now);
      await store.insertNotice(db, {
        caseId: f0.id,
        id,
        area: f0.area,
        venueId: venue.id,
        fromAt: from,
        toAt: to,
        reach,
        namesVenue,
        ...counts,
        at: now,
        byAccount: actor.account,
      });
      saw([f0.personId]);
      note({ id, case: f0.id, venue: venue.id, ...counts });
      return { id, ...counts, from, to, at: now };
    },
  };
};
