import { client } from '../../../../core/client.ts';
import type { GotReply } from '../../../../core/contract.ts';
import type { Shelf } from '../../../../web/kit/shelf.ts';
import type { travel } from '../../../travel/contract.ts';
import type { declarations } from '../../contract.ts';
import type { Form } from './answered.ts';

export type Gate = GotReply<(typeof travel)['GET /gates']>[number];

const callTravel = client<typeof travel>();
const call = client<typeof declarations>();

/** From the server, else as they were read last: a form can be filled in without a network. */
const kept = async <T>(shelf: Promise<Shelf>, key: string, read: () => Promise<T>): Promise<T | undefined> => {
  try {
    const found = await read();
    await (await shelf).set(key, found);
    return found;
  } catch (error) {
    const before = await (await shelf).get<T>(key);
    if (before === undefined) throw error;
    return before;
  }
};

export const gatesOf = async (shelf: Promise<Shelf>): Promise<Gate[]> =>
  (await kept(shelf, 'gates', () => callTravel('GET /gates', {})).catch(() => undefined)) ?? [];

/** The forms in force, in the order of the server. */
export const formsOf = async (shelf: Promise<Shelf>, signal?: AbortSignal): Promise<Form[]> =>
  ((await kept(shelf, 'forms', () => call('GET /forms', { query: { current: 'true' } }, signal))) ??
    []) as unknown as Form[];
