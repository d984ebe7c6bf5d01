import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Pool } from '../../core/db.ts';

type Row = {
  seq: number;
  at: Date;
  account: string | null;
  by: string | null;
  area: AreaPath | null;
  verb: string;
  route: string;
  outcome: 'done' | 'refused';
  persons: string[];
  requestId: string;
  detail: Record<string, unknown> | null;
};

/**
 * Entries that name a person (GIN on `persons`), and exports too large to name anybody that may hold one: their area was one
 * in which the person was dealt with then (a partial index on the few exports). The filter in such an entry says the rest.
 */
const dealingWith = (owner: Pool, person: string) => owner`
  select seq from audit_entry where persons @> ${[person]}::uuid[]
  union
  select x.seq from audit_entry x
  where x.verb = 'export' and cardinality(x.persons) = 0 and (x.detail ->> 'named')::boolean and (x.detail ->> 'rows')::int > 0
    and exists (select from person_area p where p.person_id = ${person} and p.since <= x.at
      and starts_with(p.area, x.detail -> 'export' ->> 'area'))`;

/**
 * The audit is under no area policy: this one statement reads it, with the auditor's range written out. `person` asks who
 * dealt with one person.
 */
export const listEntries = (
  owner: Pool,
  { area, after, person, limit }: { area: AreaPath; after: number; person: string | undefined; limit: number },
) => {
  const [low, high] = areaRange(area);
  const isNation = area === '';
  return owner<Row[]>`
    select seq, e.at, e.account, nullif(a.name, '') as by, e.area, verb, route, outcome, persons, request_id, detail
    from audit_entry e left join account a on a.id = e.account
    where seq > ${after} and (${isNation} or (e.area >= ${low} and e.area < ${high}))
      ${person ? owner`and seq in (${dealingWith(owner, person)})` : owner``}
    order by seq limit ${limit}`;
};
