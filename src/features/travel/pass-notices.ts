import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { phonesOf } from '../accounts/index.ts';
import { sendMessage } from '../messages/index.ts';
import { findPersons, openWho } from '../people/index.ts';
import type { PassRow } from './pass-store.ts';

/** Neither who nor where to: a phone lies about. */
const text =
  'La Chan: mot ma di duong cua ong/ba hoac nguoi nha da bi huy. Truoc khi di, xin mo ma do de xem va goi Tram Y te.';

/**
 * Whoever planned to travel learns of it before the road does: at the own phone or, without one, at that of the account which made
 * the pass. To be told within the whole country.
 */
export const tellHolder = async (house: House, db: Db, { personId, byAccount }: PassRow): Promise<void> => {
  const [row] = await findPersons(db, [personId]);
  const to = (row && openWho(house.keys, row).phone) ?? (await phonesOf(house, [byAccount])).get(byAccount);
  if (to) await sendMessage(db, house, { to, channel: 'sms', purpose: 'pass', text });
};
