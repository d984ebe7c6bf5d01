import type postgres from 'postgres';
import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import { type Asked, filtered, filterOf } from '../venues/index.ts';

export type Filter = {
  area: AreaPath;
  from?: string;
  to?: string;
  triage?: string;
  state?: string;
  form?: string;
  source?: string;
  list?: 'due' | 'symptom';
  hamlet?: string;
  /** However that hamlet was written. */
  hamlets?: readonly string[];
  overdue?: boolean;
  awaiting?: boolean;
  venues?: Asked;
};
export type Row = Record<string, unknown>;
type Fragment = postgres.PendingQuery<postgres.Row[]>;

/** One list: which rows, in which order, and what is read of each. `person` is the column that names whom a row is about, if anybody. */
type Listing = { from: Fragment; order: Fragment; columns: Fragment; person: Fragment };

const within = (db: Db, { area }: Filter) => {
  const [low, high] = areaRange(area);
  return db`t.area >= ${low} and t.area < ${high}`;
};

const levels = ['urgent', 'risk', 'symptom'];

type Name = 'declarations' | 'people' | 'work' | 'tests' | 'venues';
const listings: Record<Name, (db: Db, filter: Filter, now: Date) => Listing> = {
  declarations: (db, filter) => ({
    from: db`declaration t where ${within(db, filter)}
      ${filter.triage ? db`and t.triage = ${filter.triage}` : db``} ${filter.state ? db`and t.state = ${filter.state}` : db``}
      ${filter.form ? db`and t.form = ${filter.form}` : db``} ${filter.source ? db`and t.source = ${filter.source.toUpperCase()}` : db``} ${filter.from ? db`and t.day >= ${filter.from}` : db``}
      ${filter.to ? db`and t.day <= ${filter.to}` : db``}`,
    order: db`t.at, t.id`,
    columns: db`t.id, t.at, t.area, t.form, t.triage, t.reasons, t.symptoms, t.state, t.result, t.verified_at, t.in_time,
      t.checked_at, t.conclusion, t.on_behalf, t.superseded_by is not null as superseded, t.source`,
    person: db`t.person_id`,
  }),
  people: (db, filter) => ({
    from: db`person_area t where ${within(db, filter)} and (t.until is null or t.until > now()) and t.merged_into is null
      and not exists (select from person_area earlier
        where earlier.person_id = t.person_id and earlier.area < t.area and earlier.area >= ${areaRange(filter.area)[0]}
          and (earlier.until is null or earlier.until > now()))`,
    order: db`t.area, t.person_id`,
    columns: db`t.person_id as id, t.area, t.since`,
    person: db`t.person_id`,
  }),
  work: (db, filter, now) => ({
    from: db`work_item t where t.closed_at is null and ${within(db, filter)}
      ${filter.triage ? db`and t.level = ${levels.indexOf(filter.triage)}` : db``}
      ${filter.list === undefined ? db`` : filter.list === 'due' ? db`and t.level <= 1` : db`and t.level = 2`}
      ${filter.hamlets ? db`and t.hamlet = any(${[...filter.hamlets]}::text[])` : db``} ${filter.state ? db`and t.state = ${filter.state}` : db``}
      ${filter.overdue === undefined ? db`` : db`and coalesce((t.taken_at is null and t.take_by < ${now}) or (t.reached_at is null and t.reach_by < ${now}), false) = ${filter.overdue}`}`,
    order: db`t.level, t.opened_at, t.id`,
    columns: db`t.declaration_id as id, t.area, t.level, t.reasons, t.symptoms, t.state, t.opened_at, t.take_by, t.reach_by, t.taken_at,
      t.reached_at, t.attempts, t.step,
      coalesce((t.taken_at is null and t.take_by < ${now}) or (t.reached_at is null and t.reach_by < ${now}), false) as overdue`,
    person: db`t.person_id`,
  }),
  tests: (db, filter) => ({
    from: db`test t where ${within(db, filter)}
      ${filter.awaiting === undefined ? db`` : filter.awaiting ? db`and t.result is null` : db`and t.result is not null`}
      ${filter.from ? db`and t.sampled_at >= ${filter.from}::date` : db``} ${filter.to ? db`and t.sampled_at < ${filter.to}::date + 1` : db``}`,
    order: db`t.sampled_at, t.id`,
    columns: db`t.id, t.area, t.sampled_at, t.method, t.lab, t.result, t.result_at`,
    person: db`t.person_id`,
  }),
  venues: (db, filter, now) => ({
    from: db`venue t where ${within(db, filter)} ${filtered(db, filterOf(filter.venues ?? {}, now))}`,
    order: db`t.area, t.id`,
    columns: db`t.id, t.area, t.kind, t.name, t.address, t.vehicle, t.code, t.state, t.created_at, t.last_visit_on`,
    person: db`null::uuid`,
  }),
};
export type ListName = keyof typeof listings;

/** One picture of the data for the whole export: what is counted is what is then read. */
export const takeSnapshot = (db: Db) => db`set transaction isolation level repeatable read, read only`;

export const countRows = async (db: Db, list: ListName, filter: Filter, now: Date): Promise<number> => {
  const { from } = listings[list](db, filter, now);
  const [row] = await db<{ count: number }[]>`select count(*)::int as count from ${from}`;
  return row?.count ?? 0;
};

/** Whom the rows are about, `limit` at the most. */
export const personsIn = async (
  db: Db,
  list: ListName,
  filter: Filter,
  now: Date,
  limit: number,
): Promise<string[]> => {
  const { from, person } = listings[list](db, filter, now);
  const rows = await db<{ personId: string }[]>`select distinct ${person} as person_id from ${from} limit ${limit}`;
  return rows.map(({ personId }) => personId);
};

/**
 * Opens the cursor on the server's side, through the third belt. A person is looked up by id, row by row in the order of the
 * list, where names are asked for; one the scope does not hold leaves its columns empty. Each fetch is a statement of its own, so that the role's time limit is one of
 * a page, not of the file.
 */
export const openCursor = async (
  db: Db,
  list: ListName,
  filter: Filter,
  now: Date,
  withPersons: boolean,
): Promise<void> => {
  const { from, order, columns, person } = listings[list](db, filter, now);
  // Planned for all rows, not for the first tenth of them.
  await db`set local cursor_tuple_fraction = 1`;
  await (withPersons
    ? db`declare exported no scroll cursor for
        select t.*, p.id as person_id, p.birth_year, p.health, p.sealed as person
        from (select ${columns}, ${person} as of_person from ${from} order by ${order} offset 0) t
          left join lateral (select id, birth_year, health, sealed from person where id = t.of_person offset 0) p on true`
    : db`declare exported no scroll cursor for select ${columns} from ${from} order by ${order}`);
};

export const fetchRows = (db: Db, count: number) => db.unsafe<Row[]>(`fetch ${count} from exported`);
