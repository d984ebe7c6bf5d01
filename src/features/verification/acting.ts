import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import type { Actor } from '../../core/permission.ts';
import { fail, type ProblemCode } from '../../core/problem.ts';
import {
  accountNames,
  everywhere,
  findKept,
  idsOf,
  mustBePast,
  type PersonBrief,
  personBrief,
  personIds,
} from '../people/index.ts';
import { addCounts } from '../statistics/index.ts';
import type { Item } from './rules.ts';
import * as store from './store.ts';
import { settleTransfers } from './transfer-store.ts';
import { columnsOf, itemOf, recounted, showWork } from './work.ts';

/** One officer's action: the declaration it was done on, and its item, held until commit. */
export type Act = {
  house: House;
  db: Db;
  actor: Actor;
  now: Date;
  /** When it really happened. */
  at: Date;
  declaration: store.DeclarationRow;
  work: store.WorkRow;
  person: PersonBrief;
  /** All ids of the person: of a merged record the declarations lie under its own. */
  persons: readonly string[];
  item: Item;
};

type Call = { db: Db; actor: Actor; now: Date; saw: (persons: string[]) => void };

/** Loads what an action is about. Outside the actor's area nothing is there; a clear declaration has no item. */
export const hold = async (house: House, { db, actor, now, saw }: Call, id: string, given?: Date): Promise<Act> => {
  mustBePast(given, now);
  const found = (await store.findDeclaration(db, id)) ?? fail('record.missing');
  if (found.workId === null) fail('work.none');
  const work = (await lockWorkOf(db, found.personId, found.workId as string)) ?? fail('record.missing');
  // Read again: whoever held the item before may have changed the declaration.
  const declaration = (await store.findDeclaration(db, id)) ?? fail('record.missing');
  const row = (await findKept(db, [work.personId])).get(work.personId) ?? fail('record.missing');
  saw([work.personId]);
  const person = personBrief(house.keys, row);
  return {
    house,
    db,
    actor,
    now,
    at: given ?? now,
    declaration,
    work,
    person,
    persons: idsOf(row),
    item: itemOf(work),
  };
};

/** The item that a declaration is attached to: its own person's, or that of the record which stands for it. */
const lockWorkOf = async (db: Db, personId: string, id: string): Promise<store.WorkRow | undefined> => {
  const own = await store.lockWork(db, personId, id);
  if (own) return own;
  const [kept = personId] = await personIds(db, personId);
  return kept === personId ? undefined : store.lockWork(db, kept, id);
};

/** The second officer is told what the first did. */
export const refuse = async (
  { house, db, work, persons }: Pick<Act, 'house' | 'db' | 'work' | 'persons'>,
  code: ProblemCode,
): Promise<never> => {
  const last = (await store.listEvents(db, persons, work.id)).findLast(({ kind }) => kind !== 'transfer');
  const names = await accountNames(house.database.door, [last?.byAccount ?? null]);
  return fail(code, undefined, {
    state: work.state,
    ...(last && {
      at: last.at.toISOString(),
      did: last.kind,
      result: last.code,
      by: names.get(last.byAccount ?? '') ?? null,
    }),
  });
};

/** The next item, or the refusal. */
export const decided = async (act: Act, next: Item | ProblemCode): Promise<Item> =>
  typeof next === 'string' ? refuse(act, next) : next;

export type NewEvent = { id: string; kind: store.EventKind; code?: string; detail?: Record<string, unknown> };

export const addEvent = ({ house, db, actor, now, at, declaration, work }: Act, { id, kind, code, detail }: NewEvent) =>
  store.addEvent(db, {
    personId: work.personId,
    id,
    workId: work.id,
    declarationId: declaration.id,
    area: work.area,
    kind,
    code: code ?? null,
    at,
    storedAt: now,
    byAccount: actor.account,
    sealed: detail ? house.keys.seal(`event ${id}`, detail) : null,
  });

type Findings = readonly { of: store.DeclarationRow; finding: Partial<store.Finding> }[];

/**
 * Saves an item in its next state, with the same state on every declaration attached to it (they may lie in another
 * commune), what was found of some, and the counters last.
 */
export const save = async (act: Act, next: Item, findings: Findings = [], more: Partial<store.WorkRow> = {}) => {
  const { house, db, actor, now, work, persons } = act;
  const isClosing = next.closedAt !== undefined;
  if (isClosing && work.transferTo) await settleTransfers(db, work, actor.account, now);
  const saved = await store.saveWork(db, work, {
    ...columnsOf(work, next, actor.account, now),
    ...(isClosing && { transferTo: null }),
    ...more,
  });
  await store.notifyChange(db, saved);
  await everywhere(db, actor, async () => {
    await store.copyState(db, work, persons, next.state);
    for (const { of, finding } of findings) await store.saveFinding(db, of, finding);
    await addCounts(db, findings.map(({ of, finding }) => recounted(of, finding)).filter(isChange));
  });
  const names = await accountNames(house.database.door, [saved.takenBy]);
  return showWork(saved, act.person, names, now);
};

const isChange = ({ verified, inTime, confirmed, checked }: ReturnType<typeof recounted>) =>
  verified !== 0 || inTime !== 0 || confirmed !== 0 || checked !== 0;
