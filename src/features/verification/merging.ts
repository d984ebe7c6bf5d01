import { newId } from '../../core/client.ts';
import type { Db } from '../../core/db.ts';
import type { Merging } from '../people/index.ts';
import * as merging from './merging-store.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';
import { itemOf, levels } from './work.ts';

/** A row as JSON: its times are text, which the database reads again. */
type Kept = Record<keyof store.WorkRow, unknown>;
type Joined = {
  joint: string;
  /** Null when the kept record had no open item, and one was made. */
  before: Kept | null;
  after: Kept;
  /** The merged record's item as it was; it stays behind, closed. */
  left: Kept;
  declarations: { personId: string; id: string; workId: string; state: rules.State | null; isTheirs: boolean }[];
};

const asKept = (row: store.WorkRow): Kept => JSON.parse(JSON.stringify(row));
const asRow = (kept: Kept): store.WorkRow => kept as unknown as store.WorkRow;

const earliest = (one: Date | null, other: Date | null): Date | null =>
  one && other ? (one < other ? one : other) : (one ?? other);

/** The one item owed to the human, from the kept record's (if it has one) and the merged one's. */
const jointOf = (
  ours: store.WorkRow | undefined,
  theirs: store.WorkRow,
  personId: string,
  now: Date,
): store.WorkRow => {
  if (!ours) return { ...theirs, personId, id: newId(now.getTime()), changedAt: now };
  const { item, leads } = rules.joined(itemOf(ours), itemOf(theirs));
  const lead = leads === 'one' ? ours : theirs;
  return {
    ...lead,
    personId,
    id: ours.id,
    level: levels.indexOf(item.level) as store.WorkRow['level'],
    openedAt: item.openedAt,
    takeBy: item.takeBy ?? null,
    reachBy: item.reachBy ?? null,
    attempts: ours.attempts + theirs.attempts,
    escalation: Math.max(ours.escalation, theirs.escalation),
    callRequestedAt: earliest(ours.callRequestedAt, theirs.callRequestedAt),
    changedAt: now,
  };
};

const closed = (now: Date) => ({ state: 'closed', closedAt: now, noticeAt: null, changedAt: now }) as const;

/** Joins one open item of the merged record into the kept one's. */
const joinItem = async (
  db: Db,
  theirs: store.WorkRow,
  { kept, merged }: Parameters<Merging['join']>[1],
  now: Date,
): Promise<Joined> => {
  const [personId = ''] = kept;
  const ours = await store.lockOpenWork(db, personId);
  const joint = jointOf(ours, theirs, personId, now);
  const declarations = [
    ...(await merging.listAttached(db, merged, theirs.id)).map((row) => ({ ...row, isTheirs: true })),
    ...(ours ? await merging.listAttached(db, kept, ours.id) : []).map((row) => ({ ...row, isTheirs: false })),
  ];
  await store.saveWork(db, theirs, closed(now));
  if (ours) await store.saveWork(db, ours, joint);
  else await merging.insertWork(db, joint);
  for (const { at: _, ...row } of declarations) {
    await merging.attach(db, { ...row, workId: joint.id, state: joint.state });
  }
  await store.notifyChange(db, theirs);
  await store.notifyChange(db, joint);
  return {
    joint: joint.id,
    before: ours ? asKept(ours) : null,
    after: asKept(joint),
    left: asKept(theirs),
    declarations: declarations.map(({ at: _, ...row }) => row),
  };
};

/** Notices move by themselves; anything else was done by somebody. */
const isUntouched = (now: store.WorkRow, after: Kept): boolean => {
  const own = asKept(now);
  return (Object.keys(own) as (keyof Kept)[]).every(
    (name) => name === 'noticeAt' || name === 'escalation' || JSON.stringify(own[name]) === JSON.stringify(after[name]),
  );
};

/**
 * The joint item afterwards. Nobody has touched it: as before the merge, or gone. Else it stays with the kept record,
 * as far as anything of that record is attached to it; with nothing attached it has no one to speak of, and closes.
 */
const settleJoint = async (
  db: Db,
  joint: store.WorkRow,
  { before, after }: Joined,
  kept: readonly string[],
  now: Date,
): Promise<void> => {
  if (isUntouched(joint, after)) {
    if (before) await store.saveWork(db, joint, asRow(before));
    else await merging.deleteWork(db, joint);
    return;
  }
  const own = await merging.listAttached(db, kept, joint.id);
  const [newest] = own;
  if (newest && !own.some(({ id }) => id === joint.declarationId)) {
    await store.saveWork(db, joint, { declarationId: newest.id, changedAt: now });
  }
  if (!newest && !joint.closedAt) await store.saveWork(db, joint, closed(now));
};

const partItem = async (db: Db, notes: Joined, kept: readonly string[], now: Date): Promise<void> => {
  const joint = await store.lockWork(db, kept[0] ?? '', notes.joint);
  if (!joint) return;
  const isOwnState = isUntouched(joint, notes.after);
  for (const { isTheirs, ...row } of notes.declarations) {
    if (isTheirs || isOwnState) await merging.attach(db, row);
  }
  await settleJoint(db, joint, notes, kept, now);
  const left = asRow(notes.left);
  // Work that a late writer has opened under the merged record since stands in its place.
  if (!(await store.lockOpenWork(db, left.personId))) await store.saveWork(db, left, left);
  await store.notifyChange(db, left);
  await store.notifyChange(db, joint);
};

/** At most one item of a human is open: two become one, and two again. */
export const workMerging: Merging = {
  name: 'work',
  count: merging.countRows,
  hinders: async (db, { kept, merged }) => {
    for (const id of [kept[0] ?? '', merged[0] ?? '']) {
      if ((await store.lockOpenWork(db, id))?.transferTo) return 'work.transfer_open';
    }
    return undefined;
  },
  join: async (db, pair, { now }) => {
    const notes: Joined[] = [];
    for (const id of pair.merged) {
      const theirs = await store.lockOpenWork(db, id);
      if (theirs) notes.push(await joinItem(db, theirs, pair, now));
    }
    return notes.length > 0 ? notes : undefined;
  },
  part: async (db, { kept }, notes, { now }) => {
    for (const one of (notes as Joined[]).toReversed()) await partItem(db, one, kept, now);
  },
};
