import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { sendMessage, withoutMarks } from '../messages/index.ts';
import type { passedOver } from './contract.ts';
import { venuePhone } from './made.ts';
import { markReminded, type VenueRow } from './store.ts';

/** A venue is reminded once a day at most. */
const remindEvery = 24 * 3_600_000;
const reminderText = (name: string): string =>
  `La Chan: ${withoutMarks(name).slice(0, 60)} chua co luot quet ma nao gan day. Xin dat ma QR o cua, nhac khach quet khi vao.`;

/** Reminds whoever is in charge of each venue by a message; answers how many, and who was passed over and why. */
export const remind = async (house: House, db: Db, venues: readonly VenueRow[], now: Date) => {
  const due: string[] = [];
  const passed: { id: string; why: (typeof passedOver)[number] }[] = [];
  for (const venue of venues) {
    const phone = venuePhone(house, venue);
    const isRecent = venue.remindedAt !== null && now.getTime() - venue.remindedAt.getTime() < remindEvery;
    if (venue.state === 'closed') passed.push({ id: venue.id, why: 'closed' });
    else if (!phone) passed.push({ id: venue.id, why: 'no_phone' });
    else if (isRecent) passed.push({ id: venue.id, why: 'recent' });
    else {
      await sendMessage(db, house, { to: phone, channel: 'sms', purpose: 'venue', text: reminderText(venue.name) });
      due.push(venue.id);
    }
  }
  await markReminded(db, due, now);
  return { sent: due.length, passed };
};
