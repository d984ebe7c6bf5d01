import { signal } from '@preact/signals';

/** Who is signed in at this console, as every screen may ask. */
export type Officer = {
  id: string;
  name: string;
  area: string;
  areaName: string;
  roles: readonly string[];
  verbs: readonly string[];
};

/** `undefined` until asked, `null` when nobody is signed in. */
export const officer = signal<Officer | null | undefined>(undefined);

/** The session ended while somebody was working: the sign-in opens above the screen, and nothing typed is lost. */
export const sessionLost = signal(false);

/** Whether the officer's roles hold the verb. A screen shows only what this allows; the server decides. */
export const can = (verb: string): boolean => officer.value?.verbs.includes(verb) ?? false;

/** The officer's own area, without a last dot; `''` is the nation. */
export const ownArea = (): string => officer.value?.area ?? '';

/** True where the officer stands strictly above an area, and so may decide what its station may not. */
export const isAbove = (area: string): boolean => {
  const own = ownArea();
  return own !== area && (own === '' || area.startsWith(`${own}.`));
};

/** A commune's own code has five digits, a district's three: true of both sets of units. */
export const isCommune = (area: string): boolean => /(^|\.)\d{5}$/.test(area);
