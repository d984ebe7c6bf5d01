import { uuidFrom } from '../../core/crypto.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import type { Actor } from '../../core/permission.ts';
import { personIds } from '../people/index.ts';
import { openStays } from '../visits/index.ts';
import type { Interval } from './rules.ts';
import { type CaseRow, noteOpenings } from './store.ts';

const hour = 3_600_000;

/** Each opening of somebody's visits is kept for that person, once an hour and account. */
export const openingOf = (f0: CaseRow, personId: string, actor: Actor, now: Date) => ({
  personId,
  id: uuidFrom('opening', f0.id, personId, actor.account, String(Math.floor(now.getTime() / hour))),
  caseId: f0.id,
  area: actor.area,
  reason: `case ${f0.code}`,
  at: now,
  byAccount: actor.account,
});

/** The stays of the person of a case, under every id; that they were opened is kept for the person. */
export const openOwnStays = async (
  house: House,
  db: Db,
  f0: CaseRow,
  { window, actor, now }: { window: Interval; actor: Actor; now: Date },
) => {
  const also = (await personIds(db, f0.personId)).filter((id) => id !== f0.personId);
  const found = await openStays(db, house.keys.days, [{ person: f0.personId, window, also }]);
  await noteOpenings(db, [openingOf(f0, f0.personId, actor, now)]);
  return found.map(({ stay }) => stay);
};
