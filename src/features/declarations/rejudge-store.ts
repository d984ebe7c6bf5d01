import type { Db, Pool } from '../../core/db.ts';
import type { EpidemicArea, Level } from './rules.ts';

export type Due = {
  id: string;
  personId: string;
  /** The record whose item it opens or raises, where the person was recorded twice and merged. */
  mergedInto: string | null;
  area: string;
  day: string;
  form: string;
  formVersion: string;
  triage: Level;
  symptoms: string[];
  sealed: Buffer;
  birthYear: number | null;
  hamlet: string | null;
};

export const findUnjudged = async (owner: Pool): Promise<{ due: string[]; all: EpidemicArea[] }> => {
  const rows = await owner<(EpidemicArea & { id: string; judgedAt: Date | null })[]>`
    select id, area, from_on as "from", to_on as "to", source, judged_at from epidemic_area`;
  return {
    due: rows.filter(({ judgedAt }) => judgedAt === null).map(({ id }) => id),
    all: rows.map(({ area, from, to, source }) => ({ area, from, source, ...(to && { to }) })),
  };
};

export const markJudged = (owner: Pool, ids: string[], now: Date) =>
  owner`update epidemic_area set judged_at = ${now} where id = any(${ids}::uuid[])`;

/** Declarations of the period that may still rise, newest form of each; keyset on id. */
export const findDue = (db: Db, from: string, after: string | undefined, limit: number) => db<Due[]>`
  select d.id, d.person_id, p.merged_into, d.area, d.day, d.form, d.form_version, d.triage, d.symptoms, d.sealed, p.birth_year, p.hamlet
  from declaration d join person p on p.id = d.person_id
  where d.day >= ${from} and d.triage in ('symptom', 'clear') and d.superseded_by is null and d.verified_at is null and p.died_on is null
    ${after ? db`and d.id > ${after}` : db``}
  order by d.id limit ${limit} for update of d`;

type Raised = {
  level: Level;
  rank: number;
  reasons: string[];
  work: string;
  takeBy: Date | null;
  reachBy: Date | null;
  at: Date;
};

/** Opens or raises the person's item and writes the new level into the declaration. */
export const raise = (db: Db, due: Due, to: Raised) => db`
  with worked as (
    insert into work_item (person_id, id, declaration_id, area, level, reasons, symptoms, hamlet, state, opened_at, take_by, reach_by,
      attempts, escalation, notice_at, changed_at)
    values (${due.mergedInto ?? due.personId}, ${to.work}, ${due.id}, ${due.area}, ${to.rank}, ${to.reasons}, ${due.symptoms}, ${due.hamlet}, 'new', ${to.at},
      ${to.takeBy}, ${to.reachBy}, 0, 0, ${to.reachBy}, ${to.at})
    on conflict (person_id) where closed_at is null do update set
      level = least(work_item.level, excluded.level), take_by = least(work_item.take_by, excluded.take_by),
      reach_by = least(work_item.reach_by, excluded.reach_by), changed_at = excluded.changed_at,
      reasons = case when excluded.level < work_item.level then excluded.reasons else work_item.reasons end
    returning id, state, area, level)
  update declaration set triage = ${to.level}, reasons = ${to.reasons}, work_id = worked.id, state = worked.state
  from worked, (select pg_notify('work', area || '|changed|' || id || '|' || ${due.id}) from worked) told
  where person_id = ${due.personId} and declaration.id = ${due.id}`;
