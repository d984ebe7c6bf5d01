import type { House } from '../../core/house.ts';
import { whereOf } from '../../core/log.ts';
import * as store from './store.ts';

const atOnce = 20;
const longestWait = 5_000;
const mostTries = 8;
/** Longer than any try may take. */
const lease = 30_000;

const waitAfter = (tries: number): number => 10_000 * 2 ** tries;

/** Posts one message; throws when the gateway did not take it. */
const post = async (house: House, { id, sealed, channel }: store.Due): Promise<void> => {
  const { to, text } = house.keys.open<{ to: string; text: string }>(`message ${id}`, sealed);
  const response = await fetch(house.config.smsUrl as string, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, to, text, channel }),
    signal: AbortSignal.timeout(longestWait),
  });
  await response.body?.cancel();
  if (!response.ok) throw new Error(`the gateway answered ${response.status}`);
};

const tryOne = async (house: House, due: store.Due): Promise<boolean> => {
  const { owner } = house.database.pools;
  try {
    await post(house, due);
    await store.markSent(owner, due.id, house.clock.now());
    return true;
  } catch (error) {
    const next = due.tries >= mostTries ? null : new Date(house.clock.now().getTime() + waitAfter(due.tries - 1));
    await store.markFailed(owner, due.id, String(whereOf(error).error).slice(0, 100), next);
    return false;
  }
};

/** One sweep: expired ones are dropped, due ones are posted side by side until none is left or the gateway takes none. */
export const sendDue = async (house: House): Promise<{ sent: number; failed: number; expired: number } | undefined> => {
  const { owner } = house.database.pools;
  const expired = await store.dropExpired(owner, house.clock.now());
  const total = { sent: 0, failed: 0, expired };
  for (;;) {
    const now = house.clock.now();
    const due = await store.claimDue(owner, now, new Date(now.getTime() + lease), atOnce);
    const results = await Promise.all(due.map((one) => tryOne(house, one)));
    total.sent += results.filter(Boolean).length;
    total.failed += results.filter((sent) => !sent).length;
    if (due.length < atOnce || !results.includes(true)) break;
  }
  return total.sent + total.failed + total.expired > 0 ? total : undefined;
};
