import type { AreaPath } from '../../core/area.ts';
import type { Db, Pool } from '../../core/db.ts';

/**
 * What is counted of each commune and day, and how it follows from the rows: nothing else may enter a counter, so that
 * `lachan statistics rebuild` can prove them all. The ingest writes the same rule set-wise (`ingest-store.ts`).
 */
const rule = {
  declared: 'count(*)',
  /** Persons, by their first declaration in the commune. */
  people: 'count(*) filter (where is_first)',
  urgent: "count(*) filter (where triage = 'urgent')",
  risk: "count(*) filter (where triage = 'risk')",
  symptom: "count(*) filter (where triage = 'symptom')",
  clear: "count(*) filter (where triage = 'clear')",
  verified: 'count(verified_at)',
  inTime: 'count(*) filter (where in_time)',
  confirmed: "count(*) filter (where result = 'confirmed')",
  checked: 'count(checked_at)',
  fever: "count(*) filter (where 'fever' = any (symptoms))",
  breathless: "count(*) filter (where 'breathless' = any (symptoms))",
} as const;

export type Counter = keyof typeof rule;
export const counted = Object.keys(rule) as Counter[];
export type Figures = Record<Counter, number>;
export type Change = { area: AreaPath; day: string } & Partial<Figures>;

export const noFigures = Object.fromEntries(counted.map((name) => [name, 0])) as Figures;

const columnOf = (name: Counter): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const columns = counted.map(columnOf);
const each = (write: (column: string) => string, between = ', '): string => columns.map(write).join(between);

/** The counters summed, each under its own name. */
export const sumsText = each((column) => `sum(${column})::int as ${column}`);

/** The day under which a commune's total stands. */
export const total = '-infinity';

/** Adds to counters, one row a commune and day, in the order of their keys, so that two writers never wait in a ring. */
export const addCounts = async (db: Db, changes: readonly Change[]): Promise<void> => {
  const rows = changes
    .flatMap((change) => [change, { ...change, day: total }])
    .sort((a, b) => (a.area === b.area ? (a.day < b.day ? -1 : 1) : a.area < b.area ? -1 : 1))
    .map((change) => ({ ...noFigures, ...change }));
  for (const row of rows) {
    await db`
      insert into commune_day ${db(row as never)}
      on conflict (area, day) do update set ${db.unsafe(each((column) => `${column} = commune_day.${column} + excluded.${column}`))}`;
  }
};

const counts = counted.map((name) => `(${rule[name]})::int as ${columnOf(name)}`).join(', ');
const used = 'area, triage, symptoms, is_first, verified_at, in_time, result, checked_at';
const communesFromRows = `
  select area, day, ${counts}
  from (select day, ${used} from declaration union all select '${total}', ${used} from declaration) both_days
  group by area, day`;
const sourcesFromRows = `
  select source as code, day, area_code, count(*)::int as declared
  from (select source, day, area_code from declaration union all select source, '${total}', area_code from declaration) both_days
  where source is not null group by source, day, area_code`;

/**
 * The communes and days, and the sources (`area` is then the source's code), whose counters differ from the rows they
 * count. Scans every declaration: for the operator's tool.
 */
export const findDrift = (owner: Db | Pool) => owner<{ area: string; day: string }[]>`
  select coalesce(r.area, c.area) as area, coalesce(r.day, c.day) as day
  from (${owner.unsafe(communesFromRows)}) r full join commune_day c on c.area = r.area and c.day = r.day
  where (${owner.unsafe(each((column) => `r.${column}`))}) is distinct from (${owner.unsafe(each((column) => `c.${column}`))})
    and not (r.area is null and ${owner.unsafe(each((column) => `c.${column} = 0`, ' and '))})
  union all
  select coalesce(r.code, c.code), coalesce(r.day, c.day)
  from (${owner.unsafe(sourcesFromRows)}) r
    full join campaign_day c on c.code = r.code and c.day = r.day and c.area_code = r.area_code
  where r.declared is distinct from c.declared`;

/** Counts everything again; nothing is declared meanwhile. */
export const recount = (owner: Pool) =>
  owner.begin(async (db) => {
    await db`lock table commune_day, campaign_day, declaration in share row exclusive mode`;
    const drift = await findDrift(db);
    await db`delete from commune_day`;
    await db.unsafe(`insert into commune_day (area, day, ${columns.join(', ')}) ${communesFromRows}`);
    await db`delete from campaign_day`;
    await db.unsafe(`insert into campaign_day (code, day, area_code, declared) ${sourcesFromRows}`);
    return drift.length;
  });
