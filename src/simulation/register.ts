import type { Visited } from './events.ts';
import { type Outings, visitsOf } from './outings.ts';
import type { PlaceKind } from './places.ts';
import { fate } from './random.ts';
import type { World } from './world.ts';

/** Where a code hangs at the door and guests are asked to scan it; schools and workplaces know who is there. */
const asking: ReadonlySet<PlaceKind> = new Set([
  'hospital',
  'clinic',
  'market',
  'supermarket',
  'cafe',
  'worship',
  'event',
  'bus',
  'coach',
]);
/** Of ten places six keep a register, and of ten people with a phone at hand four scan as a habit. */
const [keeping, scanning] = [0.6, 0.4];

/** The café of the centre always does: trainees play its owner. */
export const keepsRegister = ({ plan, places, centre }: World, place: number): boolean =>
  place === places.cafe[centre] ||
  (asking.has(places.all[place]?.kind ?? 'office') && fate(plan.seed, place, -20) < keeping);

/** What of a day's visits a register holds: of people whom the system knew by their household's phone before this day. */
export function* registeredOf(world: World, day: number, outings: Outings, known: Uint8Array): Generator<Visited> {
  for (const visit of visitsOf(world, day, outings)) {
    const { person, place } = visit;
    if (known[person] === 1 && keepsRegister(world, place) && fate(world.plan.seed, person, -21) < scanning)
      yield visit;
  }
}
