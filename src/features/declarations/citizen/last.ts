import type { Member } from '../../../web/kit/citizen/device.ts';
import type { Shelf } from '../../../web/kit/shelf.ts';
import type { Draft, Last, Where } from './draft.ts';

const keyOf = (person: string): string => `last/${person}`;

export const keepLast = async (shelf: Promise<Shelf>, draft: Draft, at: string): Promise<void> => {
  for (const person of draft.people) {
    const { stays, where, health } = draft;
    if (where) await (await shelf).set(keyOf(person), { at, where, stays, conditions: health[person]?.conditions });
  }
};

/** The home given with a new person, so that the first declaration is prefilled without a network too. */
export const keepHome = async (shelf: Promise<Shelf>, person: string, where: Where): Promise<void> =>
  (await shelf).set(keyOf(person), { where } satisfies Last);

/** From this device, else from the server; undefined when neither can say. */
export const lastOf = async (shelf: Promise<Shelf>, member: Member): Promise<Last | undefined> => {
  const kept = await (await shelf).get<Last>(keyOf(member.id));
  if (kept?.at || member.unsent) return kept;
  const found = await import('./last-served.ts').then(({ lastServed }) => lastServed(member)).catch(() => kept);
  if (found?.at) await (await shelf).set(keyOf(member.id), found);
  return found;
};
