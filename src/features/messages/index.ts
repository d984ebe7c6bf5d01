import { newId } from '../../core/client.ts';
import { dayOf } from '../../core/day.ts';
import type { Db, Pool } from '../../core/db.ts';
import type { Feature, House } from '../../core/house.ts';
import type { Job } from '../../core/jobs.ts';
import { parsePhone } from '../../core/phone.ts';
import { sendDue } from './gateway.ts';
import * as store from './store.ts';
import { hashesOfPhone, type Veil, veiledPhone } from './veiled.ts';

export type Channel = 'sms' | 'voice' | 'other';
export type Message = {
  /** E.164 */
  to: string;
  channel: Channel;
  /** What it is for, as the operator may know it: 'otp', 'urgent'. */
  purpose: string;
  text: string;
  code?: string;
  /** After this moment nobody needs it any more. */
  expiresAt?: Date;
  /** Goes to somebody because of a visit, and joins no record to it. */
  veil?: Veil;
};

const keptDays = 30;

/** An SMS of 160 characters holds no Vietnamese marks; with them it holds 70. */
export const withoutMarks = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D');

/** Puts a message into the caller's transaction: it goes out when, and only when, that commits. */
export const sendMessage = async (db: Db | Pool, house: House, message: Message): Promise<void> => {
  const { to, channel, purpose, text, code, expiresAt = null, veil } = message;
  const at = house.clock.now();
  const id = newId(at.getTime());
  await store.insertMessage(db, {
    id,
    toHash: veil ? veiledPhone(house.keys, veil, to, dayOf(at)) : house.keys.hash('phone', to),
    channel,
    purpose,
    sealed: house.keys.seal(`message ${id}`, { to, text, code }),
    at,
    expiresAt,
    nextTryAt: house.config.sms === 'http' ? at : null,
  });
};

/** Every hash under which a message to a phone may be kept, E.164. */
export const messageHashes = ({ keys, clock }: House, phone: string): Buffer[] =>
  hashesOfPhone(keys, phone, clock.now(), keptDays);

export type Kept = { to: string; text: string; code?: string; at: Date };

/** The newest message to a phone, written as people write it. */
export const newestMessage = async (house: House, phone: string): Promise<Kept | undefined> => {
  const to = parsePhone(phone);
  const row = to && (await store.findNewest(house.database.pools.owner, messageHashes(house, to)));
  return row ? { ...house.keys.open<Omit<Kept, 'at'>>(`message ${row.id}`, row.sealed), at: row.at } : undefined;
};

const jobs = (house: House): Job[] => [
  ...(house.config.sms === 'http' ? [{ name: 'messages', everySeconds: 1, run: () => sendDue(house) }] : []),
  {
    name: 'messages retention',
    everySeconds: 3_600,
    run: async (now) => ({
      removed: await store.deleteBefore(house.database.pools.owner, new Date(now.getTime() - keptDays * 86_400_000)),
    }),
  },
];

export const messagesFeature = (house: House): Feature => ({
  name: 'messages',
  contract: {},
  handlers: {},
  jobs: jobs(house),
});

export { type Veil, veiledPhone } from './veiled.ts';
