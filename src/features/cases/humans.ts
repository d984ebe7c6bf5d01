import type { Db } from '../../core/db.ts';
import { standIns } from './store.ts';

/** Which records are one human: visits, links and cases stay under the id they were made with. */
export type Humans = {
  /** The record that stands for an id: itself for nearly everybody. */
  keptOf: (id: string) => string;
  /** All ids of a kept record, its own first. */
  idsOf: (kept: string) => string[];
};

export const humansOf = async (db: Db, ids: readonly string[]): Promise<Humans> => {
  const merged = new Map((await standIns(db, ids)).map(({ id, mergedIds }) => [id, mergedIds]));
  const kept = new Map([...merged].flatMap(([id, all]) => all.map((one) => [one, id] as const)));
  return { keptOf: (id) => kept.get(id) ?? id, idsOf: (id) => [id, ...(merged.get(id) ?? [])] };
};

/** Every id of the humans that some ids belong to. */
export const allIdsOf = ({ keptOf, idsOf }: Humans, ids: readonly string[]): string[] =>
  [...new Set(ids.map(keptOf))].flatMap(idsOf);
