import { signal } from '@preact/signals';
import type { DocumentFields } from '../../../features/codes/rules.ts';

/** Whose code was read on the screen before. The area is known of whoever is dealt with here. */
export type CarriedPerson = {
  id: string;
  fullName: string;
  birthYear: number | null;
  area?: string | undefined;
};

/** What a card said on the screen before, or whom it led to, for the form that opens next. It never stands in an address. */
const carried = signal<DocumentFields | undefined>(undefined);
const person = signal<CarriedPerson | undefined>(undefined);

export const carryFields = (fields: DocumentFields): void => {
  carried.value = fields;
};

export const carryPerson = (found: CarriedPerson): void => {
  person.value = found;
};

/** Takes it over, once. */
export const takeCarried = (): DocumentFields | undefined => {
  const fields = carried.peek();
  carried.value = undefined;
  return fields;
};

export const takePerson = (): CarriedPerson | undefined => {
  const found = person.peek();
  person.value = undefined;
  return found;
};
