import type { Db } from '../../core/db.ts';

// Read on the citizen's own connection; the tables belong to other features, which write them.

type Rows = Promise<Record<string, unknown>[]>;
const of = (db: Db, persons: readonly string[]) => db`person_id = any (${[...persons]}::uuid[])`;

export const listCodes = (db: Db, persons: readonly string[]): Rows =>
  db`select issued_at, revoked_at, reason from person_code where ${of(db, persons)} order by issued_at desc`;

export const listPasses = (db: Db, persons: readonly string[]): Rows => db`
  select valid_from, valid_until, rtrim(from_area, '.') as from_area, rtrim(to_area, '.') as to_area, vehicle, revoked_at
  from pass where ${of(db, persons)} order by valid_from desc`;

export const listEntries = (db: Db, persons: readonly string[]): Rows =>
  db`select declared_at, gate_name, state, confirmed_at from entry where ${of(db, persons)} order by declared_at desc`;

export const listArrivals = (db: Db, persons: readonly string[]): Rows => db`
  select expected_at, rtrim(area, '.') as area, state, arrived_at, home_until from arrival
  where ${of(db, persons)} order by expected_at desc`;

export const listOpenings = (db: Db, persons: readonly string[]): Rows =>
  db`select at as opened_at, rtrim(area, '.') as by_area from visit_opening where ${of(db, persons)} order by at desc`;
