import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import { sameIllnessDays } from '../laboratory/rules.ts';
import type { EvidenceKind } from './rules.ts';

export type LinkRow = {
  personId: string;
  id: string;
  sourceId: string;
  caseId: string;
  level: 1 | 2;
  kind: EvidenceKind;
  venueId: string | null;
  fromAt: Date;
  toAt: Date;
  minutes: number;
  doubtful: boolean;
  /** `{note}` */
  sealed: Buffer | null;
  at: Date;
  byAccount: string;
  withdrawnAt: Date | null;
};

/** What was known at a moment: links recorded by then and not withdrawn before. */
const knownAt = (db: Db, asOf: Date | undefined) =>
  asOf === undefined
    ? db`withdrawn_at is null`
    : db`at <= ${asOf} and (withdrawn_at is null or withdrawn_at > ${asOf})`;

/** Whether a human is or was a contact of a case of an area, whose tracers see its contacts wherever they live. */
export const isContactWithin = async (db: Db, ids: readonly string[], area: AreaPath): Promise<boolean> => {
  const [from, to] = areaRange(area);
  const [row] = await db<{ isContact: boolean }[]>`
    select exists (select from contact_link l join confirmed_case c on c.id = l.case_id
      where l.person_id = any(${[...ids]}::uuid[]) and c.area >= ${from} and c.area < ${to}) as is_contact`;
  return row?.isContact === true;
};

export const linksOfCase = (db: Db, caseId: string, level: 1 | 2, asOf?: Date) =>
  db<LinkRow[]>`select * from contact_link where case_id = ${caseId} and level = ${level} and ${knownAt(db, asOf)}`;

export const findLink = async (db: Db, id: string): Promise<LinkRow | undefined> => {
  const [row] = await db<LinkRow[]>`select * from contact_link where id = ${id} for update`;
  return row;
};

export const withdrawLink = (db: Db, { personId, id }: LinkRow, at: Date, by: string) =>
  db`update contact_link set withdrawn_at = ${at}, withdrawn_by = ${by} where person_id = ${personId} and id = ${id} and withdrawn_at is null`;

type NewLink = Omit<LinkRow, 'withdrawnAt' | 'sealed'> & { sealed: string | null };

/** What somebody entered: whatever stands under its id is never written over. */
export const insertLink = (db: Db, row: NewLink) => saveRows(db, [row], false);

/**
 * What visits say of some contacts, set-wise. The id of such a link follows from what it links, so that deciding again renews it; what
 * it said until then, or that it was withdrawn, stays as a row of its own under the id given with it: what was known at a moment can
 * still be asked for.
 */
export const saveVisitLinks = async (db: Db, rows: readonly (NewLink & { kept: string })[]) => {
  await db`
    insert into contact_link (person_id, id, source_id, case_id, level, kind, venue_id, from_at, to_at, minutes, doubtful, sealed, at, by_account, withdrawn_at, withdrawn_by)
    select l.person_id, r.kept, l.source_id, l.case_id, l.level, l.kind, l.venue_id, l.from_at, l.to_at, l.minutes, l.doubtful, l.sealed, l.at, l.by_account,
      coalesce(l.withdrawn_at, r.at), l.withdrawn_by
    from contact_link l join jsonb_to_recordset(${db.json(rows as never)}) as r("personId" uuid, id uuid, kept uuid, "fromAt" timestamptz, "toAt" timestamptz,
      minutes real, doubtful boolean, at timestamptz) on l.person_id = r."personId" and l.id = r.id
    where l.withdrawn_at is not null or (l.from_at, l.to_at, l.minutes, l.doubtful) is distinct from (r."fromAt", r."toAt", r.minutes, r.doubtful)`;
  await saveRows(db, rows, true);
};

const saveRows = (db: Db, rows: readonly NewLink[], renews: boolean) => db`
  insert into contact_link (person_id, id, source_id, case_id, level, kind, venue_id, from_at, to_at, minutes, doubtful, sealed, at, by_account)
  select "personId", id, "sourceId", "caseId", level, kind, "venueId", "fromAt", "toAt", minutes, doubtful, decode(sealed, 'base64'), at, "byAccount"
  from jsonb_to_recordset(${db.json(rows as never)}) as r("personId" uuid, id uuid, "sourceId" uuid, "caseId" uuid, level smallint, kind text,
    "venueId" uuid, "fromAt" timestamptz, "toAt" timestamptz, minutes real, doubtful boolean, sealed text, at timestamptz, "byAccount" uuid)
  ${
    renews
      ? db`on conflict (person_id, id) do update set from_at = excluded.from_at, to_at = excluded.to_at, minutes = excluded.minutes,
        doubtful = excluded.doubtful, at = excluded.at, by_account = excluded.by_account, withdrawn_at = null, withdrawn_by = null
        where contact_link.withdrawn_at is not null or (contact_link.from_at, contact_link.to_at, contact_link.minutes, contact_link.doubtful)
          is distinct from (excluded.from_at, excluded.to_at, excluded.minutes, excluded.doubtful)`
      : db``
  }`;

/**
 * Links into some persons that a tracer accepted, by the newest decision of that case and level, under whichever id of the human it
 * was made: `ids` are all of them.
 */
export const acceptedInto = (db: Db, persons: readonly { id: string; ids: readonly string[] }[], asOf?: Date) => db<
  LinkRow[]
>`
  select l.* from jsonb_to_recordset(${db.json(persons as never)}) as h(id uuid, ids uuid[]) join contact_link l on l.person_id = h.id
  where ${knownAt(db, asOf)} and (
    select d.accepted from contact_decision d
    where d.person_id = any(h.ids) and d.case_id = l.case_id and d.level = l.level
      ${asOf === undefined ? db`` : db`and d.at <= ${asOf}`}
    order by d.at desc, d.id desc limit 1)`;

/** From whom standing links lead to some persons: whose cases, links and isolation their classes may follow from. */
export const sourcesOf = (db: Db, persons: readonly string[]) => db<{ source: string }[]>`
  select distinct source_id as source from contact_link where person_id = any(${[...persons]}::uuid[]) and withdrawn_at is null`;

/** Whom standing links lead to from some persons: who may change class when these do. */
export const reachedBy = (db: Db, sources: readonly string[]) => db<{ source: string; person: string }[]>`
  select distinct source_id as source, person_id as person from contact_link where source_id = any(${[...sources]}::uuid[]) and withdrawn_at is null`;

// Decisions.

type DecisionRow = { personId: string; level: 1 | 2; accepted: boolean | null; at: Date };

/** The newest decision on each person at a level of a case; `accepted` is null where it was taken back. */
export const decisionsOf = (db: Db, caseId: string, level: 1 | 2, asOf?: Date) => db<DecisionRow[]>`
  select distinct on (person_id) person_id, level, accepted, at from contact_decision
  where case_id = ${caseId} and level = ${level} ${asOf === undefined ? db`` : db`and at <= ${asOf}`}
  order by person_id, at desc, id desc`;

export const saveDecisions = (
  db: Db,
  rows: readonly {
    personId: string;
    id: string;
    caseId: string;
    level: number;
    accepted: boolean | null;
    sealed: string | null;
    at: Date;
    byAccount: string;
  }[],
) => db`
  insert into contact_decision (person_id, id, case_id, level, accepted, sealed, at, by_account)
  select "personId", id, "caseId", level, accepted, decode(sealed, 'base64'), at, "byAccount" from jsonb_to_recordset(${db.json(rows as never)})
    as r("personId" uuid, id uuid, "caseId" uuid, level smallint, accepted boolean, sealed text, at timestamptz, "byAccount" uuid)`;

/**
 * Of each case: how many humans a tracer accepted whom the lists show so, and who of these is still to be called. As in the lists,
 * of several records of a human the newest decision counts, and nobody without a link that stands, nor who is a case.
 */
export const countsOf = (db: Db, cases: readonly string[]) => db<
  { caseId: string; accepted: number; waiting: number }[]
>`
  select c.id as case_id,
    (select count(distinct human)::int from (
      select distinct on (d.level, coalesce(m.merged_into, d.person_id)) d.level, coalesce(m.merged_into, d.person_id) as human, d.accepted
      from contact_decision d left join person m on m.id = d.person_id and m.merged_into is not null where d.case_id = c.id
      order by d.level, coalesce(m.merged_into, d.person_id), d.at desc, d.id desc) newest
     where accepted and (level, human) in (
        select l.level, coalesce(m.merged_into, l.person_id)
        from contact_link l left join person m on m.id = l.person_id and m.merged_into is not null
        where l.case_id = c.id and l.withdrawn_at is null)
      and not exists (
        select from confirmed_case o where o.state <> 'revoked'
          and o.person_id = any(human || coalesce((select k.merged_ids from person k where k.id = human and k.merged_ids is not null), '{}'))
          and (abs(o.sampled_on - c.sampled_on) <= ${sameIllnessDays} or (o.state = 'open' and o.sampled_on <= c.sampled_on)))) as accepted,
    (select count(*)::int from contact_task t where t.case_id = c.id and t.state = 'to_call') as waiting
  from confirmed_case c where c.id = any(${[...cases]}::uuid[])`;
