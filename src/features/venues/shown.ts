import type { House } from '../../core/house.ts';
import type { Actor } from '../../core/permission.ts';
import { areaName, areaTrail } from '../areas/index.ts';
import { printedCode } from './codes.ts';
import { closureReason } from './made.ts';
import type { PosterOf } from './poster.ts';
import type { VenueRow } from './store.ts';

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
