import type { Milestone, Stay } from './api.ts';

/** Somewhere the case was: by a scan, or as an officer wrote it down. */
export type ExposurePlace = {
  id: string;
  venue: Stay['venue'];
  from: string;
  to: string | null;
  isWritten: boolean;
};

const endsAfter = ({ to }: { to: string | null }, at: string): boolean => to === null || to >= at;

/** The stays, and of the milestones those with a place that no stay tells already; the newest first. */
export const exposurePlaces = (stays: readonly Stay[], milestones: readonly Milestone[]): ExposurePlace[] => {
  const scanned = stays.map(({ id, venue, from, to }) => ({ id, venue, from, to, isWritten: false }));
  const written = milestones.flatMap(({ id, venue, from, to }) => {
    const isScanned = stays.some(
      (stay) => stay.venue.id === venue?.id && stay.from <= (to ?? from) && endsAfter(stay, from),
    );
    // A milestone without an end is a moment, as the rule counts it.
    return venue && !isScanned ? [{ id, venue, from, to: to ?? from, isWritten: true }] : [];
  });
  return [...scanned, ...written].toSorted((one, other) => (one.from < other.from ? 1 : -1));
};
