import type { AreaPath } from '../../core/area.ts';
import type { House } from '../../core/house.ts';
import { randomPart } from '../../core/random.ts';
import type { Hours, VenueKind } from './rules.ts';
import type { VenueRow } from './store.ts';

type Given = {
  name: string;
  kind: VenueKind;
  area: AreaPath;
  address?: string;
  point?: { lat: number; lon: number };
  hours?: Hours;
  vehicle?: NonNullable<VenueRow['vehicle']>;
  phone?: string;
};

const contact = (house: House, id: string, phone: string | undefined): Buffer | null =>
  phone === undefined ? null : house.keys.seal(`venue ${id}`, { phone });

/** The phone to reach who is in charge, E.164. */
export const venuePhone = (house: House, { id, sealed }: Pick<VenueRow, 'id' | 'sealed'>): string | undefined =>
  sealed ? house.keys.open<{ phone: string }>(`venue ${id}`, sealed).phone : undefined;

export const madeVenue = (
  house: House,
  given: Given & { id: string; owner: string; code: string; now: Date },
): VenueRow => ({
  id: given.id,
  area: given.area,
  kind: given.kind,
  name: given.name,
  address: given.address || null,
  lat: given.point?.lat ?? null,
  lon: given.point?.lon ?? null,
  hours: given.hours ?? null,
  vehicle: given.vehicle ?? null,
  code: given.code,
  serial: 0,
  sealed: contact(house, given.id, given.phone),
  owner: given.owner,
  state: 'active',
  rotating: null,
  createdAt: given.now,
  changedAt: given.now,
  lastVisitOn: null,
  remindedAt: null,
  closedAt: null,
  closedBy: null,
  closedAs: null,
  closedReason: null,
  heir: null,
  offeredAt: null,
});

/** Open again: nothing is left of the closure. */
export const opened = (venue: VenueRow, now: Date): VenueRow => ({
  ...venue,
  state: 'active',
  closedAt: null,
  closedBy: null,
  closedAs: null,
  closedReason: null,
  changedAt: now,
});

/** Closed from now on; what was closed before stays closed from then on. */
export const closed = (
  house: House,
  venue: VenueRow,
  by: { account: string; as: 'citizen' | 'officer'; reason: string | undefined },
  now: Date,
): VenueRow => ({
  ...venue,
  state: 'closed',
  closedAt: venue.closedAt ?? now,
  closedBy: by.account,
  closedAs: by.as,
  closedReason: by.reason ? house.keys.seal(`venue closure ${venue.id}`, { reason: by.reason }) : null,
  changedAt: now,
});

export const closureReason = (house: House, { id, closedReason }: VenueRow): string | null =>
  closedReason && house.keys.open<{ reason: string }>(`venue closure ${id}`, closedReason).reason;

/** The secret of the code on a screen, sealed. */
const newSecret = (house: House, id: string): Buffer =>
  house.keys.seal(`venue screen ${id}`, { secret: Buffer.from(randomPart(32)).toString('base64') });

export const changed = (
  house: House,
  before: VenueRow,
  change: Partial<Given> & { rotating?: boolean },
  now: Date,
): VenueRow => ({
  ...before,
  area: change.area ?? before.area,
  kind: change.kind ?? before.kind,
  name: change.name ?? before.name,
  address: change.address === undefined ? before.address : change.address || null,
  lat: change.point?.lat ?? before.lat,
  lon: change.point?.lon ?? before.lon,
  hours: change.hours ?? before.hours,
  vehicle: change.vehicle ?? before.vehicle,
  sealed: change.phone === undefined ? before.sealed : contact(house, before.id, change.phone),
  rotating:
    change.rotating === undefined
      ? before.rotating
      : change.rotating
        ? (before.rotating ?? newSecret(house, before.id))
        : null,
  changedAt: now,
});
