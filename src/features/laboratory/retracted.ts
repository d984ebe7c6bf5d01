import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { correctionsOf } from '../verification/index.ts';
import { isNearSample } from './rules.ts';
import * as store from './store.ts';

/** A positive result that was put right afterwards: when, why, and what it says now. */
type Retracted = { at: Date; result: string | null; reason: string };

/** The last positive result that was put right of somebody's illness, by all ids of the human; undefined while a positive one stands. */
const retractedOf = (house: House, tests: readonly store.ProvenRow[], sampledOn: string): Retracted | undefined => {
  const near = tests.filter(({ sampledAt }) => isNearSample(sampledAt, sampledOn));
  if (near.some(({ result }) => result === 'positive')) return undefined;
  return near
    .flatMap((test) =>
      correctionsOf(house, test).flatMap(({ result, correctedAt, reason }) =>
        result === 'positive' ? [{ at: new Date(correctedAt), result: test.result, reason }] : [],
      ),
    )
    .toSorted((a, b) => +b.at - +a.at)[0];
};

/** For each case whose positive result was put right and that no other one bears out. */
export const retractedFor = async (
  house: House,
  db: Db,
  cases: readonly { id: string; ids: readonly string[]; sampledOn: string }[],
): Promise<Map<string, Retracted>> => {
  if (cases.length === 0) return new Map();
  const tests = await store.provenTests(
    db,
    cases.flatMap(({ ids }) => ids),
  );
  const byPerson = Map.groupBy(tests, ({ personId }) => personId);
  return new Map(
    cases.flatMap(({ id, ids, sampledOn }) => {
      const own = ids.flatMap((one) => byPerson.get(one) ?? []);
      const found = retractedOf(house, own, sampledOn);
      return found ? [[id, found] as const] : [];
    }),
  );
};
