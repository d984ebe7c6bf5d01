import { forgetDays } from '../../core/crypto.ts';
import { addDays, dayOf } from '../../core/day.ts';
import type { House } from '../../core/house.ts';
import type { Job } from '../../core/jobs.ts';
import { onDutyPhone } from '../areas/index.ts';
import { sendMessage } from '../messages/index.ts';
import { openWho } from '../people/index.ts';
import { usualStay, venueKinds } from '../venues/rules.ts';
import * as alerts from './alerts-store.ts';
import { personOf } from './door-alert.ts';
import * as store from './jobs-store.ts';
import { flags } from './rules.ts';
import { dropWeeksBefore, ensureWeeks } from './weeks.ts';

const day = 86_400_000;
const alertsAtOnce = 500;
/** A station gets one message for all whom doors sent to it in so many seconds, and no message tells by its moment which visit it follows. */
const tellEvery = 180;

/** What the person hears; the door has said nothing. */
const toPerson =
  'La Chan: Ong/ba vua duoc moi goi Tram Y te. Xin goi so cua tram hoac cho tram goi lai, han che tiep xuc. Kho tho: goi 115.';
const toStation = (n: number): string =>
  `La Chan: ${n} nguoi o trong dia ban, hoac dang o do, vua duoc moi goi Tram Y te. Xin xem ban lam viec.`;

/** Tells each person on the own phone, and the stations of the door and of the home how many: no message names a place. */
const tellAlerts = async (house: House, now: Date): Promise<{ told: number } | undefined> => {
  const told = await house.database.pools.owner.begin(async (db) => {
    const rows = await alerts.lockUntold(db, alertsAtOnce);
    if (rows.length === 0) return 0;
    const persons = await alerts.personsToTell(
      db,
      rows.map((row) => personOf(house, row)),
    );
    for (const person of persons) {
      const { phone } = openWho(house.keys, person);
      if (phone)
        await sendMessage(db, house, { to: phone, channel: 'sms', purpose: 'door', text: toPerson, veil: 'door' });
    }
    const areas = rows.flatMap(({ area, homeArea }) => (homeArea === null ? [area] : [area, homeArea]));
    for (const [area, { length }] of Map.groupBy(areas, (one) => one)) {
      const duty = await onDutyPhone(db, house, area, now);
      if (duty)
        await sendMessage(db, house, {
          to: duty.phone,
          channel: 'sms',
          purpose: 'door',
          text: toStation(length),
          veil: 'door',
        });
    }
    await alerts.markTold(db, rows, now);
    return rows.length;
  });
  return told > 0 ? { told } : undefined;
};

/** Forgotten check-outs end with the venue's usual stay, and say that they are estimated. */
const closeForgotten = async (house: House, now: Date): Promise<{ closed: number } | undefined> => {
  const usual = Object.fromEntries(venueKinds.map((kind) => [kind, usualStay(kind)]));
  const closed = await store.closeForgotten(house.database.pools.owner, usual, now, flags.estimated);
  return closed > 0 ? { closed } : undefined;
};

/**
 * Destroys the keys of the days beyond retention, in this process and in the key file, and drops the weeks that nobody can
 * read any more; says what it removed.
 */
const retain = async (house: House, now: Date): Promise<object> => {
  const { keys, config, database } = house;
  const oldest = addDays(dayOf(now), -config.visitDays);
  if (keys.days.oldest() < oldest) await forgetDays(config.keys, keys, oldest);
  const weeks = await dropWeeksBefore(database.pools.owner, oldest);
  const ended = new Date(now.getTime() - config.visitDays * day);
  const forgotten = await alerts.deleteAlerts(database.pools.owner, ended);
  return { oldestDay: keys.days.oldest(), weeks, alerts: forgotten };
};

export const visitJobs = (house: House): Job[] => [
  { name: 'visits doors', everySeconds: tellEvery, run: (now) => tellAlerts(house, now) },
  { name: 'visits closing', everySeconds: 300, run: (now) => closeForgotten(house, now) },
  {
    name: 'visits weeks',
    everySeconds: 3_600,
    run: async (now) => {
      await ensureWeeks(house.database.pools.owner, [now, new Date(now.getTime() + 7 * day)]);
      return undefined;
    },
  },
  { name: 'visits retention', everySeconds: 3_600, run: (now) => retain(house, now) },
];
