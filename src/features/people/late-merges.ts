import type { Db } from '../../core/db.ts';
import { nameTokens } from '../../core/fold.ts';
import type { House } from '../../core/house.ts';
import type { Job } from '../../core/jobs.ts';
import * as store from './merge-store.ts';
import { joinPlaces, type Merging, notesOf, sealNotes } from './merging.ts';
import { idsOf, openWho } from './person.ts';
import { findPerson } from './store.ts';

type By = { now: Date; account: string };

/**
 * A merged record has work or a place of its own again: a declaration was on its way while its person was merged, or an old
 * item was reopened. That is joined too, under the merge through which the record belongs to the one that stands for it.
 */
export const joinLate = async (
  house: House,
  mergings: readonly Merging[],
  db: Db,
  personId: string,
  by: By,
): Promise<void> => {
  const root = await findPerson(db, personId);
  if (!root?.mergedIds) return;
  const rows = await store.lockPersons(db, idsOf(root));
  const kept = rows.get(root.id);
  for (const merge of await store.standingMerges(db, kept?.mergedIds ?? [])) {
    const merged = rows.get(merge.personId);
    if (!kept || !merged || merge.keptId !== kept.id || !idsOf(merged).includes(personId)) continue;
    const pair = { kept: [kept.id], merged: idsOf(merged) };
    const notes = await notesOf(house, merge);
    await store.pointTo(db, pair.merged, kept.id);
    notes.places.push(...(await joinPlaces(db, pair, nameTokens(openWho(house.keys, kept).fullName), kept.area)));
    for (const { name, join } of mergings) {
      const more = await join(db, pair, by);
      if (more !== undefined) notes.features.push({ name, notes: more });
    }
    await store.saveNotes(db, merge, sealNotes(house, merge.id, notes));
  }
};

/** How long ago a person may have been read as not yet merged. */
const lateFor = 3_600_000;

export const lateMergesJob = (house: House, mergings: readonly Merging[]): Job => ({
  name: 'people merges',
  everySeconds: 60,
  run: async (now) => {
    const { within } = house.database;
    const late = await within({ role: 'owner' }, (db) => store.outrunMerges(db, new Date(now.getTime() - lateFor)));
    for (const { personId, byAccount } of late) {
      await within({ role: 'owner' }, (db) => joinLate(house, mergings, db, personId, { now, account: byAccount }));
    }
    return late.length > 0 ? { joined: late.length } : undefined;
  },
});
