import { useRef, useState } from 'preact/hooks';

/** Chosen rows of a list; with Shift held everything from the row chosen last. */
export const useSelection = (ids: readonly string[]) => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const last = useRef<string>(undefined);
  const toggle = (id: string, isRange = false): void => {
    const from = last.current === undefined ? -1 : ids.indexOf(last.current);
    const to = ids.indexOf(id);
    const range = isRange && from >= 0 ? ids.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
    const isAdding = !chosen.has(id);
    last.current = id;
    setChosen((before) => {
      const after = new Set(before);
      for (const one of range) {
        if (isAdding) after.add(one);
        else after.delete(one);
      }
      return after;
    });
  };
  return {
    // Only what still stands in the list counts.
    chosen: ids.filter((id) => chosen.has(id)),
    has: (id: string) => chosen.has(id),
    toggle,
    all: () => setChosen(new Set(ids)),
    clear: () => setChosen(new Set()),
  };
};
