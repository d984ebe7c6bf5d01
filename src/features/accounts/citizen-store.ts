import { bytesOf, type Db, type Pool } from '../../core/db.ts';
import { type AccountRow, columns } from './store.ts';

type Sql = Db | Pool;

/** The account of a phone; the first sign-in makes it. */
export const citizenOf = async (
  db: Sql,
  made: { id: string; phoneHash: Buffer; sealed: Buffer; at: Date },
): Promise<AccountRow> => {
  await db`
    insert into account (id, kind, roles, name, phone_hash, sealed, state, created_at)
    values (${made.id}, 'citizen', '{citizen}', '', ${made.phoneHash}, ${made.sealed}, 'active', ${made.at})
    on conflict (phone_hash) do nothing`;
  const [row] = await db<AccountRow[]>`select ${columns(db)} from account where phone_hash = ${made.phoneHash}`;
  return row as AccountRow;
};

/** Set-wise: the accounts of some phones, those made that have none yet. */
export const citizensOf = async (
  db: Sql,
  made: readonly { id: string; hash: Buffer; sealed: Buffer }[],
  at: Date,
): Promise<{ id: string; phoneHash: Buffer }[]> => {
  const rows = made.map(({ id, hash, sealed }) => ({
    id,
    hash: hash.toString('base64'),
    sealed: sealed.toString('base64'),
  }));
  await db`
    insert into account (id, kind, roles, name, phone_hash, sealed, state, created_at)
    select id, 'citizen', '{citizen}', '', decode(hash, 'base64'), decode(sealed, 'base64'), 'active', ${at}
    from jsonb_to_recordset(${db.json(rows)}) as m(id uuid, hash text, sealed text) order by hash
    on conflict (phone_hash) do nothing`;
  return findCitizens(
    db,
    made.map(({ hash }) => hash),
  );
};

export const findCitizens = (db: Sql, phoneHashes: readonly Buffer[]) => db<{ id: string; phoneHash: Buffer }[]>`
  select id, phone_hash from account where phone_hash = any(${bytesOf(db, phoneHashes)})`;

export const sealedPhones = (db: Sql, ids: readonly string[]) => db<{ id: string; sealed: Buffer }[]>`
  select id, sealed from account where id = any(${[...ids]}::uuid[]) and kind = 'citizen' and sealed is not null`;
