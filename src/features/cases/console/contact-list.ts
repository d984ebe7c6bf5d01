import { useState } from 'preact/hooks';
import { usePages } from '../../../web/kit/console/pages.ts';
import { type Contact, type ContactState, call } from './api.ts';

export type Level = 1 | 2;
export type ContactFilters = { state?: string; broken?: string; area?: string; kind?: string; asOf?: string };
export const filterNames = ['state', 'broken', 'area', 'kind', 'asOf'] as const;

/** One page of a case's contacts; the filters are text from the address bar, of which the server refuses what it does not know. */
export const readContacts = (
  id: string,
  level: Level,
  filters: ContactFilters,
  after: string | undefined,
  signal?: AbortSignal,
  limit?: number,
) =>
  call(
    'GET /cases/:id/contacts',
    { params: { id }, query: { ...filters, level: String(level), after, limit: limit && String(limit) } as never },
    signal,
  );

/**
 * The list a tracer decides on. What is decided is written into its row, and no row moves or goes under the hand; another
 * reading puts each where it belongs now.
 */
export const useContacts = (id: string, level: Level, filters: ContactFilters) => {
  const { first, items, more } = usePages(
    (after, signal) => readContacts(id, level, filters, after, signal),
    [id, level, JSON.stringify(filters)],
  );
  const [decided, setDecided] = useState<ReadonlyMap<string, ContactState>>(new Map());
  const rows: Contact[] = items.map((row) => {
    const state = decided.get(row.person.id) ?? row.state;
    // A task that ended with an earlier word begins anew with the new one: the old one's end must not be read as done.
    return state === row.state ? row : { ...row, state, task: null };
  });
  return {
    first,
    rows,
    more,
    write: (now: readonly { person: string; state: ContactState }[]) =>
      setDecided((before) => new Map([...before, ...now.map(({ person, state }) => [person, state] as const)])),
    reload: () => {
      setDecided(new Map());
      first.reload();
    },
  };
};
