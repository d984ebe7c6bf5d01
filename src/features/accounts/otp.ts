import { randomInt, randomUUID } from 'node:crypto';
import { newId } from '../../core/client.ts';
import { dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { formatPhone } from '../../core/phone.ts';
import { fail } from '../../core/problem.ts';
import { type Channel, sendMessage, veiledPhone, withoutMarks } from '../messages/index.ts';
import { addressOf, type Budget, giveBack, isLoopback, spend } from './budget.ts';
import { citizenOf } from './citizen-store.ts';
import { type CodePurpose, insertCode, usableSince, useCode } from './otp-store.ts';
import { auditSession, openSession } from './session.ts';
import type { AccountRow } from './store.ts';

const minute = 60_000;
const validFor = 5 * minute;
const validFaceToFace = 10 * minute;
const resendAfter = minute;
export const mostTries = 5;

const quarter = 900;
const day = 86_400;
/** A message a second and its peaks, for a province on its first day; beyond it something is wrong. */
const perMinute = 6_000;

/** Each stays within one SMS of 160 GSM-7 characters, which have no Vietnamese marks. */
const textOf: Record<CodePurpose, (code: string) => string> = {
  session: (code) => `Ma xac nhan La Chan: ${code}. Co hieu luc 5 phut. Khong dua ma nay cho bat ky ai.`,
  visit: (code) =>
    `Ma La Chan de vao cua: ${code}. Xin doc ma nay cho nguoi truc. Khong dung de dang nhap. Co hieu luc 5 phut.`,
};

const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');

const store = async (
  db: Db,
  house: House,
  { phone, purpose, now, expiresAt }: { phone: string; purpose: CodePurpose; now: Date; expiresAt: Date },
): Promise<string> => {
  const code = newCode();
  await insertCode(db, {
    id: newId(now.getTime()),
    phoneHash: veiledPhone(house.keys, purpose, phone, dayOf(now)),
    codeHash: house.keys.hash('otp', phone + code),
    sentAt: now,
    expiresAt,
  });
  return code;
};

/** Under which hashes a code stands that can still be used: after midnight it may be one of the day before. */
export const codeHashes = ({ keys }: House, phone: string, purposes: readonly CodePurpose[], now: Date): Buffer[] => {
  const days = new Set([dayOf(now), dayOf(new Date(now.getTime() - validFaceToFace))]);
  return purposes.flatMap((purpose) => [...days].map((day) => veiledPhone(keys, purpose, phone, day)));
};

type Counted = { name: string; of: readonly string[]; seconds: number; limit: number };

/** The hash is of the window too: nobody can tell that two rows are of one phone, and follow it from hour to hour. */
const budgetOf = ({ keys }: House, { name, of, seconds, limit }: Counted, now: Date): Budget => {
  const said = `${of.join(' ')} ${Math.floor(now.getTime() / (seconds * 1000))}`;
  return { key: `${name} ${keys.hash('budget', said).toString('base64url')}`, seconds, limit };
};

type Asking = { phone: string; channel: Channel; purpose: CodePurpose; ip: string; now: Date };

/**
 * Sends a code; whether the phone has an account is not even looked up. Asked again within a minute while the first code
 * still works, it sends nothing and answers the same.
 */
export const askForCode = (
  house: House,
  { phone, channel, purpose, ip, now }: Asking,
): Promise<{ retryAfterSeconds: number }> =>
  house.database.within({ role: 'door' }, async (db) => {
    const address = addressOf(ip);
    const budget = (one: Counted): Budget => budgetOf(house, one, now);
    // The second row has no limit: it is held until the end, so that of two requests for a phone the later sees the earlier's code.
    const asked: Counted[] = [
      { name: 'otp asked', of: [phone, address], seconds: quarter, limit: 10 },
      { name: 'otp held', of: [phone], seconds: quarter, limit: Number.POSITIVE_INFINITY },
    ];
    await spend(db, asked.map(budget), now);
    const since = await usableSince(db, codeHashes(house, phone, [purpose], now), now, mostTries);
    const wait = since === undefined ? 0 : since.getTime() + resendAfter - now.getTime();
    if (wait > 0) return { retryAfterSeconds: Math.ceil(wait / 1000) };

    const sent: Counted[] = [
      { name: 'otp sent', of: [phone], seconds: quarter, limit: 5 },
      { name: 'otp sent', of: [phone], seconds: day, limit: 20 },
      // Generous: a whole village may stand behind one address of its carrier.
      ...(isLoopback(ip) ? [] : [{ name: 'otp from', of: [address], seconds: quarter, limit: 300 }]),
    ];
    await spend(db, [...sent.map(budget), { key: 'otp system', seconds: 60, limit: perMinute }], now);
    const expiresAt = new Date(now.getTime() + validFor);
    const code = await store(db, house, { phone, purpose, now, expiresAt });
    const text = textOf[purpose](code);
    await sendMessage(db, house, { to: phone, channel, purpose: 'otp', text, code, expiresAt, veil: purpose });
    return { retryAfterSeconds: resendAfter / 1000 };
  });

type Given = {
  phone: string;
  code: string;
  ip: string;
  now: Date;
  device: string;
  as: 'token' | 'cookie';
  requestId: string;
};

/**
 * Opens a session for a phone and its code; the first sign-in makes the account. Wrong tries count against the code and
 * against this address with this phone, never against the phone alone: nobody is locked out by somebody else.
 */
export const signInCitizen = async (house: House, given: Given): Promise<{ account: AccountRow; token: string }> => {
  const { phone, now, requestId } = given;
  const phoneHash = house.keys.hash('phone', phone);
  const tried: Counted = { name: 'otp tried', of: [phone, addressOf(given.ip)], seconds: quarter, limit: 10 };
  const tries: Budget[] = isLoopback(given.ip) ? [] : [budgetOf(house, tried, now)];
  await spend(house.database.door, tries, now);
  const opened = await house.database.within({ role: 'door' }, async (db) => {
    const codeHash = house.keys.hash('otp', phone + given.code);
    if (!(await useCode(db, codeHashes(house, phone, ['session'], now), codeHash, now, mostTries))) return undefined;
    const id = randomUUID();
    const account = await citizenOf(db, {
      id,
      phoneHash,
      sealed: house.keys.seal(`account ${id}`, { phone }),
      at: now,
    });
    if (account.state !== 'active') return undefined;
    const token = await openSession(db, account, {
      kind: given.as === 'token' ? 'bearer' : 'cookie',
      device: given.device,
      now,
    });
    await auditSession(db, { account: account.id, area: null, route: 'POST /sessions', requestId, now });
    return { account, token };
  });
  if (!opened) return fail('session.wrong_code');
  await giveBack(house.database.door, tries, now);
  return opened;
};

/**
 * A code that a station reads out to someone standing there whose message does not come. The phone is told, so that a code
 * given to a stranger is noticed.
 */
export const giveCode = async (
  db: Db,
  house: House,
  { phone, officer, unit, now }: { phone: string; officer: string; unit: string; now: Date },
): Promise<{ code: string; until: Date }> => {
  await spend(db, [budgetOf(house, { name: 'otp given', of: [officer], seconds: 3_600, limit: 60 }, now)], now);
  const until = new Date(now.getTime() + validFaceToFace);
  const code = await store(db, house, { phone, purpose: 'session', now, expiresAt: until });
  const text = withoutMarks(
    `La Chan: ${unit} vừa cấp mã đăng nhập cho số ${formatPhone(phone)}. Nếu không phải bạn, hãy báo ngay cho trạm.`,
  );
  await sendMessage(db, house, { to: phone, channel: 'sms', purpose: 'otp given', text, expiresAt: until });
  return { code, until };
};
