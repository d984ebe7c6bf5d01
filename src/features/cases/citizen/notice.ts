import { client, newId } from '../../../core/client.ts';
import { type Member, useDevice } from '../../../web/kit/citizen/device.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { Shelf } from '../../../web/kit/shelf.ts';
import type { cases } from '../contract.ts';

/** `ended`: told before, and no more; it is said once on the device that had shown it. */
export type Notice = { level: 'F0' | 'F1' | 'F2' | 'ended'; until: string | null; isRead?: boolean };

const call = client<typeof cases>();
const keyOf = (person: string): string => `notice/${person}`;

const ask = async (person: string, before: Notice | undefined, signal: AbortSignal): Promise<Notice | undefined> => {
  const { level, until } = await call('GET /people/:id/classification', { params: { id: person } }, signal);
  if (level === 'F0' || level === 'F1' || level === 'F2')
    return before?.level === level && before.until === until ? before : { level, until };
  return before && { level: 'ended', until: null };
};

/** What the station has told this person; without a network what was read here last, while it holds. */
const read = async (shelf: Shelf, person: string, signal: AbortSignal): Promise<Notice | null> => {
  const before = await shelf.get<Notice>(keyOf(person));
  try {
    const notice = await ask(person, before, signal);
    if (notice) await shelf.set(keyOf(person), notice);
    return notice ?? null;
  } catch (error) {
    if (!before || (before.until !== null && Date.parse(before.until) <= Date.now())) throw error;
    return before;
  }
};

export const useNotice = (member: Member | undefined) => {
  const { shelf } = useDevice();
  return useLoaded(
    async (signal) => (member && !member.unsent ? read(await shelf, member.id, signal) : null),
    [member?.id, member?.unsent],
  );
};

/** Tells the station once that the notice was read; without a network at the next reading. That something has ended is said once. */
export const tellRead = async (shelf: Promise<Shelf>, person: string, notice: Notice): Promise<void> => {
  if (notice.isRead) return;
  if (notice.level === 'ended') return (await shelf).remove(keyOf(person));
  await call('POST /people/:id/notice/receipt', { params: { id: person }, body: { id: newId() } }).then(
    async () => (await shelf).set(keyOf(person), { ...notice, isRead: true }),
    () => undefined,
  );
};
