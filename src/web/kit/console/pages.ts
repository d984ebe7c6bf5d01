import { useState } from 'preact/hooks';
import { useLoaded } from '../load.ts';

type Slice<T> = { items: T[]; next: string | null };

/** A keyset list: the first page on `keys`, more on demand. `more` is undefined at the end; what a page says beside its items stands in `first`. */
export const usePages = <T, Beside extends object>(
  read: (after: string | undefined, signal?: AbortSignal) => Promise<Slice<T> & Beside>,
  keys: readonly unknown[],
) => {
  const [later, setLater] = useState<{ of: Slice<T>; slices: Slice<T>[] }>();
  const first = useLoaded((signal) => read(undefined, signal), keys);
  const slices = first.value ? [first.value, ...(later?.of === first.value ? later.slices : [])] : [];
  const next = slices.at(-1)?.next;
  const more = async () => {
    if (!first.value || !next) return;
    const of = first.value;
    const slice = await read(next);
    setLater((before) => ({ of, slices: before?.of === of ? [...before.slices, slice] : [slice] }));
  };
  return { first, items: slices.flatMap((slice) => slice.items), more: next ? more : undefined };
};
