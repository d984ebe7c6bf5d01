import { type AreaPath, levelDepth } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type AreaUnit, areaTree } from '../areas/index.ts';
import { communeStandings, figuresByChild, type OpenWork, openByChild } from '../statistics/index.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';

export type Lag = {
  area: AreaPath;
  name: string;
  standing: rules.Standing;
  unreachable: number;
  reasons: rules.Reason[];
};

type Figures = Pick<OpenWork, 'open' | 'overdue' | 'unreachable' | 'untaken'> & {
  area: AreaPath;
  name: string;
  share: number | null;
};

/** Units below an area with what is known of each; by commune, or by the areas directly below. */
const figuresOf = (house: House, db: Db, unit: AreaUnit, by: 'commune' | 'child', now: Date): Promise<Figures[]> =>
  by === 'child' ? figuresByChild(house, db, { unit, now }) : communeStandings(house, db, unit, now);

/** The units of an area that lag now, the furthest behind first. Cost: open items and communes of the area. */
export const laggingUnits = async (
  house: House,
  db: Db,
  { unit, by, now }: { unit: AreaUnit; by: 'commune' | 'child'; now: Date },
): Promise<Lag[]> => {
  const [figures, signIns] = await Promise.all([figuresOf(house, db, unit, by, now), store.signIns(db, unit.path)]);
  const seen = new Map(signIns.map((row) => [row.area, row]));
  const middle = rules.middleShare(figures.map(({ share }) => share));
  return figures
    .map(({ area, name, unreachable, open, overdue, untaken, share }) => {
      const { accounts = 0, lastSeenAt = null } = seen.get(area) ?? {};
      const standing = { open, overdue, untaken, accounts, lastSeenAt, share };
      return { area, name, standing, unreachable, reasons: rules.reasonsOf(standing, middle, now) };
    })
    .filter(({ reasons }) => reasons.length > 0)
    .sort(rules.byLag);
};

/** How one unit stands now: by its own row. Its share is not compared with others'. */
export const lagOf = async (house: House, db: Db, area: AreaPath, now: Date): Promise<rules.Reason[]> => {
  const unit = (await areaTree(house)).find(area);
  if (!unit) return [];
  const [open, signIns] = await Promise.all([openByChild(db, area, levelDepth(area), now), store.signIns(db, area)]);
  const own = signIns.find((row) => row.area === area);
  return rules.reasonsOf(
    {
      ...(open[0] ?? { open: 0, overdue: 0, untaken: 0 }),
      accounts: own?.accounts ?? 0,
      lastSeenAt: own?.lastSeenAt ?? null,
      share: null,
    },
    null,
    now,
  );
};
