import type { Pool } from '../../core/db.ts';

export type StandInRow = {
  id: string;
  kind: 'citizen' | 'program';
  area: string | null;
  roles: string[];
  name: string;
  phoneHash: string | null;
  sealed: string | null;
};

/** Accounts in one statement, bytes as base64; those that are there stay as they are. */
export const insertStandIns = (owner: Pool, rows: readonly StandInRow[], at: Date) => owner`
  insert into account (id, kind, area, roles, name, phone_hash, sealed, state, created_at)
  select id, kind, area, roles, name, decode("phoneHash", 'base64'), decode(sealed, 'base64'), 'active', ${at}
  from jsonb_to_recordset(${owner.json(rows as never)}) as r (id uuid, kind text, area text, roles text[], name text,
    "phoneHash" text, sealed text)
  on conflict do nothing`;

/** Moves the ends of what is open by so many seconds; what has ended stays so. */
export const postponeEnds = async (owner: Pool, seconds: number, now: Date): Promise<void> => {
  await owner`update session set expires_at = expires_at + make_interval(secs => ${seconds}) where expires_at > ${now}`;
  await owner`update invitation set expires_at = expires_at + make_interval(secs => ${seconds})
    where used_at is null and expires_at > ${now}`;
  await owner`update otp set expires_at = expires_at + make_interval(secs => ${seconds}), sent_at = sent_at + make_interval(secs => ${seconds})
    where used_at is null and expires_at > ${now}`;
};
