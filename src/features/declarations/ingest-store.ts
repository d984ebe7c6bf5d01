import type { AreaPath } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { EpidemicArea } from './rules.ts';

/** What the flush must know of persons and ids before it writes: index look-ups by id, pipelined. */
export type Known = {
  declarations: Map<string, KnownDeclaration>;
  persons: Map<string, KnownPerson>;
  open: Map<string, OpenItem>;
  /** What the citizens of this flush hold already. */
  accounts: Map<string, { hasSelf: boolean; unanswered: number }>;
  epidemicAreas: EpidemicArea[];
};
export type KnownDeclaration = {
  id: string;
  personId: string;
  byAccount: string;
  bodyHash: Buffer;
  triage: 'urgent' | 'risk' | 'symptom' | 'clear';
  reasons: string[];
  area: AreaPath;
  at: Date;
};
export type KnownPerson = {
  id: string;
  /** The record that stands for a merged one, and the records that this one stands for. */
  mergedInto: string | null;
  mergedIds: string[] | null;
  birthYear: number | null;
  diedOn: string | null;
  hamlet: string | null;
  bodyHash: Buffer;
  nowHash: Buffer | null;
  /** Where the person is dealt with now, and of these where for good: a traveller is seen for a while. */
  areas: AreaPath[];
  homes: AreaPath[];
  /** Accounts that may act for the person. */
  accounts: string[];
};
export type OpenItem = {
  personId: string;
  id: string;
  level: number;
  area: AreaPath;
  state: string;
  openedAt: Date;
  takeBy: Date | null;
  reachBy: Date | null;
  takenAt: Date | null;
  reachedAt: Date | null;
  noticeAt: Date | null;
  reasons: string[];
  symptoms: string[];
  changedAt: Date;
};

const personColumns = (db: Db) => db`id, birth_year, died_on, hamlet, body_hash, now_hash, merged_into, merged_ids`;

export const findKnown = async (db: Db, ids: string[], personIds: string[], accountIds: string[]): Promise<Known> => {
  const [declared, persons, accounts, epidemicAreas] = await Promise.all([
    db<KnownDeclaration[]>`
      select id, person_id, by_account, body_hash, triage, reasons, area, at from declaration where id = any(${ids}::uuid[])`,
    db<Omit<KnownPerson, 'areas' | 'homes' | 'accounts'>[]>`
      select ${personColumns(db)} from person where id = any(${personIds}::uuid[])`,
    accountIds.length === 0
      ? []
      : db<{ accountId: string; hasSelf: boolean; unanswered: number }[]>`
      select account_id, bool_or(relation = 'self' and state <> 'refused') as has_self,
        (count(*) filter (where state in ('pending', 'refused')))::int as unanswered
      from kin where account_id = any(${accountIds}::uuid[]) group by account_id`,
    db<EpidemicArea[]>`select area, from_on as "from", to_on as "to", source from epidemic_area`,
  ]);
  const away = persons.flatMap(({ mergedInto }) => mergedInto ?? []);
  if (away.length > 0) {
    persons.push(
      ...(await db<Omit<KnownPerson, 'areas' | 'homes' | 'accounts'>[]>`
      select ${personColumns(db)} from person where id = any(${away}::uuid[])`),
    );
  }
  // Of somebody new there is nothing more to know: a launch day's flush asks four questions, not seven.
  const known = persons.map(({ id }) => id);
  const [places, kin, open] =
    known.length === 0
      ? [[], [], []]
      : await Promise.all([
          db<{ personId: string; area: AreaPath; isLasting: boolean }[]>`
            select person_id, area, until is null as is_lasting from person_area
            where person_id = any(${known}::uuid[]) and (until is null or until > statement_timestamp())`,
          db<{ personId: string; accountId: string }[]>`
            select person_id, account_id from kin where person_id = any(${known}::uuid[]) and state <> 'refused'`,
          db<OpenItem[]>`
            select person_id, id, level, area, state, opened_at, take_by, reach_by, taken_at, reached_at, notice_at, reasons, symptoms, changed_at
            from work_item where person_id = any(${known}::uuid[]) and closed_at is null`,
        ]);
  const areasOf = Map.groupBy(places, ({ personId }) => personId);
  const accountsOf = Map.groupBy(kin, ({ personId }) => personId);
  return {
    declarations: new Map(declared.map((row) => [row.id, row])),
    persons: new Map(
      persons.map((row) => [
        row.id,
        {
          ...row,
          areas: (areasOf.get(row.id) ?? []).map(({ area }) => area),
          homes: (areasOf.get(row.id) ?? []).flatMap(({ area, isLasting }) => (isLasting ? [area] : [])),
          accounts: (accountsOf.get(row.id) ?? []).map(({ accountId }) => accountId),
        },
      ]),
    ),
    open: new Map(open.map((row) => [row.personId, row])),
    accounts: new Map(accounts.map(({ accountId, ...held }) => [accountId, held])),
    epidemicAreas: epidemicAreas.map(({ to, ...rest }) => ({ ...rest, ...(to && { to }) })),
  };
};

/** One accepted declaration as the statement reads it; bytes are base64 text, absent parts are left out. */
export type IngestRow = Record<string, unknown>;

/**
 * Writes a whole flush in one statement: persons, where they are dealt with, who may act for them, work items,
 * declarations, counters, audit and the live notice. Answers what it stored: less than it was given when a parallel server was
 * first with an id or with a person's open item. What is changed is named by its key beside the join: a plan made while the
 * tables are empty would else read them from end to end.
 */
export const writeFlush = (db: Db, rows: IngestRow[], audits: Record<string, unknown>[], now: Date) => db<
  { id: string }[]
>`
  with input as materialized (
    select * from jsonb_to_recordset(${db.json(rows as never)}) as r(
      id uuid, person uuid, area text, area_code text, form text, form_version text, triage text, reasons text[], symptoms text[],
      at timestamptz, day date, account uuid, on_behalf boolean, body_hash text, sealed text, supersedes uuid, merged uuid[], source text,
      person_area text, person_hamlet text, person_birth_year smallint, person_sealed text, person_phone text, person_identity text,
      person_hash text, person_as text, tokens text[], kin text, kin_state text, is_new_person boolean, is_new_place boolean,
      work uuid, work_expected timestamptz, work_level smallint, work_area text, work_reasons text[], work_symptoms text[], work_state text,
      opened_at timestamptz, take_by timestamptz, reach_by timestamptz, notice_at timestamptz, hamlet text)),
  made_person as (
    insert into person (id, area, hamlet, birth_year, health, sealed, phone_hash, identity_hash, body_hash, made_by, made_as, created_at, updated_at)
    select person, person_area, person_hamlet, person_birth_year, 'well', decode(person_sealed, 'base64'), decode(person_phone, 'base64'),
      decode(person_identity, 'base64'), decode(person_hash, 'base64'), account, person_as, ${now}, ${now}
    from input where is_new_person on conflict (id) do nothing),
  placed as (
    insert into person_area (person_id, area, reason, tokens, since)
    select person, area, 'declaration', coalesce(tokens, (select p.tokens from person_area p where p.person_id = i.person limit 1), '{}'), ${now}
    from input i where is_new_place
    union all
    select person, person_area, 'residence', tokens, ${now} from input where is_new_person and person_area <> area
    on conflict (person_id, area) do update set until = null, reason = excluded.reason where person_area.until is not null),
  related as (
    insert into kin (person_id, account_id, relation, state, at)
    select person, account, kin, kin_state, ${now} from input where kin is not null
    on conflict (person_id, account_id) do nothing),
  opened as (
    insert into work_item (person_id, id, declaration_id, area, level, reasons, symptoms, hamlet, state, opened_at, take_by, reach_by,
      attempts, escalation, notice_at, changed_at)
    select person, work, id, work_area, work_level, work_reasons, work_symptoms, hamlet, work_state, opened_at, take_by, reach_by, 0, 0, notice_at, ${now}
    from input where work is not null and work_expected is null
    on conflict (person_id) where closed_at is null do nothing
    returning person_id, id, declaration_id, state, level, area),
  merged as (
    update work_item w set declaration_id = i.id, area = i.work_area, level = i.work_level, reasons = i.work_reasons, symptoms = i.work_symptoms,
      state = i.work_state, take_by = i.take_by, reach_by = i.reach_by, notice_at = i.notice_at,
      taken_at = case when i.work_level < w.level then null else w.taken_at end,
      reached_at = case when i.work_level < w.level then null else w.reached_at end, changed_at = ${now}
    from input i
    where w.person_id = any(array(select person from input where work_expected is not null))
      and i.work_expected is not null and w.person_id = i.person and w.id = i.work and w.closed_at is null and w.changed_at = i.work_expected
    returning w.person_id, w.id, w.declaration_id, w.state, w.level, w.area),
  worked as (select * from opened union all select * from merged),
  stored as (
    insert into declaration (person_id, id, area, area_code, form, form_version, triage, reasons, symptoms, state, work_id, at, day, stored_at,
      by_account, on_behalf, body_hash, sealed, is_first, source)
    select i.person, i.id, i.area, i.area_code, i.form, i.form_version, i.triage, i.reasons, i.symptoms, w.state, w.id, i.at, i.day, ${now},
      i.account, i.on_behalf, decode(i.body_hash, 'base64'), decode(i.sealed, 'base64'),
      not exists (select from (select area from declaration where person_id = i.person offset 0) own where own.area = i.area),
      (select code from campaign c where c.code = i.source and (c.ended_at is null or i.at < c.ended_at))
    from input i left join worked w on w.person_id = i.person
    where i.work is null or w.id is not null
    on conflict (person_id, id) do nothing
    returning person_id, id, area, area_code, day, triage, symptoms, is_first, source),
  counted as (
    insert into commune_day (area, day, declared, people, urgent, risk, symptom, clear, verified, in_time, confirmed, checked, fever, breathless)
    select area, day, count(*), count(*) filter (where is_first), count(*) filter (where triage = 'urgent'), count(*) filter (where triage = 'risk'),
      count(*) filter (where triage = 'symptom'), count(*) filter (where triage = 'clear'), 0, 0, 0, 0,
      count(*) filter (where 'fever' = any (symptoms)), count(*) filter (where 'breathless' = any (symptoms))
    from (select area, day, triage, is_first, symptoms from stored
      union all select area, '-infinity', triage, is_first, symptoms from stored) both_days
    group by area, day order by area, day
    on conflict (area, day) do update set declared = commune_day.declared + excluded.declared, people = commune_day.people + excluded.people,
      urgent = commune_day.urgent + excluded.urgent, risk = commune_day.risk + excluded.risk,
      symptom = commune_day.symptom + excluded.symptom, clear = commune_day.clear + excluded.clear,
      fever = commune_day.fever + excluded.fever, breathless = commune_day.breathless + excluded.breathless),
  led_here as (
    insert into campaign_day (code, day, area_code, declared)
    select source, day, area_code, count(*)
    from (select source, day, area_code from stored union all select source, '-infinity', area_code from stored) both_days
    where source is not null group by source, day, area_code order by source, day, area_code
    on conflict (code, day, area_code) do update set declared = campaign_day.declared + excluded.declared),
  superseded as (
    update declaration d set superseded_by = i.id from input i join stored s on s.id = i.id
    where d.id = any(array(select supersedes from input where supersedes is not null))
      and i.supersedes is not null and d.person_id = any (array_append(i.merged, i.person)) and d.id = i.supersedes),
  audited as (
    insert into audit_inbox (id, at, account, area, verb, route, outcome, persons, request_id, detail)
    select id, ${now}, account, area, 'declaration.create', 'POST /declarations', 'done', persons, request, detail
    from jsonb_to_recordset(${db.json(audits as never)}) as a(id uuid, account uuid, area text, persons uuid[], request text, detail jsonb)),
  told as (
    select count(pg_notify('work', concat_ws('|', w.area, case when w.level = 0 then 'urgent' else 'changed' end, w.id, w.declaration_id))) as told from worked w)
  select stored.id from stored, told`;
