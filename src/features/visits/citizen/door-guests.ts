import { fold } from '../../../core/fold.ts';
import { parsePhone } from '../../../core/phone.ts';
import { canSeal, keep, kept } from '../../../web/kit/citizen/sealed.ts';
import { longestStay } from '../rules.ts';
import type { Scan, Who } from './door-queue.ts';

export type Guest = Extract<Who, { phone: string }>;
type Place = { venue: string; account: string };
type Inside = { phone: string; fullName: string; visit: string; at: string };

/** One record for all of a venue: what a record is called is not sealed, so no number may stand in it. */
const nameOf = (venue: string): string => `door/guests/${venue}`;

const insideAt = async ({ venue }: Place): Promise<Inside[]> => {
  const all = canSeal() ? ((await kept<Inside[]>(nameOf(venue))) ?? []) : [];
  return all.filter(({ at }) => Date.now() - Date.parse(at) < longestStay);
};

const change = async (place: Place, change: (inside: Inside[]) => Inside[]): Promise<void> => {
  if (canSeal()) await keep(nameOf(place.venue), place.account, change(await insideAt(place)));
};

const words = (name: string): string => fold(name).split(' ').toSorted().join(' ');
/** Several come with one telephone: a guest is told from the others by the name as well, in whatever order and with whatever marks. */
const isGuest =
  ({ phone, fullName }: Guest) =>
  (one: Inside): boolean =>
    one.phone === parsePhone(phone) && words(one.fullName) === words(fullName);

/** Whoever proves the phone is known to the server by another name from then on, and leaves by the visit. */
export const remember = (place: Place, who: Guest, { id, at }: Scan): Promise<void> =>
  change(place, (inside) => [
    ...inside.filter((one) => !isGuest(who)(one)),
    { phone: parsePhone(who.phone) ?? '', fullName: who.fullName, visit: id, at },
  ]);

export const visitOf = async (place: Place, who: Guest): Promise<string | undefined> =>
  (await insideAt(place)).find(isGuest(who))?.visit;

export const forgetGuest = (place: Place, visit: string): Promise<void> =>
  change(place, (inside) => inside.filter((one) => one.visit !== visit));
