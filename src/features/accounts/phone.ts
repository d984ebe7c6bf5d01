import { newId } from '../../core/client.ts';
import { uuidOfHash } from '../../core/crypto.ts';
import type { House } from '../../core/house.ts';
import { spend } from './budget.ts';
import { citizenOf, citizensOf, findCitizens, sealedPhones } from './citizen-store.ts';
import { codeHashes, mostTries } from './otp.ts';
import { useCode } from './otp-store.ts';

/** The account of a phone, made when it has none yet: whoever proves the phone holds it. */
export const accountOfPhone = async (house: House, phone: string, now: Date): Promise<string> => {
  const id = newId(now.getTime());
  const made = {
    id,
    phoneHash: house.keys.hash('phone', phone),
    sealed: house.keys.seal(`account ${id}`, { phone }),
    at: now,
  };
  return (await house.database.within({ role: 'door' }, (db) => citizenOf(db, made))).id;
};

const byPhone = (
  asked: readonly { phone: string; hash: Buffer }[],
  rows: readonly { id: string; phoneHash: Buffer }[],
): Map<string, string> => {
  const phones = new Map(asked.map(({ phone, hash }) => [hash.toString('hex'), phone]));
  return new Map(rows.map(({ id, phoneHash }) => [phones.get(phoneHash.toString('hex')) as string, id]));
};

/** The same for a list's phones, in one statement. */
export const accountsOfPhones = async (
  house: House,
  phones: readonly string[],
  now: Date,
): Promise<Map<string, string>> => {
  const made = [...new Set(phones)].map((phone) => {
    const id = newId(now.getTime());
    return { id, phone, hash: house.keys.hash('phone', phone), sealed: house.keys.seal(`account ${id}`, { phone }) };
  });
  if (made.length === 0) return new Map();
  return byPhone(made, await house.database.within({ role: 'door' }, (db) => citizensOf(db, made, now)));
};

/** The accounts that phones have, by the phone; a phone without one stands not there. */
export const holdersOfPhones = async (house: House, phones: readonly string[]): Promise<Map<string, string>> => {
  if (phones.length === 0) return new Map();
  const asked = [...new Set(phones)].map((phone) => ({ phone, hash: house.keys.hash('phone', phone) }));
  const rows = await findCitizens(
    house.database.door,
    asked.map(({ hash }) => hash),
  );
  return byPhone(asked, rows);
};

/** The phones that some citizens' accounts belong to, E.164; of an officer's nothing. */
export const phonesOf = async (house: House, accounts: readonly string[]): Promise<Map<string, string>> => {
  const rows = await sealedPhones(house.database.door, accounts);
  return new Map(rows.map(({ id, sealed }) => [id, house.keys.open<{ phone: string }>(`account ${id}`, sealed).phone]));
};

/** Under whom an account's guests at a door are made: a database alone does not say who was where. */
export const guestMaker = ({ keys }: House, account: string): string => uuidOfHash(keys.hash('guest of', account));

/** The tries at codes that one account may make for others within a quarter of an hour. */
const triesForOthers = 60;

/**
 * Whether the holder of a phone is there, by the code that was sent to it last; the code is used up. For a door, which asks
 * for a visitor: the tries count against the account that asks, and five against each code. A sign-in code is taken too, from
 * programs that ask for no other.
 */
export const isPhoneProven = async (
  house: House,
  { phone, code, account, now }: { phone: string; code: string; account: string; now: Date },
): Promise<boolean> => {
  const { door } = house.database;
  await spend(door, [{ key: `otp for others ${account}`, seconds: 900, limit: triesForOthers }], now);
  const hashes = codeHashes(house, phone, ['session', 'visit'], now);
  const codeHash = house.keys.hash('otp', phone + code);
  return house.database.within({ role: 'door' }, (db) => useCode(db, hashes, codeHash, now, mostTries));
};
