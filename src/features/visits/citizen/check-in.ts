import { newId } from '../../../core/client.ts';
import type { Outbox } from '../../../web/kit/outbox.ts';
import type { VisitBody } from './send.ts';
import { whereabouts } from './whereabouts.ts';

export type CheckIn = { code: string; people: readonly string[]; seat?: string };

/** Longer nobody waits at a door for the network: what is not answered by then stands as queued, and changes when the answer comes. */
export const patience = 4_000;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Records that people come in, at the moment of the tap. Answers whether the visits were taken or wait for a network; what was
 * refused stays in the outbox until somebody has looked at it, wherever the page has gone meanwhile.
 */
export const checkIn =
  (outbox: Outbox) =>
  async ({ code, people, seat }: CheckIn): Promise<boolean> => {
    const at = new Date().toISOString();
    const point = await whereabouts();
    const bodies = people.map((person): VisitBody => {
      const optional = { ...(seat && { seat }), ...(point && { point }) };
      return { id: newId(), qr: code, visitor: { person }, in: at, method: 'self', ...optional };
    });
    await outbox.add(
      'visit',
      bodies.map((body) => ({ id: body.id, body })),
    );
    await Promise.race([outbox.settled(), pause(patience)]);
    return !outbox.refused.value.some(({ id }) => bodies.some((body) => body.id === id));
  };
