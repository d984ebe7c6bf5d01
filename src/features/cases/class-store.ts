import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';

export type ClassRow = {
  personId: string;
  area: AreaPath;
  level: number | null;
  firstLevel: number | null;
  since: Date | null;
  until: Date | null;
  lastContactAt: Date | null;
  chain: string[];
  caseId: string | null;
  rule: string;
  toldLevel: number | null;
  toldCase: string | null;
  toldUntil: Date | null;
  toldAt: Date | null;
  readAt: Date | null;
  pending: boolean;
  changedAt: Date;
};
export type ChangeRow = {
  personId: string;
  id: string;
  level: number | null;
  previous: number | null;
  chain: string[];
  caseId: string | null;
  reason: string;
  at: Date;
};

export const classesOf = (db: Db, persons: readonly string[]) =>
  db<ClassRow[]>`select * from classification where person_id = any(${[...persons]}::uuid[])`;

/**
 * The turn of some persons, until the transaction ends: also of those who have no class yet. In one order and by one statement each, so
 * that nobody who waits holds what another waits for.
 */
export const takeTurns = async (db: Db, persons: readonly string[]): Promise<void> => {
  const ids = [...new Set(persons)].sort();
  await db`insert into class_turn (person_id) select unnest(${ids}::uuid[]) order by 1 on conflict (person_id) do nothing`;
  await db`select from class_turn where person_id = any(${ids}::uuid[]) order by person_id for update`;
};

/** Held, so that two recomputations of one person go one after the other. Ids sorted: never a ring. */
export const lockClasses = (db: Db, persons: readonly string[]) =>
  db<
    ClassRow[]
  >`select * from classification where person_id = any(${[...persons]}::uuid[]) order by person_id for update`;

export const saveClasses = (db: Db, rows: readonly ClassRow[]) => db`
  insert into classification (person_id, area, level, first_level, since, until, last_contact_at, chain, case_id, rule, told_level, told_case, told_until, told_at, pending, changed_at)
  select "personId", area, level, "firstLevel", since, until, "lastContactAt", chain, "caseId", rule, "toldLevel", "toldCase", "toldUntil", "toldAt", pending, "changedAt"
  from jsonb_to_recordset(${db.json(rows as never)}) as r("personId" uuid, area text, level smallint, "firstLevel" smallint, since timestamptz,
    until timestamptz, "lastContactAt" timestamptz, chain uuid[], "caseId" uuid, rule text, "toldLevel" smallint, "toldCase" uuid,
    "toldUntil" timestamptz, "toldAt" timestamptz, pending boolean,
    "changedAt" timestamptz)
  on conflict (person_id) do update set area = excluded.area, level = excluded.level, first_level = excluded.first_level, since = excluded.since,
    until = excluded.until, last_contact_at = excluded.last_contact_at, chain = excluded.chain, case_id = excluded.case_id, rule = excluded.rule,
    pending = excluded.pending, changed_at = excluded.changed_at`;

export const saveChanges = (db: Db, rows: readonly (ChangeRow & { byAccount: string })[]) => db`
  insert into classification_change (person_id, id, level, previous, chain, case_id, reason, at, by_account)
  select "personId", id, level, previous, chain, "caseId", reason, at, "byAccount" from jsonb_to_recordset(${db.json(rows as never)})
    as r("personId" uuid, id uuid, level smallint, previous smallint, chain uuid[], "caseId" uuid, reason text, at timestamptz, "byAccount" uuid)`;

export const changesOf = (db: Db, person: string) =>
  db<ChangeRow[]>`select * from classification_change where person_id = ${person} order by at, id`;

/** Who is still to be told. What has run out meanwhile is told to nobody, unless the person takes something for true that is not. */
export const listPending = (db: Db, area: AreaPath, at: Date, after: Position | undefined, limit: number) => {
  const [from, to] = areaRange(area);
  return db<ClassRow[]>`
    select * from classification where pending and area >= ${from} and area < ${to}
      and (level is not null and (until is null or until > ${at}) or told_level is not null and (told_until is null or told_until > ${at}))
      ${after ? db`and (changed_at, person_id) < (${after.at}, ${after.id})` : db``}
    order by changed_at desc, person_id desc limit ${limit}`;
};

export const markTold = (db: Db, persons: readonly string[], at: Date) => db`
  update classification set pending = false, told_level = level, told_case = case_id, told_until = until, told_at = ${at}, read_at = null
  where person_id = any(${[...persons]}::uuid[])`;

export const markRead = (db: Db, person: string, at: Date) =>
  db`update classification set read_at = ${at} where person_id = ${person} and read_at is null`;
