import type { Handlers } from '../../core/api.ts';
import { isWithin } from '../../core/area.ts';
import { isCitizen } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { withdrawnSince } from '../codes/index.ts';
import { findVenue, roleAt } from '../venues/index.ts';
import type { visits } from './contract.ts';

/** Milliseconds that an ending may still be on its way to be committed when a list is read. */
const overlap = 60_000;

/** What a door takes along for the time without a network. */
export const withdrawnPart: Pick<Handlers<typeof visits>, 'GET /venues/:id/withdrawn-codes'> = {
  'GET /venues/:id/withdrawn-codes': async ({ params, query: { since }, actor, db, now }) => {
    const venue = (await findVenue(db, params.id)) ?? fail('record.missing');
    const worksHere = isCitizen(actor)
      ? (await roleAt(db, venue.id, actor.account)) !== undefined
      : isWithin(venue.area, actor.area);
    if (!worksHere) fail('record.missing');
    return { at: now, codes: await withdrawnSince(db, since && new Date(since.getTime() - overlap), now) };
  },
};
