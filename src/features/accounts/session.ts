import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AreaPath } from '../../core/area.ts';
import { writeAudit } from '../../core/audit.ts';
import { microBatch } from '../../core/batch.ts';
import { newId } from '../../core/client.ts';
import { newToken, tokenHash } from '../../core/crypto.ts';
import type { Db, Pool } from '../../core/db.ts';
import type { Authenticate, House } from '../../core/house.ts';
import { sessionCookie } from '../../core/http.ts';
import { whereOf } from '../../core/log.ts';
import type { Actor } from '../../core/permission.ts';
import { areaName } from '../areas/index.ts';
import { verbsOfRoles } from './rules.ts';
import { type Holder, holdersOf, insertSession, type SessionRow } from './session-store.ts';
import { type AccountRow, markSeen } from './store.ts';

const hour = 3_600_000;
/** How long a session lasts: a phone is not asked twice in a season, an officer's desk is asked each shift. */
export const lasting = { citizen: 90 * 24 * hour, officer: 12 * hour } as const;

const verbs = new Map<string, ReadonlySet<string>>();
const verbsFor = (roles: readonly string[]): ReadonlySet<string> => {
  const key = roles.join();
  const known = verbs.get(key) ?? verbsOfRoles(roles);
  verbs.set(key, known);
  return known;
};

const actorOf = (house: House, holder: Holder): Actor => ({
  account: holder.account,
  session: holder.session,
  kind: holder.kind,
  area: holder.area ?? ('' as AreaPath),
  roles: holder.roles,
  verbs: verbsFor(holder.roles),
  persons: holder.persons,
  name: holder.name,
  ...(holder.sealed && { phone: () => phoneOf(house, holder.account, holder.sealed as Buffer) }),
});

export const phoneOf = (house: House, account: string, sealed: Buffer): string =>
  house.keys.open<{ phone: string }>(`account ${account}`, sealed).phone;

/**
 * Finds who holds a token. All requests that wait share one statement; nothing is remembered, so a revoked session, a
 * suspended account and a changed role count from the next request on.
 */
export const authenticator = (house: House): Authenticate => {
  const { door } = house.database;
  /** Once an hour an account, and nobody waits for it. */
  const noteSeen = (holders: readonly Holder[], now: Date): void => {
    const thisHour = new Date(now.getTime() - (now.getTime() % hour));
    const due = holders
      .filter(({ lastSeenAt }) => lastSeenAt === null || lastSeenAt < thisHour)
      .map(({ account }) => account);
    if (due.length === 0) return;
    markSeen(door, [...new Set(due)].sort(), thisHour).catch((error) =>
      house.log.warn('last seen not noted', whereOf(error)),
    );
  };
  const batch = microBatch<string, Actor | undefined>(
    async (hashes) => {
      const now = house.clock.now();
      const holders = await holdersOf(
        door,
        [...new Set(hashes)].map((hash) => Buffer.from(hash, 'hex')),
        now,
      );
      noteSeen(holders, now);
      const byToken = new Map(holders.map((holder) => [holder.token, actorOf(house, holder)]));
      return hashes.map((hash) => byToken.get(hash));
    },
    { largest: 200, queue: 20_000 },
  );
  return (token) => batch.add(tokenHash(token).toString('hex'));
};

/** Opens a session and answers its token, of which only the hash is kept. */
export const openSession = async (
  db: Db | Pool,
  account: Pick<AccountRow, 'id' | 'kind'>,
  { kind, device, now }: { kind: SessionRow['kind']; device: string; now: Date },
): Promise<string> => {
  const token = newToken('lct_');
  const length = account.kind === 'program' ? undefined : lasting[account.kind];
  await insertSession(db, tokenHash(token), {
    id: newId(now.getTime()),
    accountId: account.id,
    kind,
    device,
    createdAt: now,
    expiresAt: length === undefined ? null : new Date(now.getTime() + length),
  });
  return token;
};

export const setCookie = (house: House, reply: FastifyReply, kind: 'citizen' | 'officer', token: string): void => {
  const isSecure = house.publicUrl().startsWith('https:');
  reply.setCookie(sessionCookie, token, {
    path: '/',
    httpOnly: true,
    sameSite: 'lax',
    secure: isSecure,
    maxAge: lasting[kind] / 1000,
  });
};

export const clearCookie = (reply: FastifyReply): void => void reply.clearCookie(sessionCookie, { path: '/' });

/** What a list of sessions calls a device. */
export const deviceOf = (request: FastifyRequest): string => String(request.headers['user-agent'] ?? '').slice(0, 200);

/** An account as its holder sees it. */
export const shownAccount = async (
  house: House,
  account: Pick<AccountRow, 'id' | 'kind' | 'name' | 'area' | 'roles'>,
) => {
  const { id, kind, name, roles } = account;
  const area = kind === 'citizen' ? null : account.area;
  return { id, kind, name, area, areaName: area === null ? null : await areaName(house, area), roles: [...roles] };
};

/** Sign-ins and sign-outs stand in the audit: these routes wait for more than the database, so they write it themselves. */
export const auditSession = (
  db: Db | Pool,
  entry: {
    account: string | null;
    area: AreaPath | null;
    route: string;
    outcome?: 'done' | 'refused';
    requestId: string;
    now: Date;
  },
) =>
  writeAudit(db, {
    at: entry.now,
    account: entry.account,
    area: entry.area,
    verb: 'session',
    route: entry.route,
    outcome: entry.outcome ?? 'done',
    persons: [],
    requestId: entry.requestId,
    detail: null,
  });
