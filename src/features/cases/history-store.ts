import type { Db } from '../../core/db.ts';
import type { ChangeOfCase } from './changes-store.ts';

export type DeedRow = {
  kind: 'opened' | ChangeOfCase['kind'] | 'accepted' | 'rejected' | 'undecided' | 'entered';
  at: Date;
  byAccount: string | null;
  level: number | null;
  count: number;
  /** The first few of them. */
  persons: string[];
  /** Of the first: what it is called, and its note under that name. */
  name: string | null;
  sealed: Buffer | null;
};

/** What was decided and entered in a case: one row an act, however many persons it was about; the newest 200. */
export const deedsOf = (db: Db, caseId: string) => db<DeedRow[]>`
  select kind, at, by_account, level::int, count(*)::int as count, (array_agg(person_id order by person_id))[1:5] as persons,
    (array_agg(name order by person_id))[1] as name, (array_agg(sealed order by person_id))[1] as sealed from (
    select case accepted when true then 'accepted' when false then 'rejected' else 'undecided' end as kind, at, by_account, level, person_id,
      'contact decision ' || id as name, sealed
    from contact_decision where case_id = ${caseId}
    union all
    select 'entered', at, by_account, level, person_id, 'contact link ' || id, sealed from contact_link
    where case_id = ${caseId} and kind <> 'visit'
    union all
    select 'withdrawn', withdrawn_at, withdrawn_by, level, person_id, null, null from contact_link
    where case_id = ${caseId} and withdrawn_by is not null) deed
  group by kind, at, by_account, level order by at desc limit 200`;
