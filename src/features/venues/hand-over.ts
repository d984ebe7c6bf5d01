import type { Handlers } from '../../core/api.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import type { Actor } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { accountOfPhone, phonesOf } from '../accounts/index.ts';
import type { venues } from './contract.ts';
import { changed } from './made.ts';
import { show } from './shown.ts';
import * as store from './store.ts';
import { tellAccepted, tellOffered } from './told.ts';

type Routes = Handlers<typeof venues>;
type Own = 'POST /venues/:id/hand-over' | 'POST /venues/:id/acceptance';
type Given = {
  owned: (db: Db, actor: Actor, id: string) => Promise<store.VenueRow>;
  members: (db: Db, venue: store.VenueRow) => ReturnType<Routes['POST /venues/:id/hand-over']>;
};

/** A place changes hands in two steps: a mistyped digit then gives it to nobody. */
export const handOverPart = (house: House, { owned, members }: Given): Pick<Routes, Own> => ({
  'POST /venues/:id/hand-over': async ({ params, body, actor, db, now }) => {
    const venue = await owned(db, actor, params.id);
    const heir = await accountOfPhone(house, body.phone, now);
    if ((await store.roleAt(db, venue.id, heir)) === 'owner')
      fail('record.conflict', [{ path: 'phone', code: 'record.conflict' }]);
    const offered = { ...venue, heir, offeredAt: now, changedAt: now };
    await store.updateVenue(db, offered);
    await tellOffered(house, db, offered, body.phone);
    return members(db, offered);
  },

  'POST /venues/:id/acceptance': async ({ params, body, actor, db, now }) => {
    const venue = await store.lockVenue(db, params.id);
    if (!venue || venue.heir !== actor.account) return fail('record.missing');
    const settled = { ...venue, heir: null, offeredAt: null };
    if (body.decline) {
      await store.updateVenue(db, settled);
      return show(house, settled, actor);
    }
    const before = (await store.membersOf(db, venue.id)).filter(
      ({ role, accountId }) => role === 'owner' && accountId !== actor.account,
    );
    const phones = await phonesOf(
      house,
      before.map(({ accountId }) => accountId),
    );
    // The new owner first: only an owner's connection may change the venue.
    await store.saveMember(db, { venueId: venue.id, accountId: actor.account, role: 'owner', since: now });
    const phone = actor.phone?.();
    const mine = changed(house, settled, phone === undefined ? {} : { phone }, now);
    await store.updateVenue(db, mine);
    for (const giver of before) {
      // An officer stood in for an owner; one who gave it as a citizen goes on helping.
      if (phones.has(giver.accountId)) await store.saveMember(db, { ...giver, role: 'controller' });
      else await store.endMember(db, venue.id, giver.accountId, now);
    }
    await tellAccepted(house, db, mine, [...phones.values()]);
    return show(house, mine, actor);
  },
});
