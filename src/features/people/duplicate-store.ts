import { type AreaPath, areaRange } from '../../core/area.ts';
import { bytesOf, type Db, type Pool } from '../../core/db.ts';
import type { PersonRow } from './person.ts';

export type PairState = 'open' | 'dismissed' | 'merged' | 'gone';
export type PairRow = {
  /** The smaller id of the two. */
  personId: string;
  otherId: string;
  id: string;
  area: AreaPath;
  /** Percent. */
  score: number;
  reasons: string[];
  state: PairState;
  foundAt: Date;
};

const columns = (db: Db | Pool) => db`person_id, other_id, id, area, score, reasons, state, found_at`;

// The list.

export type PairPosition = { score: number; id: string };

/** The likeliest first. `duplicate_pair_list` serves a commune, `duplicate_pair_wide` walked in order a province. */
export const listPairs = (db: Db, area: AreaPath, after: PairPosition | undefined, limit: number) => {
  const [from, to] = areaRange(area);
  return db<PairRow[]>`
    select ${columns(db)} from duplicate_pair
    where state = 'open' and ((area >= ${from} and area < ${to}) or (${area === ''} and area = ''))
      ${after ? db`and (score < ${after.score} or (score = ${after.score} and id > ${after.id}))` : db``}
    order by score desc, id limit ${limit}`;
};

export const lockPair = async (db: Db, id: string): Promise<PairRow | undefined> => {
  const [row] = await db<PairRow[]>`select ${columns(db)} from duplicate_pair where id = ${id} for update`;
  return row;
};

type Decision = { state: PairState; by: string; at: Date; sealed: Buffer | null };

export const decidePair = (db: Db, { personId, otherId }: PairRow, { state, by, at, sealed }: Decision) => db`
  update duplicate_pair set state = ${state}, decided_at = ${at}, decided_by = ${by}, sealed = ${sealed}
  where person_id = ${personId} and other_id = ${otherId}`;

const ordered = (one: string, other: string): [string, string] => (one < other ? [one, other] : [other, one]);

/** What an officer has said of two records, whether or not the sweep had found them. */
export const sayOfPair = async (
  db: Db,
  { id, one, other, area }: { id: string; one: string; other: string; area: AreaPath },
  { state, by, at, sealed }: Decision,
): Promise<void> => {
  const [personId, otherId] = ordered(one, other);
  await db`
    insert into duplicate_pair (person_id, other_id, id, area, score, reasons, state, found_at, decided_at, decided_by, sealed)
    values (${personId}, ${otherId}, ${id}, ${area}, 0, '{}', ${state}, ${at}, ${at}, ${by}, ${sealed})
    on conflict (person_id, other_id) do update
      set state = excluded.state, decided_at = excluded.decided_at, decided_by = excluded.decided_by, sealed = excluded.sealed`;
};

/** Pairs of a record in another state, and which they were; `other_id` is looked up by its index. */
export const movePairs = async (
  db: Db,
  persons: readonly string[],
  from: PairState,
  to: PairState,
): Promise<string[]> => {
  const ids = [...persons];
  const rows = await db<{ id: string }[]>`
    update duplicate_pair set state = ${to}
    where state = ${from} and (person_id = any (${ids}::uuid[]) or other_id = any (${ids}::uuid[])) returning id`;
  return rows.map(({ id }) => id);
};

export const reopenPairs = (db: Db, ids: readonly string[]) =>
  db`update duplicate_pair set state = 'open' where id = any (${[...ids]}::uuid[]) and state = 'gone'`;

// The sweep.

export type Cursor = { at: Date; personId: string };
const name = 'duplicates';

export const readCursor = async (owner: Pool): Promise<Cursor> => {
  const [row] = await owner<Cursor[]>`select at, person_id from duplicate_cursor where name = ${name}`;
  return row ?? { at: new Date(0), personId: '00000000-0000-0000-0000-000000000000' };
};

export const saveCursor = (db: Db, { at, personId }: Cursor) => db`
  insert into duplicate_cursor (name, at, person_id) values (${name}, ${at}, ${personId})
  on conflict (name) do update set at = excluded.at, person_id = excluded.person_id`;

/** In the order of their last change; index `(updated_at, id)`. */
export const changedSince = (db: Db, { at, personId }: Cursor, until: Date, limit: number) => db<PersonRow[]>`
  select * from person where (updated_at, id) > (${at}, ${personId}) and updated_at <= ${until}
  order by updated_at, id limit ${limit}`;

export type Candidate = { id: string; area: AreaPath; birthYear: number; tokens: string[] };

/** Everybody of these communes born in these years, with the syllables of the name: about 100 a commune and year. */
export const bornWith = (db: Db, places: readonly { area: AreaPath; birthYear: number }[]) => db<Candidate[]>`
  select p.id, p.area, p.birth_year, a.tokens
  from unnest(${places.map(({ area }) => area)}::text[], ${places.map(({ birthYear }) => birthYear)}::smallint[]) as x(area, year)
    join person p on p.area = x.area collate "C" and p.birth_year = x.year and p.merged_into is null
    join person_area a on a.person_id = p.id and a.area = p.area`;

export type Numbered = { id: string; phoneHash: Buffer | null; identityHash: Buffer | null };

/** Who has one of these numbers; a phone is a family's, and a boarding house's. */
export const withNumbers = (db: Db, phones: readonly Buffer[], identities: readonly Buffer[], limit: number) => db<
  Numbered[]
>`
  select id, phone_hash, identity_hash from person
  where merged_into is null and (phone_hash = any (${bytesOf(db, phones)}) or identity_hash = any (${bytesOf(db, identities)}))
  limit ${limit}`;

export const placesOf = (db: Db, ids: readonly string[]) => db<{ personId: string; area: AreaPath }[]>`
  select person_id, area from person_area where person_id = any (${[...ids]}::uuid[])`;

/** What was found of a pair; one that an officer has decided stays decided. */
export const savePair = (db: Db, pair: PairRow) => db`
  insert into duplicate_pair ${db(pair)}
  on conflict (person_id, other_id) do update
    set area = excluded.area, score = excluded.score, reasons = excluded.reasons, state = 'open', found_at = excluded.found_at
    where duplicate_pair.state in ('open', 'gone')`;

/** Pairs of these persons that are open and were not found again. */
export const dropOthers = (db: Db, persons: readonly string[], found: readonly string[]) => db`
  update duplicate_pair set state = 'gone'
  where state = 'open' and (person_id = any (${[...persons]}::uuid[]) or other_id = any (${[...persons]}::uuid[]))
    and not (person_id::text || other_id::text = any (${[...found]}::text[]))`;
