import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import { anyOf, type Db, type Pool } from '../../core/db.ts';

export type CaseState = 'open' | 'closed' | 'revoked';
export type CaseRow = {
  personId: string;
  id: string;
  area: AreaPath;
  code: string;
  nationalNumber: string | null;
  onsetOn: string | null;
  sampledOn: string;
  confirmedOn: string;
  isolatedAt: Date | null;
  sourceKnown: boolean;
  outbreak: string | null;
  state: CaseState;
  closedAt: Date | null;
  outcome: string | null;
  /** `{note, treatmentPlace}` */
  sealed: Buffer | null;
  at: Date;
  byAccount: string;
  revokedAt: Date | null;
  revokedBy: string | null;
};

export const findCase = async (db: Db | Pool, id: string): Promise<CaseRow | undefined> => {
  const [row] = await db<CaseRow[]>`select * from confirmed_case where id = ${id}`;
  return row;
};

/** What stands on a contact's task of its case, by the case's id: not whose it is. */
export const findCases = async (db: Db | Pool, ids: readonly string[]) =>
  new Map(
    (
      await db<Pick<CaseRow, 'id' | 'area' | 'code' | 'state'>[]>`
        select id, area, code, state from confirmed_case where id = any(${[...ids]}::uuid[])`
    ).map((row) => [row.id, row]),
  );

export const lockCase = async (db: Db, id: string): Promise<CaseRow | undefined> => {
  const [row] = await db<CaseRow[]>`select * from confirmed_case where id = ${id} for update`;
  return row;
};

export const insertCase = (db: Db, row: CaseRow) => db`insert into confirmed_case ${db(row)}`;

/** What classes follow from; what stood until now is kept. */
type Facts = Pick<
  CaseRow,
  'onsetOn' | 'sampledOn' | 'confirmedOn' | 'isolatedAt' | 'sourceKnown' | 'closedAt' | 'revokedAt'
>;

export const updateCase = async (db: Db, row: CaseRow, at: Date) => {
  const { personId, id, ...rest } = row;
  const { onsetOn, sampledOn, confirmedOn, isolatedAt, sourceKnown, closedAt, revokedAt } = row;
  await db`
    insert into case_version (person_id, id, until_at, onset_on, sampled_on, confirmed_on, isolated_at, source_known, closed_at, revoked_at)
    select person_id, id, ${at}, onset_on, sampled_on, confirmed_on, isolated_at, source_known, closed_at, revoked_at from confirmed_case
    where person_id = ${personId} and id = ${id} and (onset_on, sampled_on, confirmed_on, isolated_at, source_known, closed_at, revoked_at)
      is distinct from (${onsetOn}::date, ${sampledOn}::date, ${confirmedOn}::date, ${isolatedAt}::timestamptz, ${sourceKnown}::boolean, ${closedAt}::timestamptz,
        ${revokedAt}::timestamptz)
    on conflict (person_id, id, until_at) do nothing`;
  await db`update confirmed_case set ${db(rest)} where person_id = ${personId} and id = ${id}`;
};

/** Of a case that is not revoked. */
export const standingState = ({ closedAt }: Pick<CaseRow, 'closedAt'>): CaseState =>
  closedAt === null ? 'open' : 'closed';

/** Every case of some persons that was not revoked. */
export const casesOf = (db: Db | Pool, persons: readonly string[]) =>
  db<CaseRow[]>`select * from confirmed_case where person_id = ${anyOf(db, persons)} and state <> 'revoked'`;

/** Every case of some persons as it was known at a moment: recorded by then, not revoked then, with the dates of then. */
export const casesThen = async (db: Db, persons: readonly string[], at: Date): Promise<CaseRow[]> => {
  const rows = await db<CaseRow[]>`
    select * from confirmed_case where person_id = ${anyOf(db, persons)} and at <= ${at}`;
  const versions = await db<(Facts & { id: string })[]>`
    select id, onset_on, sampled_on, confirmed_on, isolated_at, source_known, closed_at, revoked_at from case_version
    where person_id = ${anyOf(db, persons)} and until_at > ${at} order by until_at desc`;
  // The first that stood until later than the moment.
  const then = new Map(versions.map((version) => [version.id, version]));
  return rows.flatMap((row) => {
    const known = { ...row, ...then.get(row.id) };
    // One that was revoked before such versions were kept has only the row itself.
    if (known.revokedAt && known.revokedAt <= at) return [];
    return [{ ...known, state: standingState(known), revokedAt: null, revokedBy: null }];
  });
};

export type Filter = { area: AreaPath; state?: CaseState; persons?: readonly string[]; from?: string; to?: string };

/** Newest first by the time they were recorded. */
export const listCases = (
  db: Db,
  { area, state, persons, from, to }: Filter,
  after: Position | undefined,
  limit: number,
) => {
  const [low, high] = areaRange(area);
  return db<CaseRow[]>`
    select * from confirmed_case where area >= ${low} and area < ${high}
      ${state ? db`and state = ${state}` : db``} ${persons ? db`and person_id = any(${[...persons]}::uuid[])` : db``}
      ${from ? db`and confirmed_on >= ${from}` : db``} ${to ? db`and confirmed_on <= ${to}` : db``}
      ${after ? db`and (at, id) < (${after.at}, ${after.id})` : db``}
    order by at desc, id desc limit ${limit}`;
};

/** Who opened whose visits, once an hour and account: shown to the person. */
export const noteOpenings = (
  db: Db,
  rows: readonly {
    personId: string;
    id: string;
    caseId: string;
    area: AreaPath;
    reason: string;
    at: Date;
    byAccount: string;
  }[],
) => db`
  insert into visit_opening (person_id, id, case_id, area, reason, at, by_account)
  select "personId", id, "caseId", area, reason, at, "byAccount" from jsonb_to_recordset(${db.json(rows as never)})
    as r("personId" uuid, id uuid, "caseId" uuid, area text, reason text, at timestamptz, "byAccount" uuid)
  on conflict (person_id, id) do nothing`;

/** What ranks a contact beside how they met: year of birth, and symptoms declared from a day on. */
export const traitsOf = (db: Db, persons: readonly string[], since: string) =>
  db<{ id: string; birthYear: number | null; area: AreaPath; hasSymptoms: boolean }[]>`
  select p.id, p.birth_year, p.area, exists (
    select from declaration d where d.person_id = any(p.id || coalesce(p.merged_ids, '{}')) and d.day >= ${since} and cardinality(d.symptoms) > 0) as has_symptoms
  from person p where p.id = ${anyOf(db, persons)}`;

/** The records that stand for others, of some ids or the ones these lead to; by two small partial indexes. One that was merged later keeps its own list. */
export const standIns = (db: Db, ids: readonly string[]) => db<{ id: string; mergedIds: string[] }[]>`
  select id, merged_ids from person where merged_ids is not null and merged_into is null and id = ${anyOf(db, ids)}
  union
  select k.id, k.merged_ids from person a join person k on k.id = a.merged_into
  where a.merged_into is not null and k.merged_ids is not null and a.id = ${anyOf(db, ids)}`;
