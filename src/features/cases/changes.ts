import { uuidFrom } from '../../core/crypto.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import * as store from './changes-store.ts';
import { changedFields } from './contract.ts';
import { openNotes } from './showing.ts';
import type { CaseRow } from './store.ts';

type Field = (typeof changedFields)[number];
type Values = Partial<Record<Field, string | null>>;
type Sealed = { reason?: string; before?: Values; after?: Values };

const textOf = (value: unknown): string | null =>
  value instanceof Date ? value.toISOString() : value == null || value === '' ? null : String(value);

/** What of a case may be corrected, as text. */
const valuesOf = (house: House, row: CaseRow): Record<Field, string | null> => {
  const all = { ...row, note: null, treatmentPlace: null, ...openNotes(house, row) };
  return Object.fromEntries(changedFields.map((field) => [field, textOf(all[field])])) as Record<Field, string | null>;
};

const purpose = (id: string): string => `case change ${id}`;

type Act = { id: string; by: string; at: Date };

const keep = (house: House, db: Db, f0: CaseRow, kind: store.ChangeOfCase['kind'], act: Act, sealed: Sealed) => {
  const id = uuidFrom('case change', act.id);
  return store.insertChange(db, {
    personId: f0.personId,
    id,
    caseId: f0.id,
    kind,
    sealed: house.keys.seal(purpose(id), sealed),
    at: act.at,
    byAccount: act.by,
  });
};

/** Keeps why a case was revoked or restored, or a link of it withdrawn. */
export const keepReason = (
  house: House,
  db: Db,
  f0: CaseRow,
  { kind, reason, ...act }: Act & { kind: 'revoked' | 'restored' | 'withdrawn'; reason: string },
) => keep(house, db, f0, kind, act, { reason });

/** Keeps what a correction has changed, and whether it closed the case or opened it again; nothing where all is as before. */
export const keepCorrection = async (
  house: House,
  db: Db,
  before: CaseRow,
  after: CaseRow,
  act: Act,
): Promise<void> => {
  const [was, is] = [valuesOf(house, before), valuesOf(house, after)];
  const fields = changedFields.filter((field) => was[field] !== is[field]);
  const kind = before.state === after.state ? 'corrected' : after.state === 'closed' ? 'closed' : 'reopened';
  if (kind === 'corrected' && fields.length === 0) return;
  const only = (values: Values): Values => Object.fromEntries(fields.map((field) => [field, values[field] ?? null]));
  await keep(house, db, after, kind, act, { before: only(was), after: only(is) });
};

/** What was done with a case itself, opened. */
export const changesOf = async (house: House, db: Db, caseId: string) =>
  (await store.changesOfCase(db, caseId)).map(({ id, kind, at, byAccount, sealed }) => {
    const { reason = null, before = {}, after = {} } = house.keys.open<Sealed>(purpose(id), sealed);
    const fields = changedFields.filter((field) => field in after);
    return {
      kind,
      at,
      byAccount,
      reason,
      changes: fields.map((field) => ({ field, before: before[field] ?? null, after: after[field] ?? null })),
    };
  });
