import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Position } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import type { Level } from '../declarations/rules.ts';

export type PassRow = {
  personId: string;
  id: string;
  declarationId: string;
  fromArea: AreaPath;
  toArea: AreaPath;
  vehicle: string;
  validFrom: Date;
  validUntil: Date;
  level: Level;
  declaredAt: Date;
  sealed: Buffer;
  at: Date;
  byAccount: string;
  revokedAt: Date | null;
  revokedBy: string | null;
  revokedFor: 'officer' | 'traveller' | 'death' | null;
  revocation: Buffer | null;
};

export const insertPass = (db: Db, row: PassRow) => db`insert into pass ${db(row)}`;

export const findPass = async (db: Db, id: string): Promise<PassRow | undefined> => {
  const [row] = await db<PassRow[]>`select * from pass where id = ${id}`;
  return row;
};

/** Held until commit: two who revoke it go one after the other. */
export const lockPass = async (db: Db, id: string): Promise<PassRow | undefined> => {
  const [row] = await db<PassRow[]>`select * from pass where id = ${id} for update`;
  return row;
};

/** Every pass that was made of a declaration, also those revoked. */
export const passesOfDeclaration = (db: Db, personId: string, declarationId: string) => db<PassRow[]>`
  select * from pass where person_id = ${personId} and declaration_id = ${declarationId}`;

/** The passes of a human that end later than this, the newest first. */
export const passesOf = (db: Db, ids: readonly string[], endingAfter: Date) => db<PassRow[]>`
  select * from pass where person_id = any(${[...ids]}::uuid[]) and valid_until > ${endingAfter} order by valid_from desc, id desc limit 50`;

export type Revocation = Pick<PassRow, 'revokedAt' | 'revokedBy' | 'revokedFor' | 'revocation'>;

export const saveRevocation = (db: Db, { personId, id }: PassRow, change: Revocation) => db`
  update pass set ${db(change)} where person_id = ${personId} and id = ${id}`;

/** What a death ends, and what an error about one gives back. */
export const revokeByDeath = (db: Db, personId: string, now: Date, account: string) => db`
  update pass set revoked_at = ${now}, revoked_by = ${account}, revoked_for = 'death'
  where person_id = ${personId} and revoked_at is null and valid_until > ${now}`;

export const restoreAfterDeath = (db: Db, personId: string) => db`
  update pass set revoked_at = null, revoked_by = null, revoked_for = null
  where person_id = ${personId} and revoked_for = 'death'
    and not exists (select from pass other where other.person_id = pass.person_id
      and other.declaration_id = pass.declaration_id and other.revoked_at is null)`;

/** The citizen's own, through the belt. */
export const listPasses = (db: Db, after: Position | undefined, limit: number) => db<PassRow[]>`
  select * from pass where true ${after ? db`and (valid_from, id) < (${after.at}, ${after.id})` : db``}
  order by valid_from desc, id desc limit ${limit}`;

export type TravelFilter = { area: AreaPath; direction: 'arriving' | 'leaving'; from?: Date; to?: Date };

/** Who sets out at one end within a time. */
export const atEnd = (db: Db, { area, direction, from, to }: TravelFilter) => {
  const [low, high] = areaRange(area);
  const end = direction === 'arriving' ? db`to_area` : db`from_area`;
  return db`${end} >= ${low} and ${end} < ${high}
      ${from ? db`and valid_from >= ${from}` : db``} ${to ? db`and valid_from < ${to}` : db``}`;
};

/**
 * By departure, newest first. The range stands beside the policy so that the planner can choose: the index of the end for a
 * commune, the walk along `(valid_from, id)` for a province.
 */
export const listTravels = (db: Db, filter: TravelFilter, after: Position | undefined, limit: number) => db<PassRow[]>`
  select * from pass where ${atEnd(db, filter)} ${after ? db`and (valid_from, id) < (${after.at}, ${after.id})` : db``}
  order by valid_from desc, id desc limit ${limit}`;

/** Keyset on (revoked_at, id). */
export const listRevoked = (
  db: Db,
  { since, now }: { since: Date | undefined; now: Date },
  after: Position | undefined,
  limit: number,
) => db<{ id: string; at: Date }[]>`
  select id, revoked_at as at from pass
  where revoked_at is not null and valid_until > ${now} ${since ? db`and revoked_at >= ${since}` : db``}
    ${after ? db`and (revoked_at, id) > (${after.at}, ${after.id})` : db``}
  order by revoked_at, id limit ${limit}`;
