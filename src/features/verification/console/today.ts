import { signal } from '@preact/signals';
import { drop, keep, kept } from '../../../web/kit/console/sealed.ts';
import { officer, ownArea } from '../../../web/kit/console/session.ts';
import { call, type Work } from './api.ts';

/** The list a nurse carries: today's items of one unit, with telephones, sealed on the device. */
export type Carried = { at: string; area: string; rows: Work[] };

export const carried = signal<Carried | undefined>(undefined);

const name = (): string => `today/${officer.value?.id}`;
const keptFor = 24 * 3_600_000;
const pageSize = 200;
/** A station has some dozens; a district that opens this page must not fill a phone. */
const most = 1000;

/** Of a unit that the officer has left since, perhaps while this device was off, nothing stays. */
export const openCarried = async (): Promise<void> => {
  const found = await kept<Carried>(name());
  const isOver = found && (found.area !== officer.value?.area || Date.now() - Date.parse(found.at) > keptFor);
  if (isOver) return removeCarried();
  carried.value = found;
};

export const removeCarried = async (): Promise<void> => {
  carried.value = undefined;
  await drop(name());
};

const readAll = async (list: 'due' | 'symptom'): Promise<Work[]> => {
  const rows: Work[] = [];
  for (let after: string | null | undefined; after !== null && rows.length < most; ) {
    const query = { list, area: ownArea(), phones: 'true' as const, limit: String(pageSize), after };
    const page = await call('GET /work', { query });
    rows.push(...page.items);
    after = page.next;
  }
  return rows;
};

export const download = async (): Promise<void> => {
  const lists = [await readAll('due'), await readAll('symptom')];
  const fresh = { at: new Date().toISOString(), area: officer.value?.area ?? '', rows: lists.flat() };
  await keep(name(), officer.value?.id ?? '', fresh);
  carried.value = fresh;
};

/** Writes into the carried row what was done with it, whether the server knows already or not. */
export const markCarried = async (declaration: string, change: Partial<Work>): Promise<void> => {
  if (!carried.value) return;
  const rows = carried.value.rows.map((row) => (row.declaration === declaration ? { ...row, ...change } : row));
  carried.value = { ...carried.value, rows };
  await keep(name(), officer.value?.id ?? '', carried.value);
};
