import type { AreaPath } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { PersonRow } from './person.ts';
import type { KinRow } from './store.ts';

/** Held in the order of ids, so that two merges never wait in a ring; as they are, a merged one too. */
export const lockPersons = async (db: Db, ids: readonly string[]): Promise<Map<string, PersonRow>> => {
  const rows = await db<PersonRow[]>`
    select * from person where id = any (${[...ids]}::uuid[]) order by id for update`;
  return new Map(rows.map((row) => [row.id, row]));
};

export const savePerson = (db: Db, id: string, change: Partial<PersonRow>) =>
  db`update person set ${db(change)} where id = ${id}`;

/** Records and their places point to the one that stands for them, or to none. */
export const pointTo = async (db: Db, ids: readonly string[], kept: string | null): Promise<void> => {
  await db`update person set merged_into = ${kept} where id = any (${[...ids]}::uuid[])`;
  await db`update person_area set merged_into = ${kept} where person_id = any (${[...ids]}::uuid[])`;
};

// Places.

export type PlaceRow = {
  personId: string;
  area: AreaPath;
  reason: string;
  since: Date;
  until: Date | null;
  mergedInto: string | null;
};

export const listPlaces = (db: Db, ids: readonly string[]) => db<PlaceRow[]>`
  select person_id, area, reason, since, until, merged_into from person_area where person_id = any (${[...ids]}::uuid[]) order by area`;

export const insertPlaceUntil = (db: Db, place: Omit<PlaceRow, 'mergedInto'> & { tokens: string[] }) =>
  db`insert into person_area ${db(place)}`;

export const setPlaceUntil = (db: Db, personId: string, area: AreaPath, until: Date | null) =>
  db`update person_area set until = ${until} where person_id = ${personId} and area = ${area}`;

export const deletePlace = (db: Db, personId: string, area: AreaPath) =>
  db`delete from person_area where person_id = ${personId} and area = ${area}`;

export const keepPlace = (db: Db, personId: string, area: AreaPath, reason: string) =>
  db`update person_area set reason = ${reason}, until = null where person_id = ${personId} and area = ${area}`;

export const setTokens = (db: Db, personId: string, tokens: string[]) =>
  db`update person_area set tokens = ${tokens} where person_id = ${personId}`;

/** The areas in which rows of a human lie; the tables belong to other features, which write them. */
export const areasOfRows = async (db: Db, ids: readonly string[]): Promise<Set<AreaPath>> => {
  const rows = await db<{ area: AreaPath }[]>`
    select area from declaration where person_id = any (${[...ids]}::uuid[])
    union select area from work_item where person_id = any (${[...ids]}::uuid[])
    union select area from test where person_id = any (${[...ids]}::uuid[])`;
  return new Set(rows.map(({ area }) => area));
};

// Kin.

export const listKin = (db: Db, ids: readonly string[]) => db<KinRow[]>`
  select * from kin where person_id = any (${[...ids]}::uuid[]) order by account_id, person_id`;

export const putKin = (db: Db, kin: KinRow) => db`
  insert into kin ${db(kin)}
  on conflict (person_id, account_id) do update set state = excluded.state, relation = excluded.relation, at = excluded.at`;

export const deleteKin = (db: Db, { personId, accountId }: Pick<KinRow, 'personId' | 'accountId'>) =>
  db`delete from kin where person_id = ${personId} and account_id = ${accountId}`;

// The merges themselves.

export type MergeRow = {
  /** The merged record. */
  personId: string;
  id: string;
  keptId: string;
  at: Date;
  byAccount: string;
  sealed: Buffer;
  undoneAt: Date | null;
};

export const insertMerge = (db: Db, row: Omit<MergeRow, 'undoneAt'>) => db`insert into person_merge ${db(row)}`;

/** Those that stand, of these merged records, the last first. */
export const standingMerges = (db: Db, ids: readonly string[]) => db<MergeRow[]>`
  select person_id, id, kept_id, at, by_account, sealed, undone_at from person_merge
  where person_id = any (${[...ids]}::uuid[]) and undone_at is null order by at desc, id desc`;

export const saveNotes = (db: Db, { personId, id }: MergeRow, sealed: Buffer) =>
  db`update person_merge set sealed = ${sealed} where person_id = ${personId} and id = ${id}`;

export const undoMerge = (db: Db, { personId, id }: MergeRow, by: string, why: Buffer, now: Date) => db`
  update person_merge set undone_at = ${now}, undone_by = ${by}, undone_why = ${why}
  where person_id = ${personId} and id = ${id}`;

/** Merges of the last while whose merged record got work or a place since, from a writer that had read it before. */
export const outrunMerges = (db: Db, since: Date) => db<MergeRow[]>`
  select person_id, id, kept_id, at, by_account, sealed, undone_at from person_merge m
  where at > ${since} and undone_at is null
    and (exists (select from work_item w where w.person_id = m.person_id and w.closed_at is null)
      or exists (select from person_area p where p.person_id = m.person_id and p.merged_into is null))
  order by at limit 100`;
