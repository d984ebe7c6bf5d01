import { signal } from '@preact/signals';
import { CallError, client } from '../../../core/client.ts';
import { uuidOf } from '../../../core/code.ts';
import { dayOf } from '../../../core/day.ts';
import { canSeal, keep, kept, keptUnder } from '../../../web/kit/citizen/sealed.ts';
import { isCodeSigned, type PublicKey } from '../../../web/kit/verify-code.ts';
import type { accounts } from '../../accounts/contract.ts';
import type { codes } from '../../codes/contract.ts';
import { markOfCode } from '../../codes/rules.ts';
import type { venues } from '../../venues/contract.ts';
import type { visits } from '../contract.ts';
import type { Visitor } from './door-read.ts';

// What a door takes along, to know it without a network.

type Keys = { at: string; keys: PublicKey[] };
type Known = { id: string; name: string; state: 'active' | 'closed'; area: string };
type Today = { day: string; entered: number; left: number };

export const keys = signal<Keys | undefined>(undefined);
const callAccounts = client<typeof accounts>();
const callCodes = client<typeof codes>();
const callVenues = client<typeof venues>();
const call = client<typeof visits>();

/** The server's word, kept for later; without it what was kept. */
const lastOf = async <T>(name: string, account: string, asking: Promise<T>): Promise<T | undefined> => {
  try {
    const value = await asking;
    if (canSeal()) await keep(name, account, value);
    return value;
  } catch (error) {
    if (!(error instanceof CallError) || /^(record|permission)\./.test(error.code)) throw error;
    return canSeal() ? kept<T>(name) : undefined;
  }
};

export const refreshKeys = async (account: string): Promise<void> => {
  const asking = callCodes('GET /codes/keys', {}).then(({ keys: list }) => ({
    at: new Date().toISOString(),
    keys: list,
  }));
  keys.value = (await lastOf('door/keys', account, asking)) ?? keys.value;
};

/** `at`: until when it is known. The whole is read again each day, for what was given back. */
type Withdrawn = { at: string; wholeAt: string; codes: string[] };
const withdrawn = { known: undefined as Withdrawn | undefined };
const withdrawnName = 'door/withdrawn';
const wholeFor = 86_400_000;

/** Takes along which codes have ended, so that they are known without a network as well. */
export const refreshWithdrawn = async (venue: string, account: string): Promise<void> => {
  const before = withdrawn.known ?? (canSeal() ? await kept<Withdrawn>(withdrawnName) : undefined);
  const since = before && Date.now() - Date.parse(before.wholeAt) < wholeFor ? before : undefined;
  const query = since ? { since: since.at } : {};
  const asking = call('GET /venues/:id/withdrawn-codes', { params: { id: venue }, query }).then(
    ({ at, codes: ended }) =>
      since ? { ...since, at, codes: [...new Set([...since.codes, ...ended])] } : { at, wholeAt: at, codes: ended },
  );
  // Who no longer works here has the page's word for it.
  withdrawn.known = await lastOf(withdrawnName, account, asking).catch(() => before);
};

/** Whether a code is known here to have ended. */
export const isWithdrawn = ({ scan }: Visitor): boolean =>
  'code' in scan && (withdrawn.known?.codes.includes(markOfCode(uuidOf(scan.code.payload))) ?? false);

/** Whether a key known here says that nobody signed it. A key not known here says nothing. */
export const isForged = async ({ scan }: Visitor): Promise<boolean> => {
  if (!('code' in scan) || !keys.value?.keys.some(({ kid }) => kid === scan.code.kid)) return false;
  return (await isCodeSigned(scan.code, keys.value.keys)) === false;
};

const venuePrefix = 'door/venue/';
export const venueOfDoor = (venue: string, account: string): Promise<Known | undefined> =>
  lastOf(
    `${venuePrefix}${venue}`,
    account,
    callVenues('GET /venues/:id', { params: { id: venue } }).then(({ id, name, state, area }) => ({
      id,
      name,
      state,
      area,
    })),
  );

/** The doors that this account has stood at with this device. What was kept before its id was kept too is not among them. */
export const doorsKept = async (account: string): Promise<Known[]> =>
  (canSeal() ? await keptUnder<Known>(venuePrefix, account) : []).filter(({ id, state }) => id && state === 'active');

/** How many came and went today, as the server counts. */
export const todayOf = async (venue: string, account: string): Promise<Today> => {
  const day = dayOf(new Date());
  const days = await lastOf(
    `door/days/${venue}`,
    account,
    callVenues('GET /venues/:id/days', { params: { id: venue } }),
  );
  return days?.find((one) => one.day === day) ?? { day, entered: 0, left: 0 };
};

/** The number of whoever stands at the door, for a guest of whom no number is known. */
export const ownPhone = (account: string): Promise<string | null | undefined> =>
  lastOf(
    'door/phone',
    account,
    callAccounts('GET /me', {}).then(({ phone }) => phone),
  );
