import type { House } from '../../core/house.ts';
import type { VenueRow } from '../venues/index.ts';
import type * as links from './links-store.ts';
import type { Met } from './meeting-table.ts';
import type { Evidence } from './rules.ts';

/** What speaks for one contact, found in visits or entered by a tracer. */
export type Proof = Evidence & { id?: string; via?: string; note?: string | null };

export const proofOf = (met: Met, venue: VenueRow | undefined, isSeatedNear: boolean, level: 1 | 2): Proof => ({
  kind: 'visit',
  venue: met.venue,
  ...(venue && { venueKind: venue.kind }),
  from: met.from,
  to: met.to,
  minutes: met.minutes,
  doubtful: met.doubtful,
  ...(isSeatedNear && { sameSeat: true }),
  ...(level === 2 && { via: met.source }),
});

const noteOf = (house: House, { id, sealed }: links.LinkRow): string | null =>
  sealed ? house.keys.open<{ note: string }>(`contact link ${id}`, sealed).note : null;

export const proofOfLink = (house: House, link: links.LinkRow, level: 1 | 2): Proof => ({
  id: link.id,
  kind: link.kind,
  ...(link.venueId && { venue: link.venueId }),
  from: link.fromAt.getTime(),
  to: link.toAt.getTime(),
  minutes: link.minutes,
  doubtful: link.doubtful,
  ...(level === 2 && { via: link.sourceId }),
  note: noteOf(house, link),
});
