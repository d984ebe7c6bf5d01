import { type AreaPath, areaRange } from '../../core/area.ts';
import { bytesOf, type Db, type Pool } from '../../core/db.ts';
import { idsOf, type PersonRow } from './person.ts';
import type { Health } from './rules.ts';

export type KinState = 'own' | 'pending' | 'accepted' | 'refused';
export type KinRow = {
  personId: string;
  accountId: string;
  relation: 'self' | 'family';
  state: KinState;
  at: Date;
};
export type HealthRow = {
  personId: string;
  id: string;
  status: Health;
  previous: Health;
  source: string;
  sealed: Buffer | null;
  at: Date;
  storedAt: Date;
  byAccount: string | null;
};

/** By the ids asked for, through the belt; a merged record is answered by the one that stands for it. */
export const findKept = async (db: Db | Pool, ids: readonly string[]): Promise<Map<string, PersonRow>> => {
  const rows = await db<PersonRow[]>`select * from person where id = any (${[...ids]}::uuid[])`;
  const away = rows.flatMap(({ mergedInto }) => mergedInto ?? []);
  const kept = away.length === 0 ? [] : await db<PersonRow[]>`select * from person where id = any (${away}::uuid[])`;
  const byId = new Map([...rows, ...kept].map((row) => [row.id, row]));
  return new Map(
    ids.flatMap((id) => {
      const own = byId.get(id);
      const row = own?.mergedInto ? byId.get(own.mergedInto) : own;
      return row ? [[id, row] as const] : [];
    }),
  );
};

export const findPerson = async (db: Db, id: string): Promise<PersonRow | undefined> =>
  (await findKept(db, [id])).get(id);

/** The same, held until commit: whoever changes the person waits here for the one before. */
export const lockPerson = async (db: Db, id: string): Promise<PersonRow | undefined> => {
  const [row] = await db<PersonRow[]>`select * from person where id = ${id} for update`;
  return row?.mergedInto ? lockPerson(db, row.mergedInto) : row;
};

/** All ids of the human that an id belongs to, the kept record's first; the id alone where the scope does not hold it. */
export const personIds = async (db: Db, id: string): Promise<string[]> => {
  const row = await findPerson(db, id);
  return row ? idsOf(row) : [id];
};

/** Without the sealed part, at the door: a person recorded with the phone of someone who has no right to it yet. */
export const findOffered = async (door: Db, id: string) => {
  const [row] = await door<Pick<PersonRow, 'id' | 'phoneHash' | 'madeBy' | 'diedOn' | 'mergedIds'>[]>`
    select id, phone_hash, made_by, died_on, merged_ids from person where id = ${id} and merged_into is null`;
  return row;
};

export const insertPerson = (db: Db, row: PersonRow) => db`insert into person ${db(row)}`;

export const insertPlace = (
  db: Db,
  {
    personId,
    area,
    reason,
    tokens,
    since,
  }: { personId: string; area: AreaPath; reason: string; tokens: string[]; since: Date },
) => db`
  insert into person_area (person_id, area, reason, tokens, since, merged_into)
  values (${personId}, ${area}, ${reason}, ${tokens}, ${since}, (select merged_into from person where id = ${personId}))
  on conflict (person_id, area) do update set until = null, tokens = excluded.tokens`;

/**
 * Shows a person in an area for a while: a traveller, a guest of a post. Where the person is for good, nothing changes. Of a
 * merged record the one that stands for it is shown too.
 */
export const placeUntil = async (
  db: Db,
  {
    personId,
    area,
    reason,
    since,
    until,
  }: { personId: string; area: AreaPath; reason: string; since: Date; until: Date },
): Promise<void> => {
  const [row] = await db<{ mergedInto: string | null }[]>`select merged_into from person where id = ${personId}`;
  for (const id of row?.mergedInto ? [personId, row.mergedInto] : [personId]) {
    await db`
      insert into person_area (person_id, area, reason, tokens, since, until, merged_into)
      select person_id, ${area}, ${reason}, tokens, ${since}, ${until}, merged_into from person_area where person_id = ${id} limit 1
      on conflict (person_id, area) do update set until = greatest(person_area.until, excluded.until)
        where person_area.until is not null`;
  }
};

/** The syllables in which a visible person is searched for; the same in every place. */
export const tokensOf = async (db: Db, personId: string): Promise<string[]> => {
  const [row] = await db<{ tokens: string[] }[]>`select tokens from person_area where person_id = ${personId} limit 1`;
  return row?.tokens ?? [];
};

export const updateWho = async (
  db: Db,
  id: string,
  row: Pick<
    PersonRow,
    'area' | 'hamlet' | 'birthYear' | 'sealed' | 'phoneHash' | 'identityHash' | 'nowHash' | 'updatedAt' | 'officerAt'
  >,
  tokens: string[],
): Promise<void> => {
  await db`update person set ${db(row)} where id = ${id}`;
  await db`update person_area set tokens = ${tokens} where person_id = ${id}`;
};

/** Whether a station has confirmed what was declared of one human. */
export const isVerified = async (db: Db, ids: readonly string[]): Promise<boolean> => {
  const rows = await db`
    select from declaration where person_id = any (${[...ids]}::uuid[]) and result = 'confirmed' limit 1`;
  return rows.length > 0;
};

/** Through the belt, in the order asked for; each record itself, a merged one too. */
export const findPersons = async (db: Db, ids: readonly string[]): Promise<PersonRow[]> => {
  const rows = await db<PersonRow[]>`select * from person where id = any (${[...ids]}::uuid[])`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
};

/** By number, each an index look-up; a phone may be a whole family's. A merged record's number leads to the kept one. */
export const findByNumber = async (
  db: Db,
  phone: Buffer | undefined,
  identities: readonly Buffer[],
  area: AreaPath,
  limit: number,
): Promise<PersonRow[]> => {
  const [from, to] = areaRange(area);
  const rows = await db<PersonRow[]>`
    select * from person
    where (phone_hash = ${phone ?? null} or identity_hash = any (${bytesOf(db, identities)}))
      and exists (select from person_area p where p.person_id = person.id and p.area >= ${from} and p.area < ${to})
    order by id limit ${limit}`;
  if (!rows.some(({ mergedInto }) => mergedInto)) return rows;
  const kept = await findKept(
    db,
    rows.map(({ id }) => id),
  );
  return [...new Map([...kept.values()].map((row) => [row.id, row])).values()];
};

// Accounts, at the door: an officer's own connection sees no account beyond its area.

export const accountNames = async (door: Pool, ids: readonly (string | null)[]): Promise<Map<string, string>> => {
  const asked = [...new Set(ids.filter((id) => id !== null))];
  if (asked.length === 0) return new Map();
  const rows = await door<
    { id: string; name: string }[]
  >`select id, name from account where id = any (${asked}::uuid[])`;
  return new Map(rows.map(({ id, name }) => [id, name]));
};

export const accountPhoneHash = async (door: Pool, account: string): Promise<Buffer | undefined> => {
  const [row] = await door<{ phoneHash: Buffer | null }[]>`select phone_hash from account where id = ${account}`;
  return row?.phoneHash ?? undefined;
};

// Kin.

/** One account's kin is written by one request at a time: no constraint across shards could keep `self` single. */
export const lockKin = (db: Db, account: string) =>
  db`select pg_advisory_xact_lock(hashtextextended(${`kin ${account}`}, 0))`;

export const hasSelf = async (db: Db, account: string): Promise<boolean> => {
  const rows = await db`
    select from kin where account_id = ${account} and relation = 'self' and state <> 'refused' limit 1`;
  return rows.length > 0;
};

/** Adults whom this account added and who have not agreed: each was sent a message. */
export const countUnanswered = async (db: Db, account: string): Promise<number> => {
  const [row] = await db<{ count: number }[]>`
    select count(*)::int as count from kin where account_id = ${account} and state in ('pending', 'refused')`;
  return row?.count ?? 0;
};

export const findKin = async (db: Db, personId: string, account: string): Promise<KinState | undefined> => {
  const [row] = await db<{ state: KinState }[]>`
    select state from kin where person_id = ${personId} and account_id = ${account}`;
  return row?.state;
};

/** Of these persons those whom the account has added and who have not answered. */
export const listPending = async (db: Db, ids: readonly string[], account: string): Promise<string[]> => {
  const rows = await db<{ personId: string }[]>`
    select person_id from kin
    where person_id = any (${[...ids]}::uuid[]) and account_id = ${account} and state = 'pending'`;
  return rows.map(({ personId }) => personId);
};

export const saveKin = (db: Db, kin: KinRow) => db`
  insert into kin ${db(kin)}
  on conflict (person_id, account_id) do update set state = excluded.state, relation = excluded.relation, at = excluded.at`;

/** The person has answered those who added it. */
export const answerAdders = (db: Db, personIds: readonly string[], self: string, state: KinState, at: Date) => db`
  update kin set state = ${state}, at = ${at} where person_id = any (${[...personIds]}::uuid[]) and account_id <> ${self} and state = 'pending'`;

// Health.

/** Of all records of one human. */
export const listHealth = (db: Db, personIds: readonly string[]) => db<HealthRow[]>`
  select * from health_change where person_id = any (${[...personIds]}::uuid[]) order by stored_at, id`;

export const saveHealth = async (db: Db, change: HealthRow, diedOn: string | null): Promise<void> => {
  await db`insert into health_change ${db(change)}`;
  await db`update person set health = ${change.status}, died_on = ${diedOn}, updated_at = ${change.storedAt}
    where id = ${change.personId}`;
};
