import type { Db, Pool } from '../../core/db.ts';

/** `what` is found in `where`, a table and column, so many times. */
export type Match = { what: string; where: string; count: number };
type Column = { table: string; column: string; type: string };

/** Every column of another table that can hold an id, a hash as long as one, or a text with an id in it. */
const columnsOf = (db: Db) => db<Column[]>`
  select c.relname as table, a.attname as column, t.typname as type
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped join pg_type t on t.oid = a.atttypid
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'visit'
    and t.typname in ('uuid', '_uuid', 'bytea', 'jsonb')
  order by 1, 2`;

/** Of texts so many rows are searched for ids. */
const texts = 100_000;
const anyId = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

/** The ids that stand in a column, as `one`. */
const idsIn = (db: Db, { table, column, type }: Column) => {
  const [from, of] = [db(table), db(column)];
  if (type === 'uuid') return db`select ${of} as one from ${from}`;
  if (type === '_uuid') return db`select unnest(${of}) as one from ${from}`;
  if (type === 'bytea') return db`select encode(${of}, 'hex')::uuid as one from ${from} where octet_length(${of}) = 16`;
  return db`
    select (regexp_matches(text.of::text, ${anyId}, 'g'))[1]::uuid as one from (select ${of} as of from ${from} limit ${texts}) text`;
};

const matchesIn = async (db: Db, column: Column): Promise<Match[]> => {
  const [row] = await db<{ visitors: number; visits: number }[]>`
    with other as materialized (select distinct one from (${idsIn(db, column)}) ids where one is not null)
    select (select count(*)::int from looked where visitor in (select one from other)) as visitors,
      (select count(*)::int from looked where id in (select one from other)) as visits`;
  const where = `${column.table}.${column.column}`;
  return [
    { what: 'visitors', where, count: row?.visitors ?? 0 },
    { what: 'ids of visits', where, count: row?.visits ?? 0 },
  ].filter(({ count }) => count > 0);
};

/** Hashes that somebody with the table of persons can make, of so many persons. */
const countGuessed = async (db: Db): Promise<number> => {
  const [row] = await db<{ count: number }[]>`
    with part as (select id::text as id from person limit 20000),
    days as (select distinct (in_at at time zone 'Asia/Ho_Chi_Minh')::date::text as day from looked limit 40),
    said as (select id as text from part union all select id || day from part, days union all select day || id from part, days
      union all select id || ' ' || day from part, days),
    hashes as (select md5(text)::uuid as one from said union all select encode(substr(sha256(text::bytea), 1, 16), 'hex')::uuid from said)
    select count(*)::int as count from looked where visitor in (select one from hashes)`;
  return row?.count ?? 0;
};

/** Alerts in whose commune and hour a visit says in plain that somebody was sent to the station. */
const countAnswered = async (db: Db): Promise<number> => {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from door_alert a where exists (
      select from venue e join visit v on v.venue_id = e.id and v.in_at >= a.at and v.in_at < a.at + interval '1 hour'
      where e.area = a.area and v.answer = 2)`;
  return row?.count ?? 0;
};

/** Guests whose record says which account made it, or at which moment: the venues of that account, at that moment, are one visit. */
const countTraced = async (db: Db): Promise<number> => {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from person_area g join person p on p.id = g.person_id
    where g.reason = 'guest' and (exists (select from account a where a.id = p.made_by)
      or p.created_at <> date_trunc('day', p.created_at, 'Asia/Ho_Chi_Minh') or g.since <> date_trunc('day', g.since, 'Asia/Ho_Chi_Minh'))`;
  return row?.count ?? 0;
};

/**
 * Codes and words about a visit that know the phone as its record does, or by the same hash on two days, and counts of codes that do so from
 * one time to the next: each has the minute of a visit, or of the notice of a place.
 */
const countTexted = async (db: Db): Promise<number> => {
  const [row] = await db<{ count: number }[]>`
    with sent as materialized (
      select to_hash as hash, (at at time zone 'Asia/Ho_Chi_Minh')::date as day from message where purpose in ('otp', 'door', 'exposure')
      union all select phone_hash, (sent_at at time zone 'Asia/Ho_Chi_Minh')::date from otp),
    known as (
      select phone_hash as hash from person where phone_hash is not null union all select phone_hash from account where phone_hash is not null
      union all select to_hash from message where purpose not in ('otp', 'door', 'exposure')
      union all select hash from sent group by hash having count(distinct day) > 1)
    select (select count(*) from sent where hash in (select hash from known))::int + (
      select count(*) from (select from budget where key ~ '^otp (asked|held|sent|from|tried) ' group by key having count(*) > 1) again)::int as count`;
  return row?.count ?? 0;
};

const most = 500_000;

/**
 * Compares visits with everything else that stands in the database: all of them with the persons, and up to half a million, drawn by
 * chance, with every column that may hold an id. A table of 20 million takes a minute or two.
 */
export const compareVisits = (
  owner: Pool,
): Promise<{
  rows: number;
  looked: number;
  columns: number;
  plain: Match[];
  guessed: number;
  repeated: number;
  answered: number;
  traced: number;
  texted: number;
}> =>
  owner.begin('isolation level repeatable read', async (db) => {
    await db`set local statement_timeout = 0`;
    const [all] = await db<{ count: number }[]>`select count(*)::int as count from visit`;
    const rows = all?.count ?? 0;
    const percent = rows <= most ? 100 : (most / rows) * 100;
    await db`create temp table looked on commit drop as select id, visitor, in_at from visit tablesample bernoulli (${percent}::real)`;
    await db`analyze looked`;
    const [looked] = await db<{ count: number }[]>`select count(*)::int as count from looked`;
    const [persons] = await db<{ count: number }[]>`
      select count(*)::int as count from visit v where exists (select from person p where p.id = v.visitor)`;
    const [repeated] = await db<{ count: number }[]>`
      select count(*)::int as count from (select visitor from looked group by visitor
        having count(distinct (in_at at time zone 'Asia/Ho_Chi_Minh')::date) > 1) twice`;
    const columns = await columnsOf(db);
    const plain: Match[] = persons?.count ? [{ what: 'visitors', where: 'person.id', count: persons.count }] : [];
    for (const column of columns)
      plain.push(
        ...(await matchesIn(db, column)).filter(({ where, what }) => `${what} ${where}` !== 'visitors person.id'),
      );
    return {
      rows,
      looked: looked?.count ?? 0,
      columns: columns.length,
      plain,
      guessed: await countGuessed(db),
      repeated: repeated?.count ?? 0,
      answered: await countAnswered(db),
      traced: await countTraced(db),
      texted: await countTexted(db),
    };
  }) as Promise<never>;

/** Rows of days whose key is still there, to be opened with it. */
export const someVisits = (owner: Pool, oldest: string, limit: number) => owner<{ visitor: string; inAt: Date }[]>`
  select visitor, in_at from visit where in_at >= (${oldest}::date)::timestamp at time zone 'Asia/Ho_Chi_Minh' order by in_at desc limit ${limit}`;

export const knownPersons = async (owner: Pool, ids: readonly string[]): Promise<string[]> =>
  (await owner<{ id: string }[]>`select id from person where id = any(${[...ids]}::uuid[])`).map(({ id }) => id);
