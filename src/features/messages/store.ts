import { bytesOf, type Db, type Pool } from '../../core/db.ts';

type Sql = Db | Pool;

export type NewMessage = {
  id: string;
  toHash: Buffer;
  channel: string;
  purpose: string;
  sealed: Buffer;
  at: Date;
  expiresAt: Date | null;
  nextTryAt: Date | null;
};

export const insertMessage = (db: Sql, m: NewMessage) =>
  db`insert into message (id, to_hash, channel, purpose, sealed, at, expires_at, next_try_at, tries)
     values (${m.id}, ${m.toHash}, ${m.channel}, ${m.purpose}, ${m.sealed}, ${m.at}, ${m.expiresAt}, ${m.nextTryAt}, 0)`;

export const findNewest = async (
  db: Sql,
  hashes: readonly Buffer[],
): Promise<{ id: string; sealed: Buffer; at: Date } | undefined> => {
  const [row] = await db<{ id: string; sealed: Buffer; at: Date }[]>`
    select id, sealed, at from message where to_hash = any(${bytesOf(db, hashes)}) order by at desc, id desc limit 1`;
  return row;
};

export const dropExpired = async (db: Sql, now: Date): Promise<number> => {
  const { count } = await db`
    update message set next_try_at = null, failed = 'expired' where next_try_at is not null and expires_at <= ${now}`;
  return count;
};

export type Due = { id: string; sealed: Buffer; channel: string; tries: number };

/** Takes the due ones for a while by moving their next try: a sender that dies leaves them to the next. */
export const claimDue = (db: Sql, now: Date, until: Date, limit: number) =>
  db<Due[]>`
    update message set next_try_at = ${until}, tries = tries + 1
    where id in (
      select id from message where next_try_at <= ${now} and (expires_at is null or expires_at > ${now})
      order by next_try_at limit ${limit} for update skip locked)
    returning id, sealed, channel, tries`;

export const markSent = (db: Sql, id: string, now: Date) =>
  db`update message set sent_at = ${now}, next_try_at = null, failed = null where id = ${id}`;

/** `nextTryAt` null gives the message up. */
export const markFailed = (db: Sql, id: string, reason: string, nextTryAt: Date | null) =>
  db`update message set failed = ${reason}, next_try_at = ${nextTryAt} where id = ${id} and sent_at is null`;

export const deleteBefore = async (db: Sql, before: Date): Promise<number> => {
  const { count } = await db`delete from message where at < ${before} and next_try_at is null`;
  return count;
};
