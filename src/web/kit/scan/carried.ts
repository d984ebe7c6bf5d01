import { signal } from '@preact/signals';
import type { DocumentFields } from '../../../features/codes/rules.ts';

/** What a card said on the screen before, for the form that opens next. It never stands in an address. */
const carried = signal<DocumentFields | undefined>(undefined);

export const carryFields = (fields: DocumentFields): void => {
  carried.value = fields;
};

/** Takes it over, once. */
export const takeCarried = (): DocumentFields | undefined => {
  const fields = carried.peek();
  carried.value = undefined;
  return fields;
};
