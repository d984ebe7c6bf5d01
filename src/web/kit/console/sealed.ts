import { sealedIn } from '../sealed.ts';

/** What the console keeps on a device. */
export const { keep, kept, keptUnder, drop, wipe } = sealedIn('lachan-console');
export { canSeal } from '../sealed.ts';
