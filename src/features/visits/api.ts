import * as v from 'valibot';
import { handlers } from '../../core/api.ts';
import type { Batch } from '../../core/batch.ts';
import { itemId, refusedItem } from '../../core/batch-items.ts';
import { fieldsOf } from '../../core/fields.ts';
import type { House } from '../../core/house.ts';
import type { Actor } from '../../core/permission.ts';
import { Problem } from '../../core/problem.ts';
import { afterPart } from './after.ts';
import { alertsPart } from './alerts.ts';
import { type Clock, clockOf, corrected } from './clock.ts';
import { NewVisit, visits } from './contract.ts';
import type { Outcome } from './decide.ts';
import { departuresPart } from './departures.ts';
import { ownPart } from './own.ts';
import { type Prepared, prepare } from './prepare.ts';
import { withdrawnPart } from './withdrawn.ts';

type Caller = { actor: Actor; now: Date; requestId: string };

/** What one item of a batch is answered: its fate alone, whatever became of its neighbours. */
const settle = async (
  house: House,
  ingest: Batch<Prepared, Outcome>,
  raw: unknown,
  clock: Clock,
  caller: Caller,
): Promise<Outcome> => {
  try {
    const parsed = v.safeParse(NewVisit, raw);
    if (!parsed.success) return new Problem('request.invalid', fieldsOf(parsed.issues));
    const { in: from, out, ...visit } = parsed.output;
    const input = { ...visit, in: corrected(from, clock), ...(out && { out: corrected(out, clock) }) };
    return await ingest.add(prepare(house, input, raw, { ...caller, isClockWrong: clock.isWrong }));
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
};

export const visitsApi = (house: House, ingest: Batch<Prepared, Outcome>) =>
  handlers(visits, {
    'POST /visits': async ({ body, raw, ...caller }) => {
      const outcome = await ingest.add(prepare(house, body, raw, caller));
      if (outcome instanceof Problem) throw outcome;
      return { status: outcome.status, reply: outcome.visit };
    },

    'POST /visits/batch': async ({ body, ...caller }) => {
      const clock = clockOf(body.now, caller.now);
      const outcomes = await Promise.all(body.items.map((raw) => settle(house, ingest, raw, clock, caller)));
      const results = outcomes.map((outcome, i) =>
        outcome instanceof Problem
          ? refusedItem(itemId(body.items[i]), outcome)
          : {
              id: outcome.visit.id,
              status: outcome.status,
              answer: outcome.visit.answer,
              ...(clock.ahead !== 0 && { in: outcome.visit.in }),
            },
      );
      return { status: 200, reply: { results } };
    },

    ...afterPart(house),
    ...alertsPart(house),
    ...departuresPart(house),
    ...ownPart(house),
    ...withdrawnPart,
  });
