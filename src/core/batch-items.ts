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

/** Items that share a key go one after the other, so that the second sees the first; all others of a wave go together. */
export const waves = <Item>(items: readonly Item[], keysOf: (item: Item) => readonly string[]): Item[][] => {
  const turns = new Map<string, number>();
  const turnOf = (item: Item): number => {
    const keys = keysOf(item);
    const turn = Math.max(...keys.map((key) => turns.get(key) ?? 0));
    for (const key of keys) turns.set(key, turn + 1);
    return turn;
  };
  return [...Map.groupBy(items, turnOf)].toSorted(([one], [other]) => one - other).map(([, wave]) => wave);
};
