import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { WorkRow } from './store.ts';

export type TransferRow = {
  personId: string;
  id: string;
  declarationId: string;
  workId: string;
  fromArea: AreaPath;
  toArea: AreaPath;
  judgeArea: AreaPath | null;
  level: 0 | 1 | 2;
  sealed: Buffer;
  at: Date;
  byAccount: string;
  state: 'waiting' | 'accepted' | 'refused' | 'decided';
  answeredAt: Date | null;
  answeredBy: string | null;
};

export const insertTransfer = (db: Db, row: TransferRow) => db`insert into transfer ${db(row)}`;

export const findTransfer = async (db: Db, id: string): Promise<TransferRow | undefined> => {
  const [row] = await db<TransferRow[]>`select * from transfer where id = ${id}`;
  return row;
};

export const answerTransfer = async (
  db: Db,
  { personId, id }: TransferRow,
  answer: Pick<TransferRow, 'state' | 'answeredAt' | 'answeredBy'> & { judgeArea?: AreaPath },
): Promise<TransferRow> => {
  const [row] = await db<TransferRow[]>`
    update transfer set ${db(answer)} where person_id = ${personId} and id = ${id} returning *`;
  return row as TransferRow;
};

/** An item that closes is nobody's to receive any more. */
export const settleTransfers = (db: Db, { personId, id }: WorkRow, by: string, now: Date) => db`
  update transfer set state = 'decided', answered_at = ${now}, answered_by = ${by}
  where person_id = ${personId} and work_id = ${id} and state in ('waiting', 'refused')`;

/** What waits for an answer at either end, oldest first. Both ends have a partial index of the few that wait. */
export const listTransfers = (db: Db, area: AreaPath, after: { at: Date; id: string } | undefined, limit: number) => {
  const [from, to] = areaRange(area);
  return db<TransferRow[]>`
    select * from transfer
    where state in ('waiting', 'refused')
      and ((from_area >= ${from} and from_area < ${to}) or (to_area >= ${from} and to_area < ${to}))
      ${after ? db`and (at, id) > (${after.at}, ${after.id}::uuid)` : db``}
    order by at, id limit ${limit}`;
};
