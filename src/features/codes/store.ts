import type { Db, Pool } from '../../core/db.ts';
import type { Ending } from './rules.ts';

export type CodeRow = {
  personId: string;
  id: string;
  issuedAt: Date;
  byAccount: string;
  revokedAt: Date | null;
  revokedBy: string | null;
  reason: Ending | null;
};

/** The codes that hold, the newest first: one, or one of each record where two were found to be of one human. */
export const listCurrent = (db: Db, personIds: readonly string[]) => db<CodeRow[]>`
  select * from person_code where person_id = any (${[...personIds]}::uuid[]) and revoked_at is null
  order by issued_at desc, id`;

export const insertCode = (db: Db, row: CodeRow) => db`insert into person_code ${db(row)}`;

export const endCode = (
  db: Db,
  { personId, id }: Pick<CodeRow, 'personId' | 'id'>,
  end: Pick<CodeRow, 'revokedAt' | 'revokedBy' | 'reason'>,
) => db`update person_code set ${db(end)} where person_id = ${personId} and id = ${id}`;

/** The code that a death ended at last: what its correction gives back. */
export const findEndedByDeath = async (db: Db, personId: string): Promise<CodeRow | undefined> => {
  const [row] = await db<CodeRow[]>`
    select * from person_code where person_id = ${personId} and reason = 'died' order by revoked_at desc limit 1`;
  return row;
};

/** Whose codes these are, by the id each carries: index look-ups without the person. */
export const findByCodes = (db: Db | Pool, ids: readonly string[]) =>
  db<Pick<CodeRow, 'id' | 'personId' | 'revokedAt'>[]>`
    select id, person_id, revoked_at from person_code where id = any (${[...ids]}::uuid[])`;

/** Codes that ended since, the newest first: ids alone. One that was given back is none of them. */
export const listEnded = async (db: Db, since: Date, limit: number): Promise<string[]> => {
  const rows = await db<{ id: string }[]>`
    select id from person_code where revoked_at >= ${since} order by revoked_at desc, id limit ${limit}`;
  return rows.map(({ id }) => id);
};
