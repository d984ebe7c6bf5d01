import type { Keys } from '../../core/crypto.ts';
import { addDays, dayOf } from '../../core/day.ts';

/**
 * What goes to somebody because of a visit: a code to sign in at a door, one that is read out there, the request to call the station, word
 * that a case was there at the same time.
 */
export const veils = ['session', 'visit', 'door', 'exposure'] as const;
export type Veil = (typeof veils)[number];

/**
 * The hash by which such a message, or its code, knows the phone: of one kind and one day. Under the hash that a record and an account
 * have, the moment of the message would say whose the visit of that minute is, or who was at the place of that notice.
 */
export const veiledPhone = (keys: Keys, veil: Veil, phone: string, day: string): Buffer =>
  keys.hash('phone of the day', `${veil} ${day} ${phone}`);

/** Every hash under which messages of the last days to a phone may stand. */
export const hashesOfPhone = (keys: Keys, phone: string, now: Date, daysBack: number): Buffer[] => {
  const days = Array.from({ length: daysBack + 1 }, (_, back) => addDays(dayOf(now), -back));
  return [
    keys.hash('phone', phone),
    ...days.flatMap((day) => veils.map((veil) => veiledPhone(keys, veil, phone, day))),
  ];
};
