import { type AreaPath, areaRange } from '../../core/area.ts';
import type { Db, Pool } from '../../core/db.ts';
import { type Filter, filtered, isSilent } from './filter.ts';
import type { Hours, VenueKind } from './rules.ts';

export type VenueRow = {
  id: string;
  area: AreaPath;
  kind: VenueKind;
  name: string;
  address: string | null;
  lat: number | null;
  lon: number | null;
  hours: Hours | null;
  vehicle: { plate?: string; route?: string; trip?: string } | null;
  code: string;
  serial: number;
  sealed: Buffer | null;
  owner: string;
  state: 'active' | 'closed';
  rotating: Buffer | null;
  createdAt: Date;
  changedAt: Date;
  lastVisitOn: string | null;
  remindedAt: Date | null;
  closedAt: Date | null;
  closedBy: string | null;
  closedAs: 'citizen' | 'officer' | null;
  closedReason: Buffer | null;
  /** The account it is offered to. */
  heir: string | null;
  offeredAt: Date | null;
};

const columns = (
  db: Db | Pool,
) => db`id, area, kind, name, address, lat, lon, hours, vehicle, code, serial, sealed, owner, state,
  rotating, created_at, changed_at, last_visit_on, reminded_at, closed_at, closed_by, closed_as, closed_reason, heir, offered_at`;

export const insertVenue = (db: Db, v: VenueRow) => db`
  insert into venue (id, area, kind, name, address, lat, lon, hours, vehicle, code, serial, sealed, owner, state, created_at, changed_at)
  values (${v.id}, ${v.area}, ${v.kind}, ${v.name}, ${v.address}, ${v.lat}, ${v.lon}, ${v.hours && db.json(v.hours as never)},
    ${v.vehicle && db.json(v.vehicle)}, ${v.code}, ${v.serial}, ${v.sealed}, ${v.owner}, ${v.state}, ${v.createdAt}, ${v.changedAt})`;

/** Set-wise, with their owner. */
export const insertVenues = async (db: Db, venues: readonly VenueRow[]): Promise<void> => {
  const rows = venues.map(({ sealed, ...venue }) => ({ ...venue, sealed: sealed?.toString('base64') ?? null }));
  await db`
    insert into venue (id, area, kind, name, address, lat, lon, hours, vehicle, code, serial, sealed, owner, state, created_at, changed_at)
    select id, area, kind, name, address, lat, lon, nullif(hours, 'null'), nullif(vehicle, 'null'), code, serial, decode(sealed, 'base64'),
      owner, state, "createdAt", "changedAt"
    from jsonb_to_recordset(${db.json(rows as never)}) as v(id uuid, area text, kind text, name text, address text, lat double precision,
      lon double precision, hours jsonb, vehicle jsonb, code text, serial smallint, sealed text, owner uuid, state text,
      "createdAt" timestamptz, "changedAt" timestamptz)`;
  await db`
    insert into venue_member (venue_id, account_id, role, since)
    select id, owner, 'owner', "createdAt" from jsonb_to_recordset(${db.json(rows as never)}) as v(id uuid, owner uuid, "createdAt" timestamptz)`;
};

export const markReminded = (db: Db, ids: readonly string[], at: Date) =>
  db`update venue set reminded_at = ${at} where id = any(${[...ids]}::uuid[])`;

export const updateVenue = (db: Db, v: VenueRow) => db`
  update venue set area = ${v.area}, kind = ${v.kind}, name = ${v.name}, address = ${v.address}, lat = ${v.lat}, lon = ${v.lon},
    hours = ${v.hours && db.json(v.hours as never)}, vehicle = ${v.vehicle && db.json(v.vehicle)}, serial = ${v.serial}, sealed = ${v.sealed},
    state = ${v.state}, rotating = ${v.rotating}, changed_at = ${v.changedAt}, closed_at = ${v.closedAt}, closed_by = ${v.closedBy},
    closed_as = ${v.closedAs}, closed_reason = ${v.closedReason}, heir = ${v.heir}, offered_at = ${v.offeredAt}
  where id = ${v.id}`;

export const findVenue = async (db: Db | Pool, id: string): Promise<VenueRow | undefined> => {
  const [row] = await db<VenueRow[]>`select ${columns(db)} from venue where id = ${id}`;
  return row;
};

export const lockVenue = async (db: Db, id: string): Promise<VenueRow | undefined> => {
  const [row] = await db<VenueRow[]>`select ${columns(db)} from venue where id = ${id} for update`;
  return row;
};

export const findVenues = (db: Db | Pool, ids: readonly string[]) =>
  db<VenueRow[]>`select ${columns(db)} from venue where id = any(${[...ids]}::uuid[])`;

/** What a check-in asks of its place, and no more: it is read for every visit. */
export type Door = Pick<
  VenueRow,
  'id' | 'area' | 'kind' | 'lat' | 'lon' | 'hours' | 'code' | 'rotating' | 'lastVisitOn' | 'closedAt'
>;

/** The places of visits, by id or typed code; of two with one code the first made comes last, and so wins in a map. */
export const findDoors = (db: Db, ids: readonly string[], codes: readonly string[]) => db<Door[]>`
  select id, area, kind, lat, lon, hours, code, rotating, last_visit_on, closed_at from venue
  where id = any(${[...ids]}::uuid[]) or code = any(${[...codes]}) order by created_at desc`;

/** By typed code: an index look-up; two venues with one code are as good as impossible, and the first made wins. */
export const findByCode = async (db: Db | Pool, code: string): Promise<VenueRow | undefined> => {
  const [row] = await db<VenueRow[]>`select ${columns(db)} from venue where code = ${code} order by created_at limit 1`;
  return row;
};

export type Place = { area: string; id: string };

/** An area's venues in the order of (area, id). */
export const listVenues = (db: Db, area: AreaPath, filter: Filter, after: Place | undefined, limit: number) => {
  const [from, to] = areaRange(area);
  return db<VenueRow[]>`
    select ${columns(db)} from venue
    where area >= ${from} and area < ${to} ${after ? db`and (area, id) > (${after.area}, ${after.id}::uuid)` : db``} ${filtered(db, filter)}
    order by area, id limit ${limit}`;
};

/** The active ones of some communes, as far as a list of places is compared with them. */
export const standingIn = (db: Db, communes: readonly AreaPath[]) => db<
  Pick<VenueRow, 'area' | 'kind' | 'name' | 'address' | 'vehicle'>[]
>`
  select area, kind, name, address, vehicle from venue where state = 'active' and area = any(${[...communes]})`;

/** Those an account owns or helps at, and those it is offered. */
export const venuesOf = (db: Db, account: string, filter: Filter, after: Place | undefined, limit: number) => db<
  VenueRow[]
>`
  select ${columns(db)} from venue
  where (id in (select venue_id from venue_member where account_id = ${account} and until is null) or heir = ${account})
    ${after ? db`and (area, id) > (${after.area}, ${after.id}::uuid)` : db``} ${filtered(db, filter)}
  order by area, id limit ${limit}`;

// Who works there.

export type Role = 'owner' | 'controller';
type MemberRow = { venueId: string; accountId: string; role: Role; since: Date };

export const saveMember = (db: Db, { venueId, accountId, role, since }: MemberRow) => db`
  insert into venue_member (venue_id, account_id, role, since) values (${venueId}, ${accountId}, ${role}, ${since})
  on conflict (venue_id, account_id) do update set role = excluded.role, until = null`;

export const endMember = (db: Db, venueId: string, accountId: string, until: Date) =>
  db`update venue_member set until = ${until} where venue_id = ${venueId} and account_id = ${accountId} and until is null`;

export const membersOf = (db: Db, venueId: string) => db<MemberRow[]>`
  select venue_id, account_id, role, since from venue_member where venue_id = ${venueId} and until is null order by role desc, since`;

export const roleAt = async (db: Db, venueId: string, account: string): Promise<Role | undefined> => {
  const [row] = await db<{ role: Role }[]>`
    select role from venue_member where venue_id = ${venueId} and account_id = ${account} and until is null`;
  return row?.role;
};

/** Of some venues those where an account works. */
export const workplaces = async (db: Db, account: string, ids: readonly string[]): Promise<ReadonlySet<string>> => {
  const rows = await db<{ venueId: string }[]>`
    select venue_id from venue_member where venue_id = any(${[...ids]}::uuid[]) and account_id = ${account} and until is null`;
  return new Set(rows.map(({ venueId }) => venueId));
};

export const daysOf = (db: Db, venueId: string, days: number) => db<{ day: string; entered: number; left: number }[]>`
  select day, entered, left_count as "left" from venue_day where venue_id = ${venueId} order by day desc limit ${days}`;

/** Active venues of each child area, how many of them somebody visited from a day on, and how many are silent. */
export const activity = (db: Db, area: AreaPath, depth: number, since: string) => {
  const [from, to] = areaRange(area);
  return db<{ child: AreaPath; venues: number; visited: number; silent: number }[]>`
    select array_to_string((string_to_array(area, '.'))[1:${depth}], '.') || '.' as child, count(*)::int as venues,
      (count(*) filter (where last_visit_on >= ${since}))::int as visited,
      (count(*) filter (where ${isSilent(db, since)}))::int as silent
    from venue where state = 'active' and area >= ${from} and area < ${to} group by 1`;
};
