import type { AreaPath } from '../../core/area.ts';
import { uuidOfHash } from '../../core/crypto.ts';
import { dayOf } from '../../core/day.ts';
import type { House } from '../../core/house.ts';

/** What a flush writes of an alert; the sealed part is base64. */
export type NewAlert = { id: string; area: string; home: string | null; sealed: string };

/** Longer after a check-in nobody stands at that door any more: what was scanned offline is no news to the station. */
const newsFor = 3_600_000;

const sealOf = (id: string): string => `door alert ${id}`;

/**
 * The alert of a person who was asked to call the station, for the commune of the door and the one of the home: one a day. Its id is
 * the same for the same person and day, and only with the key; whom it is about is sealed.
 */
export const alertOf = (
  { keys }: House,
  { person, area, home, at, now }: { person: string; area: string; home: AreaPath | undefined; at: Date; now: Date },
): NewAlert[] => {
  if (Math.abs(now.getTime() - at.getTime()) >= newsFor) return [];
  const id = uuidOfHash(keys.hash('door alert', `${person} ${dayOf(now)}`));
  const sealed = keys.seal(sealOf(id), { person }).toString('base64');
  return [{ id, area, home: home === undefined || home === area ? null : home, sealed }];
};

export const personOf = ({ keys }: House, { id, sealed }: { id: string; sealed: Buffer }): string =>
  keys.open<{ person: string }>(sealOf(id), sealed).person;
