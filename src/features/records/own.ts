import type { Db } from '../../core/db.ts';
import type { Actor } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { findKept, type PersonRow } from '../people/index.ts';
import { maySeeAll } from './rules.ts';
import * as store from './store.ts';

/** A record whose all is the actor's to see: 404 of any other. */
export const ownRecord = async (db: Db, actor: Actor, id: string): Promise<{ row: PersonRow; kin: store.KinRow[] }> => {
  const row = (await findKept(db, [id])).get(id) ?? fail('record.missing');
  const kin = await store.listKin(db, row.id);
  return maySeeAll(kin, actor.account) ? { row, kin } : fail('record.missing');
};
