import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { phonesOf } from '../accounts/index.ts';
import { sendMessage, withoutMarks } from '../messages/index.ts';
import { venuePhone } from './made.ts';
import { membersOf, type VenueRow } from './store.ts';

/** What those who run a place hear of what others did with it. */

const named = ({ name }: VenueRow): string => withoutMarks(name).slice(0, 40);
/** Enough to see that a digit is wrong, on a phone that anybody may look at. */
const ending = (phone: string): string => `...${phone.slice(-3)}`;

const send = (db: Db, house: House, to: string, text: string) =>
  sendMessage(db, house, { to, channel: 'sms', purpose: 'venue', text: `La Chan: ${text}` });

/** The phones of the owners; the one written down for the place where no citizen owns it. */
const ownerPhones = async (house: House, db: Db, venue: VenueRow): Promise<string[]> => {
  const owners = (await membersOf(db, venue.id)).filter(({ role }) => role === 'owner');
  const phones = await phonesOf(
    house,
    owners.map(({ accountId }) => accountId),
  );
  const written = phones.size === 0 ? venuePhone(house, venue) : undefined;
  return written === undefined ? [...phones.values()] : [written];
};

export const tellClosed = async (house: House, db: Db, venue: VenueRow): Promise<void> => {
  const text =
    venue.state === 'closed'
      ? `Tram Y te da dong dia diem ${named(venue)}. Ly do xem trong muc Dia diem cua toi. Can mo lai xin goi tram.`
      : `Tram Y te da mo lai dia diem ${named(venue)}.`;
  for (const phone of await ownerPhones(house, db, venue)) await send(db, house, phone, text);
};

export const tellOffered = async (house: House, db: Db, venue: VenueRow, heir: string): Promise<void> => {
  await send(
    db,
    house,
    heir,
    `dia diem ${named(venue)} duoc giao cho so nay. Dang nhap, mo Dia diem cua toi de nhan. Neu nham, xin bo qua.`,
  );
  for (const phone of await ownerPhones(house, db, venue))
    await send(
      db,
      house,
      phone,
      `${named(venue)} dang cho so ${ending(heir)} nhan. Neu sai so, mo dia diem va bam Lay lai.`,
    );
};

export const tellAccepted = async (house: House, db: Db, venue: VenueRow, givers: readonly string[]): Promise<void> => {
  for (const phone of givers) await send(db, house, phone, `${named(venue)} da co nguoi phu trach moi.`);
};
