import type { Db } from '../../core/db.ts';
import { isolationAfter } from '../followup/rules.ts';
import { allIdsOf, type Humans } from './humans.ts';
import * as tasks from './tasks-store.ts';

type Deed = Awaited<ReturnType<typeof tasks.deedsUntil>>[number];
type Kept = { isolatedAt: Date | null; isClosed: boolean };

/** Since when one contact of one case was kept apart after all that was done: work that begins anew begins without it. */
const after = ({ isolatedAt, isClosed }: Kept, { state, at, accepted }: Deed): Kept => {
  if (state !== null) return { isolatedAt: isolationAfter(state, at, isolatedAt), isClosed: state === 'closed' };
  if (!accepted) return { isolatedAt, isClosed: true };
  return { isolatedAt: isClosed ? null : isolatedAt, isClosed: false };
};

/** As the work on them stood at a moment; what was moved before moves were kept is not known of then. */
const isolationsThen = async (db: Db, persons: readonly string[], at: Date) => {
  const deeds = await tasks.deedsUntil(db, persons, at);
  const byTask = Map.groupBy(deeds, ({ personId, caseId }) => `${personId} ${caseId}`);
  return [...byTask.values()].flatMap((own) => {
    const [first] = own;
    const { isolatedAt } = own.reduce(after, { isolatedAt: null, isClosed: false } as Kept);
    return first && isolatedAt ? [{ personId: first.personId, at: isolatedAt }] : [];
  });
};

/** From when some humans were kept apart, each time, by the kept record: all that stands under their ids, or stood then. */
export const isolationsOf = async (
  db: Db,
  humans: Humans,
  persons: readonly string[],
  asOf?: Date,
): Promise<ReadonlyMap<string, Date[]>> => {
  const ids = allIdsOf(humans, persons);
  const rows = asOf ? await isolationsThen(db, ids, asOf) : await tasks.isolations(db, ids);
  const byHuman = Map.groupBy(rows, ({ personId }) => humans.keptOf(personId));
  return new Map([...byHuman].map(([person, own]) => [person, own.map(({ at }) => at)]));
};
