import type { House } from '../../core/house.ts';
import type { VenueRow } from '../venues/index.ts';
import type * as links from './links-store.ts';
import type { Met } from './meeting-table.ts';
import { type Evidence, type Interval, overlap } from './rules.ts';

/** What speaks for one contact, found in visits or entered by a tracer. */
export type Proof = Evidence & {
  id?: string;
  via?: string;
  note?: string | null;
  /** What was recorded, where only a part of it counts. */
  entered?: Interval;
};

const minute = 60_000;

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

type Recorded = { link: links.LinkRow; whole: Interval; counted: Interval | undefined };

/** A link with the part of it that lies in the window of its source: none where that is no source. */
export const recordedOf = (link: links.LinkRow, windows: ReadonlyMap<string, Interval>): Recorded => {
  const [whole, window] = [{ from: link.fromAt.getTime(), to: link.toAt.getTime() }, windows.get(link.sourceId)];
  return { link, whole, counted: window && overlap(whole, window) };
};

/** What was recorded, by the part of it that counts; without any as it was recorded, and no minute of it. */
export const proofOfLink = (house: House, { link, whole, counted }: Recorded, level: 1 | 2): Proof => ({
  id: link.id,
  kind: link.kind,
  ...(link.venueId && { venue: link.venueId }),
  ...(counted ?? whole),
  // What two visits had in common may be less than the time from its beginning to its end.
  minutes: counted ? Math.min(link.minutes, (counted.to - counted.from) / minute) : 0,
  doubtful: link.doubtful,
  ...(level === 2 && { via: link.sourceId }),
  note: noteOf(house, link),
  ...(counted && (counted.from !== whole.from || counted.to !== whole.to) && { entered: whole }),
});
