import type { Db } from '../../core/db.ts';

/** What was done with a case itself; sealed is `{reason, before, after}`. */
export type ChangeOfCase = {
  personId: string;
  id: string;
  caseId: string;
  kind: 'revoked' | 'restored' | 'corrected' | 'closed' | 'reopened' | 'withdrawn';
  sealed: Buffer;
  at: Date;
  byAccount: string;
};

export const insertChange = (db: Db, row: ChangeOfCase) => db`insert into case_change ${db(row)}`;

/** The newest 200. */
export const changesOfCase = (db: Db, caseId: string) =>
  db<ChangeOfCase[]>`select * from case_change where case_id = ${caseId} order by at desc, id desc limit 200`;

/** Whether a code is this case's now: false when another has it. */
export const takeCode = async (db: Db, code: string): Promise<boolean> => {
  const taken = await db`insert into case_code (code) values (${code}) on conflict (code) do nothing returning code`;
  return taken.length > 0;
};
