import { client } from '../../../core/client.ts';
import type { GotReply } from '../../../core/contract.ts';
import type { Shelf } from '../../../web/kit/shelf.ts';
import type { returnees } from '../../returnees/contract.ts';
import type { travel } from '../contract.ts';

type Pass = GotReply<(typeof travel)['GET /passes']>['items'][number];
type Arrival = GotReply<(typeof returnees)['GET /arrivals']>['items'][number];
type Entry = GotReply<(typeof travel)['GET /entries']>['items'][number];
/** What a household has under way: passes that run, returns and entries with what followed from them. */
export type Journeys = { at: string; passes: Pass[]; arrivals: Arrival[]; entries: Entry[] };

const call = client<typeof travel>();
const callReturnees = client<typeof returnees>();
const key = 'journeys';
const day = 86_400_000;
/** Whoever has nothing under way is asked about only so often, in milliseconds: most never travel. */
const askedAgainAfter = day / 2;
/** So long what followed from a return or an entry stays in sight when no day says more. */
const inSight = 14 * day;

/** What still concerns the household at a moment. */
export const current = ({ passes, arrivals, entries }: Omit<Journeys, 'at'>, now: number): Omit<Journeys, 'at'> => {
  const isNear = (at: string): boolean => Date.parse(at) > now - inSight;
  return {
    passes: passes.filter(
      ({ state, validUntil }) => Date.parse(validUntil) > now && (state === 'valid' || state === 'not_yet'),
    ),
    arrivals: arrivals.filter(({ expectedAt, detail }) => {
      const days = [detail?.plan.until, ...(detail?.plan.tests ?? [])].filter((one) => one != null);
      return isNear(expectedAt) || days.some((one) => Date.parse(`${one}T23:59:59+07:00`) > now);
    }),
    entries: entries.filter(({ declaredAt, confirmation }) => isNear(confirmation?.at ?? declaredAt)),
  };
};

const read = async (): Promise<Journeys> => {
  const query = { limit: '10' };
  const [passes, arrivals, entries] = await Promise.all([
    call('GET /passes', { query }),
    callReturnees('GET /arrivals', { query }),
    call('GET /entries', { query }),
  ]);
  const now = Date.now();
  const found = { passes: passes.items, arrivals: arrivals.items, entries: entries.items };
  return { at: new Date(now).toISOString(), ...current(found, now) };
};

/** From the server while something is under way or was declared since; without a network as it was read last. */
export const journeysOf = async (
  shelf: Promise<Shelf>,
  declaredAt: string | undefined,
): Promise<Journeys | undefined> => {
  const kept = await (await shelf).get<Journeys>(key);
  const isIdle = kept && kept.passes.length + kept.arrivals.length + kept.entries.length === 0;
  const isFresh = kept && Date.parse(kept.at) > Date.now() - askedAgainAfter && kept.at > (declaredAt ?? '');
  if (isIdle && isFresh) return undefined;
  try {
    const found = await read();
    await (await shelf).set(key, found);
    return found;
  } catch {
    return kept && { ...kept, ...current(kept, Date.now()) };
  }
};

/** After a pass was made: the next look asks the server. */
export const forgetJourneys = async (shelf: Promise<Shelf>): Promise<void> => (await shelf).remove(key);
