import type { Db, Pool } from '../../core/db.ts';

type Sql = Db | Pool;

export type InvitationRow = { accountId: string; sealed: Buffer; expiresAt: Date; usedAt: Date | null };
export type NewInvitation = Omit<InvitationRow, 'usedAt'> & { tokenHash: Buffer };

export const insertInvitations = (db: Sql, invitations: readonly NewInvitation[]) => {
  const rows = invitations.map(({ tokenHash, sealed, ...row }) => ({
    ...row,
    tokenHash: tokenHash.toString('hex'),
    sealed: sealed.toString('hex'),
  }));
  return db`
    insert into invitation (token_hash, account_id, sealed, expires_at)
    select decode("tokenHash", 'hex'), "accountId", decode(sealed, 'hex'), "expiresAt"
    from jsonb_to_recordset(${db.json(rows as never)}) as i ("tokenHash" text, "accountId" uuid, sealed text, "expiresAt" timestamptz)`;
};

export const findInvitation = async (db: Sql, tokenHash: Buffer): Promise<InvitationRow | undefined> => {
  const [row] = await db<
    InvitationRow[]
  >`select account_id, sealed, expires_at, used_at from invitation where token_hash = ${tokenHash}`;
  return row;
};

export const useInvitation = async (db: Sql, tokenHash: Buffer, now: Date): Promise<boolean> => {
  const { count } = await db`
    update invitation set used_at = ${now} where token_hash = ${tokenHash} and used_at is null and expires_at > ${now}`;
  return count === 1;
};

export const voidInvitations = (db: Sql, accountId: string, now: Date) =>
  db`update invitation set used_at = ${now} where account_id = ${accountId} and used_at is null`;
