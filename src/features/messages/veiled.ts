import type { Keys } from '../../core/crypto.ts';
import { addDays, dayOf } from '../../core/day.ts';

/** What may be sent to somebody who stands at a door: a code to sign in there, one that is read out, the request to call the station. */
export const veils = ['session', 'visit', 'door'] as const;
export type Veil = (typeof veils)[number];

/**
 * The hash by which such a message, or its code, knows the phone: of one kind and one day. Under the hash that a record and an account
 * have, the moment of the message would say whose the visit of that minute is.
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
