import type { Handlers } from '../../core/api.ts';
import { isWithin } from '../../core/area.ts';
import { dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { isPhoneProven } from '../accounts/index.ts';
import { openWho, phoneHash } from '../people/index.ts';
import { isSameName } from '../people/rules.ts';
import { findVenue, roleAt } from '../venues/index.ts';
import * as store from './after-store.ts';
import { insertAlerts } from './alerts-store.ts';
import type { visits } from './contract.ts';
import { alertOf } from './door-alert.ts';
import { maskAnswer } from './masked-answer.ts';
import { agreed } from './own.ts';
import { guestId } from './prepare.ts';
import { answerFor, flags, futureAllowed, longestStay } from './rules.ts';
import { areasOf, idsOfPersons, standingOf } from './who-store.ts';

type Route = 'POST /visits/:id/out' | 'POST /visits/:id/confirmation';

/** What happens to a visit after it was recorded. */
export const afterPart = (house: House): Pick<Handlers<typeof visits>, Route> => {
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
      const [standing] = await standingOf(db, [known], now);
      const person = standing?.id ?? known;
      const answer = answerFor(standing, now);
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
  };
};
