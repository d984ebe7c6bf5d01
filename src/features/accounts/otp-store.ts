import { bytesOf, type Db, type Pool } from '../../core/db.ts';

type Sql = Db | Pool;

/** What a code may be used for: to sign in, or to be read out at a door. */
export type CodePurpose = 'session' | 'visit';
/** `phoneHash` is of the purpose and the day alone. */
export type NewCode = { id: string; phoneHash: Buffer; codeHash: Buffer; sentAt: Date; expiresAt: Date };

export const insertCode = (db: Sql, code: NewCode) =>
  db`insert into otp (id, phone_hash, code_hash, sent_at, expires_at, tries)
     values (${code.id}, ${code.phoneHash}, ${code.codeHash}, ${code.sentAt}, ${code.expiresAt}, 0)`;

/** When the newest code of a phone was sent, if it can still be used. */
export const usableSince = async (
  db: Sql,
  phoneHashes: readonly Buffer[],
  now: Date,
  mostTries: number,
): Promise<Date | undefined> => {
  const [row] = await db<{ sentAt: Date; usable: boolean }[]>`
    select sent_at, used_at is null and tries < ${mostTries} and expires_at > ${now} as usable
    from otp where phone_hash = any(${bytesOf(db, phoneHashes)}) order by sent_at desc, id desc limit 1`;
  return row?.usable ? row.sentAt : undefined;
};

/**
 * Counts one try against the newest code of a phone, and uses it up when it is right: one statement, so
 * that of many requests with the right code exactly one gets true.
 */
export const useCode = async (
  db: Sql,
  phoneHashes: readonly Buffer[],
  codeHash: Buffer,
  now: Date,
  mostTries: number,
): Promise<boolean> => {
  const [row] = await db<{ right: boolean }[]>`
    update otp set tries = tries + 1, used_at = case when code_hash = ${codeHash} then ${now}::timestamptz end
    where id = (select id from otp where phone_hash = any(${bytesOf(db, phoneHashes)})
        order by sent_at desc, id desc limit 1)
      and used_at is null and tries < ${mostTries} and expires_at > ${now}
    returning used_at is not null as right`;
  return row?.right ?? false;
};

export type Window = { key: string; start: Date; cost: number };

/**
 * Counts in each window and answers the new counts. The rows stay locked until the transaction ends, so whoever spends
 * the same key waits; they are taken in the order of their keys, so that nobody waits in a circle.
 */
export const countIn = async (db: Sql, windows: readonly Window[]): Promise<Map<string, number>> => {
  const rows = await db<{ key: string; spent: number }[]>`
    insert into budget (key, window_start, spent)
    select key, start, cost from jsonb_to_recordset(${db.json(windows as never)}) as w (key text, start timestamptz, cost int) order by key
    on conflict (key, window_start) do update set spent = budget.spent + excluded.spent
    returning key, spent`;
  return new Map(rows.map(({ key, spent }) => [key, spent]));
};

export const countBack = (db: Sql, { key, start, cost }: Window) =>
  db`update budget set spent = spent - ${cost} where key = ${key} and window_start = ${start} and spent > 0`;
