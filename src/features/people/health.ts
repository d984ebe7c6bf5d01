import { type AreaPath, parseAreaPath } from '../../core/area.ts';
import type { Keys } from '../../core/crypto.ts';
import { type Db, rescope, scopeOf } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import type { Actor } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { idsOf, type PersonRow } from './person.ts';
import { type Health, mayHealthChange } from './rules.ts';
import * as store from './store.ts';

/** What else a feature does when somebody dies, and when that was an error. It may reach rows in every area. */
export type EndsWithDeath = {
  end: (db: Db, of: { personId: string; at: Date; now: Date; account: string }) => Promise<void>;
  resume: (db: Db, of: { personId: string; now: Date; account: string }) => Promise<void>;
};

type Change = {
  id: string;
  status: Health;
  source: string;
  note?: string;
  at: Date;
  now: Date;
  account: string;
  diedOn?: string;
};

const purpose = (id: string): string => `health ${id}`;

/** The change as an officer reads it. */
export const openHealth = (keys: Keys, row: store.HealthRow, by: string | null) => ({
  id: row.id,
  status: row.status,
  at: row.at,
  source: row.source,
  note: row.sealed ? keys.open<{ note: string }>(purpose(row.id), row.sealed).note : null,
  by,
});

/** Sets the health of a person held by `lockPerson`, keeps what it was, and answers the change. A death stays a death. */
export const changeHealth = async (
  db: Db,
  { keys }: Pick<House, 'keys'>,
  person: Pick<PersonRow, 'id' | 'health' | 'diedOn'>,
  { id, status, source, note, at, now, account, diedOn }: Change,
): Promise<store.HealthRow> => {
  if (!mayHealthChange(person.health, status, source === 'correction')) fail('death.recorded');
  const row: store.HealthRow = {
    personId: person.id,
    id,
    status,
    previous: person.health,
    source,
    sealed: note ? keys.seal(purpose(id), { note }) : null,
    at,
    storedAt: now,
    byAccount: account,
  };
  await store.saveHealth(db, row, diedOn ?? null);
  return row;
};

/** Undoes a health that a withdrawn check had set, when nothing has changed it since. */
export const undoHealth = async (
  db: Db,
  house: Pick<House, 'keys'>,
  personId: string,
  { setBy, id, now, account }: { setBy: ReadonlySet<string>; id: string; now: Date; account: string },
): Promise<void> => {
  const person = await store.lockPerson(db, personId);
  if (!person) return;
  const last = (await store.listHealth(db, idsOf(person))).at(-1);
  if (!last || !setBy.has(last.id) || last.status === last.previous) return;
  await changeHealth(db, house, person, { id, status: last.previous, source: 'correction', at: now, now, account });
};

const nation = parseAreaPath('') as AreaPath;

/** Runs what death ends in every area, then gives the transaction its actor's scope back. */
export const everywhere = async <T>(db: Db, actor: Actor, work: () => Promise<T>): Promise<T> => {
  await rescope(db, { role: 'app', area: nation, account: actor.account });
  const result = await work();
  await rescope(db, scopeOf(actor));
  return result;
};
