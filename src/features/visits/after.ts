import type { Handlers } from '../../core/api.ts';
import { type AreaPath, isWithin } from '../../core/area.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import { addDays, dayOf, startOfDay } from '../../core/day.ts';
import { daysFrom } from '../../core/day-keys.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { isPhoneProven } from '../accounts/index.ts';
import { areaTree, stationName } from '../areas/index.ts';
import { findKept, openWho, phoneHash, unansweredOf } from '../people/index.ts';
import { isSameName } from '../people/rules.ts';
import { findVenue, findVenues, roleAt, showPublic } from '../venues/index.ts';
import * as store from './after-store.ts';
import { insertAlerts } from './alerts-store.ts';
import { maskAnswer } from './answer.ts';
import type { visits } from './contract.ts';
import { answerTo } from './decide.ts';
import { alertOf } from './door-alert.ts';
import { areasOf, idsOfPersons, standingOf } from './ingest-store.ts';
import { type StayRow, staysOf } from './opening-store.ts';
import { guestId } from './prepare.ts';
import { flags, futureAllowed, longestStay } from './rules.ts';

type Own = 'POST /visits/:id/out' | 'POST /visits/:id/confirmation' | 'GET /visits' | 'GET /visits/openings';

/** Days that one list goes back at most. */
const longestList = 90;

/** The actor and the family, without adults who were asked and have not agreed: their ways are their own. */
const agreed = async (db: Db, actor: Actor): Promise<string[]> => {
  const unanswered = await unansweredOf(db, actor, actor.persons);
  return actor.persons.filter((id) => !unanswered.has(id));
};

/** What happens to a visit after it was recorded, and its being read by whom it belongs to. */
export const afterPart = (house: House): Pick<Handlers<typeof visits>, Own> => {
  const { days } = house.keys;

  /** Whose stay it is; undefined for a day whose key is gone. */
  const visitorOf = ({ inAt, visitor }: store.HeldVisit): string | undefined =>
    days.idsBehind(dayOf(inAt), [visitor])?.[0];

  /** Whether the visitor lives in the officer's area, wherever the visit was: such a visit is the officer's to write down, and to end. */
  const livesWith = async (db: Db, { area }: Actor, visit: store.HeldVisit, now: Date): Promise<boolean> => {
    const visitor = visitorOf(visit);
    const homes = visitor === undefined ? [] : await areasOf(db, [visitor], now);
    return homes.some((home) => isWithin(home.area, area));
  };

  const held = async (db: Db, actor: Actor, given: { id: string; venue: string; inAt: Date }, now: Date) => {
    const visit = (await store.lockVisit(db, given)) ?? fail('record.missing');
    const day = dayOf(visit.inAt);
    const own = (await idsOfPersons(db, await agreed(db, actor))).flatMap(({ ids }) => ids);
    const isOwn = own.some((id) => days.pseudonym(day, id) === visit.visitor);
    const venue = await findVenue(db, visit.venueId);
    const mayEnd = isCitizen(actor)
      ? isOwn || (await roleAt(db, visit.venueId, actor.account)) !== undefined
      : (venue !== undefined && isWithin(venue.area, actor.area)) || (await livesWith(db, actor, visit, now));
    return mayEnd ? { visit, venue } : fail('record.missing');
  };

  /**
   * The person of a phone who came to a door as `guest` by it: the record that the phone's own account or an officer keeps under the
   * name that was typed, the guest as it stands when there is none. Undefined when the visit is not one by this phone.
   */
  const personOf = async (phone: string, guest: string): Promise<string | undefined> => {
    const hash = phoneHash(house.keys, phone);
    const known = await house.database.within({ role: 'door', phone: hash }, (door) =>
      store.personsOfPhone(door, hash),
    );
    const typed = known.find(({ id, mergedInto }) => id === guest || mergedInto === guest);
    if (!typed) return undefined;
    const { fullName } = openWho(house.keys, typed);
    if (typed.id !== guestId(house, phone, fullName) && typed.held !== null) return guest;
    const named = known.find(
      (row) => row !== typed && row.held !== null && isSameName(openWho(house.keys, row).fullName, fullName),
    );
    return named?.id ?? guest;
  };

  return {
    'POST /visits/:id/out': async ({ params, body, actor, db, now }) => {
      const { visit } = await held(db, actor, { id: params.id, venue: body.venue, inAt: body.in }, now);
      if (body.at.getTime() > now.getTime() + futureAllowed) fail('time.future', [{ path: 'at', code: 'time.future' }]);
      if (body.at <= visit.inAt) fail('time.order', [{ path: 'at', code: 'time.order' }]);
      if (body.at.getTime() - visit.inAt.getTime() > longestStay)
        fail('visit.too_long', [{ path: 'at', code: 'visit.too_long' }]);
      const isCertain = visit.outAt !== null && (visit.flags & flags.estimated) === 0;
      if (isCertain && visit.outAt?.getTime() !== body.at.getTime()) fail('visit.settled');
      await store.endVisit(db, visit, { out: body.at, flags: visit.flags & ~flags.estimated, day: dayOf(body.at) });
      return { id: visit.id, in: visit.inAt, out: body.at, estimated: false };
    },

    'POST /visits/:id/confirmation': async ({ params, body, actor, db, now }) => {
      const { visit, venue } = await held(db, actor, { id: params.id, venue: body.venue, inAt: body.in }, now);
      const { phone, code } = body;
      const day = dayOf(visit.inAt);
      const guest = visitorOf(visit) ?? fail('visit.too_old');
      const known = (await personOf(phone, guest)) ?? fail('record.missing');
      if (!(await isPhoneProven(house, { phone, code, account: actor.account, now }))) fail('session.wrong_code');
      const [standing] = await standingOf(db, [known], new Date(now.getTime() - longestStay * 2), now);
      const person = standing?.id ?? known;
      const answer = answerTo(standing, now);
      await store.confirmVisit(db, visit, {
        visitor: days.pseudonym(day, person) as string,
        flags: visit.flags & flags.unproven ? visit.flags & ~(flags.doubtful | flags.unproven) : visit.flags,
        answer: maskAnswer(house.keys, visit.id, answer),
      });
      if (answer === 'call_station' && venue) {
        const alert = alertOf(house, { person, area: venue.area, home: standing?.area, at: visit.inAt, now });
        await insertAlerts(db, alert, now);
      }
      return { id: visit.id, answer };
    },

    'GET /visits': async ({ query, actor, db, now }) => {
      const { limit, after, person, from, to } = query;
      const persons = (await agreed(db, actor)).filter((id) => person === undefined || id === person);
      if (person !== undefined && persons.length === 0) fail('record.missing');
      const last = to ?? dayOf(new Date(now.getTime() + futureAllowed));
      const first = [days.oldest(), from ?? '', addDays(last, -longestList)].sort().at(-1) as string;
      const humans = await idsOfPersons(db, persons);
      const all = humans.flatMap(({ id: kept, ids }) => ids.map((id) => [id, kept] as const));
      const whose = new Map(
        daysFrom(first, last).flatMap((day) =>
          all.flatMap(([id, kept]) => {
            const pseudonym = days.pseudonym(day, id);
            return pseudonym === undefined ? [] : [[pseudonym, kept] as const];
          }),
        ),
      );
      const rows = await staysOf(db, [...whose.keys()], startOfDay(first), startOfDay(addDays(last, 1)));
      const position = positionOf(after);
      const isAfter = ({ inAt, id }: StayRow) =>
        position === undefined || inAt < position.at || (inAt.getTime() === position.at.getTime() && id < position.id);
      const wanted = rows.filter(isAfter).toSorted((a, b) => +b.inAt - +a.inAt || (a.id < b.id ? 1 : -1));
      const page = wanted.slice(0, limit);
      const found = await findVenues(db, [...new Set(page.map(({ venueId }) => venueId))]);
      const venues = new Map(
        await Promise.all(found.map(async (venue) => [venue.id, await showPublic(house, venue)] as const)),
      );
      const end = page.at(-1);
      return {
        items: page.flatMap((row) => {
          const venue = venues.get(row.venueId);
          return venue
            ? [
                {
                  id: row.id,
                  person: whose.get(row.visitor) as string,
                  venue,
                  in: row.inAt,
                  out: row.outAt,
                  estimated: (row.flags & flags.estimated) !== 0,
                  doubtful: (row.flags & flags.doubtful) !== 0,
                },
              ]
            : [];
        }),
        next: wanted.length > limit ? cursorOf(end && { at: end.inAt, id: end.id }) : null,
        keptDays: house.config.visitDays,
      };
    },

    'GET /visits/openings': async ({ actor, db }) => {
      const tree = await areaTree(house);
      const own = new Set(await agreed(db, actor));
      const rows = (await store.openingsOf(db)).filter(({ personId }) => own.has(personId));
      const kept = await findKept(
        db,
        rows.map(({ personId }) => personId),
      );
      return rows.map(({ id, personId, area, reason, at }) => {
        const unit = tree.find(area as AreaPath);
        // Which case it is, the audit knows; the visitor is told that it was one.
        const why = reason.startsWith('case ') ? 'case' : reason;
        return {
          id,
          person: kept.get(personId)?.id ?? personId,
          at,
          reason: why,
          unit: unit ? stationName(unit) : area,
        };
      });
    },
  };
};
