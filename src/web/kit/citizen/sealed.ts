import { sealedIn } from '../sealed.ts';

/** What the citizen app keeps of other people: those who came to a door. */
export const { keep, kept, keptUnder, namesUnder, drop, wipe } = sealedIn('lachan-door');
export { canSeal } from '../sealed.ts';
