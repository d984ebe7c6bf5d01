import type { AreaPath } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import { nameTokens } from '../../core/fold.ts';
import type { House } from '../../core/house.ts';
import { withCurrentAreas } from '../../core/moved-areas.ts';
import type { ProblemCode } from '../../core/problem.ts';
import { movedAreas } from '../areas/index.ts';
import { type Choice, healthOf, joinedKin, mergedRecord, type Stayed, takenBack } from './merge-rules.ts';
import * as store from './merge-store.ts';
import { idsOf, nowHashOf, openWho, type PersonRow, sealWho } from './person.ts';
import { learnNames } from './search-store.ts';
import { type KinRow, listHealth } from './store.ts';

/** Two records of one human: each with all the ids it stands for, its own first. */
export type Pair = { kept: readonly string[]; merged: readonly string[] };
type By = { now: Date; account: string };

/**
 * What another feature does when two records become one, and when they part again. Its rows stay under their own ids; it
 * writes only what could not be true of one human twice, and notes what it takes to undo that.
 */
export type Merging = {
  name: string;
  /** How much it holds of a human, by name, for the preview. */
  count: (db: Db, ids: readonly string[]) => Promise<Record<string, number>>;
  /** Why they cannot become one now. */
  hinders?: (db: Db, pair: Pair) => Promise<ProblemCode | undefined>;
  /** Answers notes for `part`, as JSON; undefined when nothing was written. */
  join: (db: Db, pair: Pair, by: By) => Promise<unknown>;
  part: (db: Db, pair: Pair, notes: unknown, by: By) => Promise<void>;
};

const columns = ['area', 'birthYear', 'health', 'hamlet', 'sealed', 'phoneHash', 'identityHash', 'updatedAt'] as const;
/** The columns of a record that a merge may write, as JSON. */
type Columns = Record<(typeof columns)[number], unknown>;
/** `after` is what the merge made of a temporary place. */
type PlaceNote = {
  area: AreaPath;
  before: { until: string | null } | null;
  after?: { until: string | null };
};
type KinNote = { before: Written | null; after: Written };
type Written = Omit<KinRow, 'at'> & { at: string };

/** All that a merge wrote, as it was before and after. */
export type Notes = {
  columns: { before: Columns; after: Columns };
  places: PlaceNote[];
  kin: KinNote[];
  features: { name: string; notes: unknown }[];
  /** Pairs of likely duplicates that the merge took off the list. */
  pairs?: string[];
};

const purpose = (id: string): string => `merge ${id}`;
export const sealNotes = ({ keys }: House, id: string, notes: Notes): Buffer => keys.seal(purpose(id), notes);
/** A path in the notes that its area had before is read as the one it has now: the rows were moved with it. */
export const notesOf = async (house: House, { id, sealed }: store.MergeRow): Promise<Notes> =>
  withCurrentAreas(house.keys.open(purpose(id), sealed), await movedAreas(house)) as Notes;

const columnsOf = (row: PersonRow): Columns => ({
  area: row.area,
  birthYear: row.birthYear,
  health: row.health,
  hamlet: row.hamlet,
  sealed: row.sealed.toString('base64'),
  phoneHash: row.phoneHash?.toString('base64') ?? null,
  identityHash: row.identityHash?.toString('base64') ?? null,
  updatedAt: row.updatedAt.toISOString(),
});
const bytes = (text: unknown): Buffer | null => (text === null ? null : Buffer.from(String(text), 'base64'));
const rowOf = (of: Columns): Partial<PersonRow> => ({
  area: of.area as AreaPath,
  birthYear: of.birthYear as number | null,
  health: of.health as PersonRow['health'],
  hamlet: of.hamlet as string | null,
  sealed: bytes(of.sealed) as Buffer,
  phoneHash: bytes(of.phoneHash),
  identityHash: bytes(of.identityHash),
  updatedAt: new Date(String(of.updatedAt)),
});

export const stayedOf = (house: House, row: Pick<PersonRow, 'id' | 'sealed' | 'area'>): Stayed => ({
  ...openWho(house.keys, row),
  area: row.area,
});

// Becoming one.

/** Whoever is dealt with somewhere under either record is seen there under the kept one. */
export const joinPlaces = async (db: Db, pair: Pair, tokens: string[], residence: AreaPath): Promise<PlaceNote[]> => {
  const [kept = ''] = pair.kept;
  const places = await store.listPlaces(db, [kept, ...pair.merged]);
  const own = new Map(places.filter(({ personId }) => personId === kept).map((place) => [place.area, place]));
  const theirs = Map.groupBy(
    places.filter(({ personId }) => personId !== kept),
    ({ area }) => area,
  );
  const notes: PlaceNote[] = [];
  for (const [area, group] of theirs) {
    const isLasting = group.some(({ until }) => until === null);
    const until = isLasting ? null : new Date(Math.max(...group.map((place) => place.until?.getTime() ?? 0)));
    const before = own.get(area);
    if (!before) {
      const since = new Date(Math.min(...group.map((place) => place.since.getTime())));
      const reason = area === residence ? 'residence' : 'merge';
      await store.insertPlaceUntil(db, { personId: kept, area, reason, since, until, tokens });
      notes.push({ area, before: null });
    } else if (before.until !== null && (until === null || until > before.until)) {
      await store.setPlaceUntil(db, kept, area, until);
      const after = { until: until?.toISOString() ?? null };
      notes.push({ area, before: { until: before.until.toISOString() }, after });
    }
  }
  return notes;
};

const written = ({ at, ...kin }: KinRow): Written => ({ ...kin, at: at.toISOString() });
const unwritten = ({ at, ...kin }: Written): KinRow => ({ ...kin, at: new Date(at) });

/** Who acted for either record acts for the one human, and reads what lies under every id of it. */
const joinKin = async (db: Db, pair: Pair, now: Date): Promise<KinNote[]> => {
  const ids = [...pair.kept, ...pair.merged];
  const rows = await store.listKin(db, ids);
  const active = rows.filter(({ state }) => state !== 'refused');
  const notes: KinNote[] = [];
  for (const [accountId, group] of Map.groupBy(active, (row) => row.accountId)) {
    const joined = joinedKin(group);
    for (const personId of ids) {
      const before = group.find((row) => row.personId === personId);
      if (before?.relation === joined.relation && before.state === joined.state) continue;
      const after: KinRow = { personId, accountId, ...joined, at: before?.at ?? now };
      await store.putKin(db, after);
      notes.push({ before: before ? written(before) : null, after: written(after) });
    }
  }
  return notes;
};

/** Writes everything by which two records become one. Both are held by `lockPersons`; the transaction sees the whole country. */
export const join = async (
  house: House,
  mergings: readonly Merging[],
  db: Db,
  { kept, merged, choice }: { kept: PersonRow; merged: PersonRow; choice: Choice },
  by: By,
): Promise<Notes> => {
  const pair = { kept: idsOf(kept), merged: idsOf(merged) };
  const { area, ...who } = mergedRecord(stayedOf(house, kept), stayedOf(house, merged), choice);
  const tokens = nameTokens(who.fullName);
  const health = healthOf(await listHealth(db, [...pair.kept, ...pair.merged]), kept.health);
  const after: PersonRow = { ...kept, area, ...sealWho(house, kept.id, who), health, updatedAt: by.now };
  await store.savePerson(db, kept.id, {
    ...rowOf(columnsOf(after)),
    nowHash: nowHashOf(who, kept),
    mergedIds: [...pair.kept.slice(1), ...pair.merged],
  });
  await store.pointTo(db, pair.merged, kept.id);
  await store.setTokens(db, kept.id, tokens);
  await learnNames(db, [tokens]);
  const places = await joinPlaces(db, pair, tokens, area);
  const kin = await joinKin(db, pair, by.now);
  const features: Notes['features'] = [];
  for (const { name, join: joinRows } of mergings) {
    const notes = await joinRows(db, pair, by);
    if (notes !== undefined) features.push({ name, notes });
  }
  return { columns: { before: columnsOf(kept), after: columnsOf(after) }, places, kin, features };
};

// Parting again.

/** What stood before the merge, where what it wrote still stands; of a record edited since, field by field. */
const partColumns = (
  house: House,
  kept: PersonRow,
  { before, after }: Notes['columns'],
  isTreated: boolean,
): Columns => {
  const now = columnsOf(kept);
  // Health that was set since is the kept human's own, also where it says the same.
  const health = isTreated ? now.health : takenBack({ of: before.health }, { of: after.health }, { of: now.health }).of;
  if (now.sealed === after.sealed) {
    const back = takenBack(before, after, now);
    return { ...back, health, updatedAt: isTreated ? now.updatedAt : back.updatedAt };
  }
  const read = (of: Columns) => stayedOf(house, { ...kept, ...rowOf(of) });
  const { area, ...who } = takenBack(read(before), read(after), read(now));
  return { ...columnsOf({ ...kept, area, ...sealWho(house, kept.id, who) }), health, updatedAt: now.updatedAt };
};
/** A place that the merge gave goes again, and one that it made longer is as before, unless the kept human is dealt with there. */
const partPlaces = async (db: Db, kept: PersonRow, notes: readonly PlaceNote[], residence: unknown): Promise<void> => {
  const used = await store.areasOfRows(db, idsOf(kept));
  const now = new Map((await store.listPlaces(db, [kept.id])).map((place) => [place.area, place]));
  for (const { area, before, after } of notes.toReversed()) {
    const until = now.get(area)?.until?.toISOString() ?? null;
    const isChanged = after !== undefined && until !== after.until;
    if (before && (used.has(area) || isChanged)) continue;
    if (before) await store.setPlaceUntil(db, kept.id, area, before.until === null ? null : new Date(before.until));
    else if (used.has(area) || area === residence) await store.keepPlace(db, kept.id, area, 'declaration');
    else await store.deletePlace(db, kept.id, area);
  }
};

const partKin = async (db: Db, pair: Pair, notes: readonly KinNote[]): Promise<void> => {
  const rows = await store.listKin(db, [...pair.kept, ...pair.merged]);
  for (const { before, after } of notes.toReversed()) {
    const now = rows.find(({ personId, accountId }) => personId === after.personId && accountId === after.accountId);
    if (now?.relation !== after.relation || now.state !== after.state) continue;
    if (before) await store.putKin(db, unwritten(before));
    else await store.deleteKin(db, after);
  }
};

/**
 * Takes a merge back: what it wrote is as it was before, where it still stands. `kept` is the record without what it stood
 * for through this merge; what was added to it since stays with it.
 */
export const part = async (
  house: House,
  mergings: readonly Merging[],
  db: Db,
  { kept, merged, merge }: { kept: PersonRow; merged: PersonRow; merge: store.MergeRow },
  by: By,
): Promise<void> => {
  const gone = new Set(idsOf(merged));
  const left = { ...kept, mergedIds: (kept.mergedIds ?? []).filter((id) => !gone.has(id)) };
  const pair = { kept: idsOf(left), merged: idsOf(merged) };
  const notes = await notesOf(house, merge);
  const isTreated = (await listHealth(db, pair.kept)).some(({ storedAt }) => storedAt >= merge.at);
  const columns = partColumns(house, kept, notes.columns, isTreated);
  const row = rowOf(columns);
  const who = openWho(house.keys, { id: kept.id, sealed: row.sealed as Buffer });
  const mergedIds = left.mergedIds.length > 0 ? left.mergedIds : null;
  await store.savePerson(db, kept.id, { ...row, nowHash: nowHashOf(who, kept), mergedIds });
  await store.pointTo(db, pair.merged.slice(1), merged.id);
  await store.pointTo(db, [merged.id], null);
  await store.setTokens(db, kept.id, nameTokens(who.fullName));
  for (const { name, notes: own } of notes.features.toReversed()) {
    await mergings.find((merging) => merging.name === name)?.part(db, pair, own, by);
  }
  await partPlaces(db, left, notes.places, columns.area);
  await partKin(db, pair, notes.kin);
};
