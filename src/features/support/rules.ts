import { type AreaPath, isWithin } from '../../core/area.ts';

/** Who reports. */
type Reporter = { kind: 'citizen' | 'officer' | 'program'; account: string; area: AreaPath };

/** Where a report lies: an officer's own area or one within it that was named, a citizen's named one, else the nation. */
export const areaOfReport = (actor: Reporter, named: AreaPath | undefined): AreaPath => {
  if (actor.kind === 'citizen') return named ?? ('' as AreaPath);
  return named !== undefined && isWithin(named, actor.area) ? named : actor.area;
};

const hour = 3_600;

/** How many reports an account sends: enough for a bad day, too few to bury the queue. */
export const reportBudgets = (actor: Reporter) =>
  actor.kind === 'citizen'
    ? [
        { key: `problem ${actor.account}`, seconds: hour, limit: 5 },
        { key: `problem ${actor.account}`, seconds: 24 * hour, limit: 20 },
      ]
    : [{ key: `problem ${actor.account}`, seconds: hour, limit: 200 }];

/** Messages a focal point gets in an hour; the rest waits in the queue without a message each. */
export const tellingBudget = (focalPoint: string) => ({ key: `problem told ${focalPoint}`, seconds: hour, limit: 6 });

type Times = { answeredAt: Date | null; closedAt: Date | null };
export const stateOf = ({ answeredAt, closedAt }: Times): 'open' | 'answered' | 'closed' =>
  closedAt ? 'closed' : answeredAt ? 'answered' : 'open';
