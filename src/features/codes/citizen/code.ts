import { useState } from 'preact/hooks';
import { CallError, client, newId } from '../../../core/client.ts';
import type { GotReply } from '../../../core/contract.ts';
import { type Member, useDevice } from '../../../web/kit/citizen/device.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { Shelf } from '../../../web/kit/shelf.ts';
import type { codes } from '../contract.ts';

export type Code = GotReply<(typeof codes)['GET /people/:id/code']>;

const call = client<typeof codes>();
const keyOf = (person: string): string => `code/${person}`;
/** Stands while the station has taken the code back: another one is made only when somebody asks for it. */
const endedKey = (person: string): string => `code-ended/${person}`;

/**
 * The current code, or the first one, made now under `id`; none where the station took it back. Kept on the device, so that it
 * is shown without a network.
 */
const currentOf = async (person: string, id: string, shelf: Shelf, signal: AbortSignal): Promise<Code | undefined> => {
  try {
    const code = await call('GET /people/:id/code', { params: { id: person } }, signal).catch(async (error) => {
      if (!(error instanceof CallError) || error.code !== 'code.none') throw error;
      if ((await shelf.get(keyOf(person))) ?? (await shelf.get(endedKey(person)))) return undefined;
      return call('POST /people/:id/code', { params: { id: person }, body: { id } });
    });
    if (code) {
      await shelf.set(keyOf(person), code);
      await shelf.remove(endedKey(person));
    } else {
      await shelf.set(endedKey(person), true);
      await shelf.remove(keyOf(person));
    }
    return code;
  } catch (error) {
    // The server says that there is none any more; what cannot be asked stays as it was.
    if (error instanceof CallError && /^(record|death)\./.test(error.code)) await shelf.remove(keyOf(person));
    throw error;
  }
};

/** A member's code: at once the one kept here, then the server's word. `replace` ends it and makes another. */
export const useCode = (member: Member) => {
  const { shelf } = useDevice();
  const [first] = useState(() => newId());
  const kept = useLoaded(async () => (await shelf).get<Code>(keyOf(member.id)), [member.id]);
  const fresh = useLoaded(
    async (signal) => (member.unsent ? undefined : currentOf(member.id, first, await shelf, signal)),
    [member.id, member.unsent],
  );
  const isUnreachable = fresh.state === 'failed' && /^(offline$|session\.|server\.)/.test(fresh.error.code);
  /** The server was asked, and has none: what the device still holds is no code any more. */
  const isWithdrawn = fresh.state === 'ready' && !member.unsent && !fresh.value;
  const replace = async (id: string): Promise<void> => {
    await call('POST /people/:id/code', { params: { id: member.id }, body: { id, reason: 'lost' } });
    fresh.reload();
  };
  return {
    fresh,
    code: isWithdrawn
      ? undefined
      : (fresh.value ?? (fresh.state !== 'failed' || isUnreachable ? kept.value : undefined)),
    isWithdrawn,
    isUnreachable,
    replace,
  };
};
