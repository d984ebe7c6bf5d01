import { useEffect, useRef, useState } from 'preact/hooks';
import { CallError } from '../../../core/client.ts';
import { call, type Work } from './api.ts';
import { changes, urgentNews } from './live.ts';

export type WorkFilters = {
  list: 'due' | 'symptom';
  triage?: string | undefined;
  state?: string | undefined;
  hamlet?: string | undefined;
  area?: string | undefined;
  overdue?: string | undefined;
};

const pageSize = 50;
const mostAtOnce = 200;
/** Several events in a row (a village declares at once) are one reading. */
const settleMs = 1000;

const read = (filters: WorkFilters, limit: number, after?: string) =>
  // The filters are text from the address bar; the server refuses a code it does not know.
  call('GET /work', { query: { ...filters, limit: String(limit), after } as never });

type Shown = { rows: Work[]; next: string | null };

/**
 * The list an officer reads. What changes elsewhere is written into the rows in place; nothing moves, nothing vanishes
 * under the eye. New items are counted in `fresh` and come when asked for with `show`.
 */
export function useWorkList(filters: WorkFilters) {
  const [shown, setShown] = useState<Shown>();
  const [latest, setLatest] = useState<Shown>();
  const [error, setError] = useState<CallError>();
  const [isBusy, setBusy] = useState(true);
  const key = JSON.stringify(filters);
  const question = useRef(key);
  question.current = key;

  const ask = async (limit: number, onAnswer: (answer: Shown) => void, after?: string): Promise<void> => {
    setBusy(true);
    try {
      const { items, next } = await read(filters, limit, after);
      if (question.current !== key) return;
      onAnswer({ rows: items, next });
      setError(undefined);
    } catch (thrown) {
      if (question.current === key) setError(thrown instanceof CallError ? thrown : new CallError('server.failed'));
    } finally {
      if (question.current === key) setBusy(false);
    }
  };

  const reload = () =>
    ask(pageSize, (answer) => {
      setShown(answer);
      setLatest(undefined);
      urgentNews.value = [];
    });

  useEffect(() => {
    setShown(undefined);
    void reload();
  }, [key]);

  const change = changes.value;
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const refresh = useRef(() => {});
  refresh.current = () => {
    timer.current = undefined;
    if (!shown) return;
    void ask(Math.min(mostAtOnce, Math.max(pageSize, shown.rows.length)), (answer) => {
      const byId = new Map(answer.rows.map((row) => [row.id, row]));
      setShown((before) => before && { ...before, rows: before.rows.map((row) => byId.get(row.id) ?? row) });
      setLatest(answer);
    });
  };
  useEffect(() => {
    if (change > 0) timer.current ??= setTimeout(() => refresh.current(), settleMs);
  }, [change]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const known = new Set(shown?.rows.map((row) => row.id));
  return {
    rows: shown?.rows,
    error,
    isBusy,
    fresh: latest?.rows.filter((row) => !known.has(row.id)) ?? [],
    reload,
    /** Shows the list as it stands now, new items in their places. */
    show: () => {
      if (latest) setShown(latest);
      setLatest(undefined);
      urgentNews.value = [];
    },
    more: shown?.next
      ? () =>
          ask(
            pageSize,
            (answer) => setShown((before) => before && { rows: [...before.rows, ...answer.rows], next: answer.next }),
            shown.next ?? undefined,
          )
      : undefined,
    /** Writes what an act answered into its row. */
    patch: (work: Work) =>
      setShown((before) => before && { ...before, rows: before.rows.map((row) => (row.id === work.id ? work : row)) }),
  };
}
