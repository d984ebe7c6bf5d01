import { setTimeout as sleep } from 'node:timers/promises';
import { type AreaPath, isWithin, parentOf } from '../../core/area.ts';
import { deviceTime } from '../../core/clock.ts';
import { newToken, tokenHash } from '../../core/crypto.ts';
import type { Db, Pool } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import type { Actor } from '../../core/permission.ts';
import { fail, type ProblemCode } from '../../core/problem.ts';
import { areaName } from '../areas/index.ts';
import { addressOf, type Budget, giveBack, isLoopback, spend } from './budget.ts';
import * as invitations from './invitation-store.ts';
import { endPasskeys } from './passkey-store.ts';
import { isWeakPassword, mayGrant } from './rules.ts';
import { hashPassword, isPassword, newTotpSecret, totpEnrolment, totpStepOf } from './secrets.ts';
import { auditSession, openSession } from './session.ts';
import { revokeSessions } from './session-store.ts';
import * as store from './store.ts';

const linkValidFor = 72 * 3_600_000;

type Totp = { totp: string };
const linkPurpose = (account: string) => `invitation ${account}`;
const secretPurpose = (account: string) => `account ${account}`;

// Who may do what with whose account.

/** One's own unit and the level below; an administrator everything below. */
export const mayManage = (actor: Actor, area: AreaPath): boolean => {
  const isNear = area === actor.area || parentOf(area) === actor.area;
  return isWithin(area, actor.area) && (isNear || actor.roles.includes('administrator'));
};

/**
 * Whether what a unit asks for is the actor's to answer: as far as it manages, and further below where nobody between them
 * does. `managed` are the units that have a manager.
 */
export const mayAnswer = (actor: Actor, area: AreaPath, managed: readonly AreaPath[]): boolean =>
  mayManage(actor, area) ||
  (isWithin(area, actor.area) &&
    !managed.some(
      (unit) => unit !== area && unit !== actor.area && isWithin(unit, actor.area) && isWithin(area, unit),
    ));

/** Outside of what one manages there is nothing: 404. */
export const mustManage = (actor: Actor, area: AreaPath): void => {
  if (!mayManage(actor, area)) fail('record.missing');
};

/** What is done to an account asks for rights over its unit and its roles; to one's own account another manager does it. */
const whyNotManage = (actor: Actor, account: store.AccountRow): ProblemCode | undefined => {
  if (!mayManage(actor, account.area as AreaPath)) return 'record.missing';
  if (account.id === actor.account) return 'account.own';
  return mayGrant(actor.roles, account.roles) ? undefined : 'account.role_above';
};

export const mustManageAccount = (actor: Actor, account: store.AccountRow): void => {
  const code = whyNotManage(actor, account);
  if (code) fail(code);
};

export const mayManageAccount = (actor: Actor, account: store.AccountRow): boolean =>
  actor.verbs.has('account.manage') && whyNotManage(actor, account) === undefined;

// One-time links.

export type Link = { link: string; linkUntil: Date };

/** A link for an account, and the row by which it will be known. */
export const newLink = (house: House, account: string, now: Date): { link: Link; row: invitations.NewInvitation } => {
  const token = newToken('');
  const linkUntil = new Date(now.getTime() + linkValidFor);
  const sealed = house.keys.seal(linkPurpose(account), { totp: newTotpSecret() } satisfies Totp);
  return {
    link: { link: `${house.publicUrl()}/console/invitation#${token}`, linkUntil },
    row: { tokenHash: tokenHash(token), accountId: account, sealed, expiresAt: linkUntil },
  };
};

/** Gives an account a new one-time link; older ones end. */
export const invite = async (db: Db | Pool, house: House, account: string, now: Date): Promise<Link> => {
  const { link, row } = newLink(house, account, now);
  await invitations.voidInvitations(db, account, now);
  await invitations.insertInvitations(db, [row]);
  return link;
};

/** Password, second factor, passkeys and sessions end; a new link begins. A suspended account comes back so. */
export const startAgain = async (db: Db | Pool, house: House, account: string, now: Date): Promise<Link> => {
  await store.forgetSecrets(db, account);
  await endPasskeys(db, account, now);
  await revokeSessions(db, account, now);
  await store.notifyChanged(db, account);
  return invite(db, house, account, now);
};

export const suspend = async (db: Db | Pool, account: string, now: Date): Promise<void> => {
  await store.setState(db, account, 'suspended');
  await revokeSessions(db, account, now);
  await invitations.voidInvitations(db, account, now);
  await store.notifyChanged(db, account);
};

/** Whose link this is, while it can be used. */
export const openLink = async (house: House, token: string, now: Date) => {
  const { door } = house.database;
  const link = (await invitations.findInvitation(door, tokenHash(token))) ?? fail('record.missing');
  if (link.usedAt !== null) fail('account.settled');
  const account = await store.findAccount(door, link.accountId);
  // Somebody used it between the two look-ups.
  if (account?.state === 'active') fail('account.settled');
  if (link.expiresAt <= now || account?.state !== 'invited' || account.login === null) return fail('record.missing');
  const { totp } = house.keys.open<Totp>(linkPurpose(account.id), link.sealed);
  return { account, login: account.login, totp };
};

export const checkLink = async (house: House, token: string, now: Date) => {
  const { account, login, totp } = await openLink(house, token, now);
  const unit = await areaName(house, account.area as AreaPath);
  return { login, name: account.name, areaName: unit, ...totpEnrolment(totp, login) };
};

export type Entrance = { now: Date; device: string; requestId: string };

/** Sets password and second factor, once, and signs in. */
export const acceptLink = async (
  house: House,
  { token, password, code, now, device, requestId }: Entrance & { token: string; password: string; code: string },
): Promise<{ account: store.AccountRow; token: string }> => {
  const { account, login, totp } = await openLink(house, token, now);
  if (isWeakPassword(password, login)) fail('password.weak', [{ path: 'password', code: 'password.weak' }]);
  const totpStep =
    totpStepOf(totp, code, deviceTime(house.clock)) ??
    fail('session.wrong_code', [{ path: 'code', code: 'session.wrong_code' }]);
  const passwordHash = await hashPassword(password);
  return house.database.within({ role: 'door' }, async (db) => {
    if (!(await invitations.useInvitation(db, tokenHash(token), now))) fail('account.settled');
    const sealed = house.keys.seal(secretPurpose(account.id), { totp } satisfies Totp);
    const active =
      (await store.activate(db, account.id, { passwordHash, sealed, totpStep })) ?? fail('account.settled');
    const session = await openSession(db, active, { kind: 'cookie', device, now });
    await auditSession(db, {
      account: active.id,
      area: active.area,
      route: 'POST /invitations/acceptance',
      requestId,
      now,
    });
    return { account: active, token: session };
  });
};

// Signing in.

/** From the sixth wrong try at a login within a quarter of an hour each one waits longer, up to three seconds: slowed, never locked. */
const pause = (tries: number): number => Math.min(3_000, Math.max(0, tries - 5) * 300);

type Signing = Entrance & { login: string; password: string; code: string; ip: string };

export const signInOfficer = async (
  house: House,
  given: Signing,
): Promise<{ account: store.AccountRow; token: string }> => {
  const { now, requestId } = given;
  const { door } = house.database;
  const login = given.login.toLowerCase();
  const keyOf = (...parts: string[]) => house.keys.hash('budget', parts.join(' ')).toString('base64url');
  const tries: Budget[] = [
    { key: `login ${keyOf(login, addressOf(given.ip))}`, seconds: 900, limit: 10 },
    { key: `login any ${keyOf(login)}`, seconds: 900, limit: Number.POSITIVE_INFINITY },
    ...(isLoopback(given.ip) ? [] : [{ key: `login from ${keyOf(addressOf(given.ip))}`, seconds: 900, limit: 200 }]),
  ];
  const [, counted = 0] = await spend(door, tries, now);
  await sleep(pause(counted));

  const account = await store.findLogin(door, login);
  const isRight = await isPassword(account?.state === 'active' ? account.passwordHash : null, given.password);
  const step = isRight && account?.sealed ? secondFactor(house, account.id, account.sealed, given.code) : undefined;
  const token = account && step !== undefined && (await enter(house, account, step, given));
  if (!account || !token) {
    const known = { account: account?.id ?? null, area: account?.area ?? null };
    await auditSession(door, { ...known, route: 'POST /sessions/officer', outcome: 'refused', requestId, now });
    return fail('session.wrong_password');
  }
  await giveBack(door, tries, now);
  return { account, token };
};

const secondFactor = (house: House, account: string, sealed: Buffer, code: string): number | undefined =>
  totpStepOf(house.keys.open<Totp>(secretPurpose(account), sealed).totp, code, deviceTime(house.clock));

const enter = (
  house: House,
  account: store.AccountRow,
  step: number,
  { device, now, requestId }: Entrance,
): Promise<string | undefined> =>
  house.database.within({ role: 'door' }, async (db) => {
    if (!(await store.useTotpStep(db, account.id, step))) return undefined;
    await auditSession(db, {
      account: account.id,
      area: account.area,
      route: 'POST /sessions/officer',
      requestId,
      now,
    });
    return openSession(db, account, { kind: 'cookie', device, now });
  });
