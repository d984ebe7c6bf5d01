import { randomInt, randomUUID } from 'node:crypto';
import { newId } from '../../core/client.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { formatPhone } from '../../core/phone.ts';
import { fail } from '../../core/problem.ts';
import { type Channel, sendMessage, withoutMarks } from '../messages/index.ts';
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
    phoneHash: house.keys.hash('phone', phone),
    codeHash: house.keys.hash('otp', phone + code),
    sentAt: now,
    expiresAt,
    purpose,
  });
  return code;
};

const budgetKey = (house: House, name: string, ...parts: string[]): string =>
  `${name} ${house.keys.hash('budget', parts.join(' ')).toString('base64url')}`;

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
    // The second row has no limit: it is held until the end, so that of two requests for a phone the later sees the earlier's code.
    const asked: Budget[] = [
      { key: budgetKey(house, 'otp asked', phone, address), seconds: quarter, limit: 10 },
      { key: budgetKey(house, 'otp held', phone), seconds: quarter, limit: Number.POSITIVE_INFINITY },
    ];
    await spend(db, asked, now);
    const since = await usableSince(db, house.keys.hash('phone', phone), purpose, now, mostTries);
    const wait = since === undefined ? 0 : since.getTime() + resendAfter - now.getTime();
    if (wait > 0) return { retryAfterSeconds: Math.ceil(wait / 1000) };

    const sent: Budget[] = [
      { key: budgetKey(house, 'otp sent', phone), seconds: quarter, limit: 5 },
      { key: budgetKey(house, 'otp sent', phone), seconds: day, limit: 20 },
      // Generous: a whole village may stand behind one address of its carrier.
      ...(isLoopback(ip) ? [] : [{ key: budgetKey(house, 'otp from', address), seconds: quarter, limit: 300 }]),
      { key: 'otp system', seconds: 60, limit: perMinute },
    ];
    await spend(db, sent, now);
    const expiresAt = new Date(now.getTime() + validFor);
    const code = await store(db, house, { phone, purpose, now, expiresAt });
    await sendMessage(db, house, { to: phone, channel, purpose: 'otp', text: textOf[purpose](code), code, expiresAt });
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
  const key = budgetKey(house, 'otp tried', phone, addressOf(given.ip));
  const tries: Budget[] = isLoopback(given.ip) ? [] : [{ key, seconds: quarter, limit: 10 }];
  await spend(house.database.door, tries, now);
  const opened = await house.database.within({ role: 'door' }, async (db) => {
    const codeHash = house.keys.hash('otp', phone + given.code);
    if (!(await useCode(db, phoneHash, codeHash, ['session'], now, mostTries))) return undefined;
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
  await spend(db, [{ key: budgetKey(house, 'otp given', officer), seconds: 3_600, limit: 60 }], now);
  const until = new Date(now.getTime() + validFaceToFace);
  const code = await store(db, house, { phone, purpose: 'session', now, expiresAt: until });
  const text = withoutMarks(
    `La Chan: ${unit} vừa cấp mã đăng nhập cho số ${formatPhone(phone)}. Nếu không phải bạn, hãy báo ngay cho trạm.`,
  );
  await sendMessage(db, house, { to: phone, channel: 'sms', purpose: 'otp given', text, expiresAt: until });
  return { code, until };
};
