import type { Problem } from './problem.ts';

// The items of a `POST …/batch`: each is answered alone, whatever becomes of its neighbours.

/** The id an item gives, whatever else is wrong with it; null where nothing of the kind stands there. */
export const itemId = (raw: unknown): string | null => {
  const id = raw !== null && typeof raw === 'object' && 'id' in raw ? raw.id : null;
  return typeof id === 'string' && id.length <= 64 ? id : null;
};

export const refusedItem = (id: string | null, { status, code, fields }: Problem) => ({
  id,
  status,
  code,
  ...(fields && { fields }),
});
