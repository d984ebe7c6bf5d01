import type { Db, Pool } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import type { Actor } from '../../core/permission.ts';
import { areaName, areaTrail } from '../areas/index.ts';
import { printedCode } from './codes.ts';
import { closureReason } from './made.ts';
import type { PosterOf } from './poster.ts';
import { findVenues, type VenueRow } from './store.ts';

/** What whoever stands before the poster may know. */
export const showPublic = async (house: House, venue: VenueRow) => ({
  id: venue.id,
  name: venue.name,
  kind: venue.kind,
  areaName: await areaTrail(house, venue.area),
  address: venue.address,
  vehicle: venue.vehicle,
  state: venue.state,
});

/** The same of some venues, by their ids. */
export const showPublicOf = async (house: House, db: Db | Pool, ids: readonly string[]) => {
  const rows = ids.length === 0 ? [] : await findVenues(db, [...new Set(ids)]);
  return new Map(await Promise.all(rows.map(async (row) => [row.id, await showPublic(house, row)] as const)));
};

/** What is printed for its door. */
export const showPoster = async (house: House, venue: VenueRow): Promise<PosterOf> => ({
  ...(await showPublic(house, venue)),
  code: venue.code,
  qr: printedCode(house, venue),
});

/** What whoever works there and the officers of its area see. */
export const show = async (house: House, venue: VenueRow, actor: Actor) => ({
  ...(await showPublic(house, venue)),
  area: venue.area,
  areaName: await areaName(house, venue.area),
  point: venue.lat === null || venue.lon === null ? null : { lat: venue.lat, lon: venue.lon },
  hours: venue.hours && [...venue.hours],
  code: venue.code,
  qr: printedCode(house, venue),
  rotating: venue.rotating !== null,
  lastVisitOn: venue.lastVisitOn,
  closure: venue.closedAt && {
    at: venue.closedAt,
    byStation: venue.closedAs === 'officer',
    reason: closureReason(house, venue),
  },
  offered: venue.heir === actor.account,
});
