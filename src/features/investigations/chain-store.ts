import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { CaseRow } from '../cases/index.ts';
import type { EvidenceKind } from '../cases/rules.ts';

export type ChainCase = Pick<CaseRow, 'id' | 'personId' | 'onsetOn' | 'sampledOn' | 'closedAt'>;
export type ChainLink = {
  personId: string;
  sourceId: string;
  kind: EvidenceKind;
  fromAt: Date;
  toAt: Date;
  accepted: boolean;
};

const idsOf = (cases: readonly ChainCase[]): string[] => cases.map(({ id }) => id);
const columns = (db: Db) => db`c.id, c.person_id, c.onset_on, c.sampled_on, c.closed_at`;

/**
 * Links of some cases, by time, that were neither withdrawn nor rejected by the newest decision. One descent of the index on
 * decisions a link: a join would be planned by guesses about lists of cases, and go wrong by a factor of a hundred.
 */
export const linksUnder = (db: Db, cases: readonly ChainCase[]) => db<ChainLink[]>`
  select l.person_id, l.source_id, l.kind, l.from_at, l.to_at, coalesce(d.accepted, false) as accepted
  from contact_link l left join lateral (
    select accepted from contact_decision
    where case_id = l.case_id and level = l.level and person_id = l.person_id order by at desc, id desc limit 1) d on true
  where l.case_id = any(${idsOf(cases)}::uuid[]) and l.withdrawn_at is null and d.accepted is not false
  order by l.from_at, l.id`;

/** Cases of an outbreak in an area that were not revoked. */
export const casesOfOutbreak = (db: Db, outbreak: string, area: AreaPath, limit: number) => {
  const [low, high] = areaRange(area);
  return db<ChainCase[]>`
    select ${columns(db)} from confirmed_case c where c.outbreak = ${outbreak} and c.state <> 'revoked'
      and c.area >= ${low} and c.area < ${high} order by c.at desc, c.id limit ${limit}`;
};

/**
 * Cases in an area of whom links of some cases name the person, or whose own links name a person of theirs; rejected ones too. Of
 * merged persons `own` holds every id of theirs, `aliases` the other ids of those whom the links name.
 */
export const casesLinkedWith = (
  db: Db,
  cases: readonly ChainCase[],
  { own, aliases }: { own: string[]; aliases: string[] },
  area: AreaPath,
  limit: number,
) => {
  const [low, high] = areaRange(area);
  return db<ChainCase[]>`
    select ${columns(db)} from confirmed_case c
    where c.state <> 'revoked' and c.area >= ${low} and c.area < ${high} and (
      c.person_id in (select person_id from contact_link where case_id = any(${idsOf(cases)}::uuid[]) and withdrawn_at is null)
      or c.person_id = any(${aliases}::uuid[])
      or c.id in (select case_id from contact_link where person_id = any(${own}::uuid[]) and withdrawn_at is null))
    order by c.at desc, c.id limit ${limit}`;
};
