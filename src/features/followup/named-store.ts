import type { Db } from '../../core/db.ts';
import type { askKinds } from './rules.ts';

/** A link to a contact. */
export type AskRow = {
  personId: string;
  id: string;
  caseId: string;
  tokenHash: Buffer;
  at: Date;
  expiresAt: Date;
  answeredAt: Date | null;
  byAccount: string;
};

/** Somebody a contact named; sealed is `{fullName, phone, place, note}`. */
export type NamedRow = {
  personId: string;
  id: string;
  caseId: string;
  kind: (typeof askKinds)[number];
  fromAt: Date;
  toAt: Date;
  sealed: Buffer;
  state: 'waiting' | 'added' | 'dismissed';
  at: Date;
  byAccount: string | null;
  linkId: string | null;
  contactId: string | null;
  decidedAt: Date | null;
  decidedBy: string | null;
};

export const insertAsk = (db: Db, row: AskRow) => db`insert into contact_ask ${db(row)}`;

/** By the link, in a case that stands. */
export const findAsk = async (db: Db, tokenHash: Buffer): Promise<AskRow | undefined> => {
  const [row] = await db<AskRow[]>`
    select a.* from contact_ask a join confirmed_case c on c.id = a.case_id
    where a.token_hash = ${tokenHash} and c.state <> 'revoked' for update of a`;
  return row;
};

/** What some persons can still answer, in cases that stand, with how many each has named; what waits for an answer first. */
export const openAsks = (db: Db, persons: readonly string[], now: Date) => db<(AskRow & { named: number })[]>`
  select a.*, (select count(*)::int from contact_named n where n.person_id = a.person_id and n.case_id = a.case_id) as named
  from contact_ask a join confirmed_case c on c.id = a.case_id
  where a.person_id = any(${[...persons]}::uuid[]) and a.expires_at > ${now} and c.state <> 'revoked'
  order by (a.answered_at is not null), a.at desc, a.id limit 50`;

export const lockAsk = async (db: Db, persons: readonly string[], id: string): Promise<AskRow | undefined> => {
  const [row] = await db<AskRow[]>`
    select a.* from contact_ask a join confirmed_case c on c.id = a.case_id
    where a.person_id = any(${[...persons]}::uuid[]) and a.id = ${id} and c.state <> 'revoked' for update of a`;
  return row;
};

export const markAnswered = (db: Db, { personId, id }: AskRow, at: Date) =>
  db`update contact_ask set answered_at = ${at} where person_id = ${personId} and id = ${id}`;

export const countNamed = async (
  db: Db,
  { personId, caseId }: Pick<AskRow, 'personId' | 'caseId'>,
): Promise<number> => {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from contact_named where person_id = ${personId} and case_id = ${caseId}`;
  return row?.count ?? 0;
};

/** One that is there already, sent twice over a bad line, stays as it is. */
export const insertNamed = (db: Db, rows: readonly NamedRow[]) =>
  db`insert into contact_named ${db(rows)} on conflict (person_id, id) do nothing`;

export const namedOf = (db: Db, caseId: string) => db<NamedRow[]>`
  select * from contact_named where case_id = ${caseId} order by (state = 'waiting') desc, at desc, id limit 500`;

export const lockNamed = async (db: Db, id: string): Promise<NamedRow | undefined> => {
  const [row] = await db<NamedRow[]>`select * from contact_named where id = ${id} for update`;
  return row;
};

export const saveDecision = (
  db: Db,
  { personId, id }: NamedRow,
  given: Pick<NamedRow, 'state' | 'linkId' | 'contactId' | 'decidedAt' | 'decidedBy' | 'sealed'>,
) => db`update contact_named set ${db(given)} where person_id = ${personId} and id = ${id}`;

/** Whether a person is the case itself, or a contact of it whose own contacts are asked for; and where. */
export const sourceOf = async (db: Db, caseId: string, ids: readonly string[]) => {
  const [row] = await db<{ area: string; isCase: boolean }[]>`
    select area, true as is_case from confirmed_case where id = ${caseId} and person_id = any(${[...ids]}::uuid[])
    union all
    select area, false from contact_task where person_id = any(${[...ids]}::uuid[]) and case_id = ${caseId} and level = 1
    limit 1`;
  return row;
};
