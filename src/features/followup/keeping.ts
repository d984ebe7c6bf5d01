import type { AreaPath } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { findCase } from '../cases/index.ts';
import { personIds } from '../people/index.ts';
import * as store from './named-store.ts';

export type Given = {
  id: string;
  fullName: string;
  phone?: string | undefined;
  place?: string | undefined;
  note?: string | undefined;
  from: Date;
  to: Date;
  kind: store.NamedRow['kind'];
};
export type Sealed = { fullName: string; phone?: string; place?: string; note?: string; why?: string };

export const sealNamed = ({ keys }: House, id: string, value: Sealed) => keys.seal(`contact named ${id}`, value);

/** The commune that follows the contact may ask, and the tracer of the case. */
export const mustMayAsk = async (db: Db, actor: Actor, caseId: string, person: string): Promise<void> => {
  const f0 = (await findCase(db, caseId)) ?? fail('record.missing');
  const source = (await store.sourceOf(db, caseId, await personIds(db, person))) ?? fail('record.missing');
  const isOwn = !source.isCase && isAble(actor, 'contact.work', source.area as AreaPath);
  if (!isOwn && !isAble(actor, 'case.write', f0.area)) fail('record.missing');
  if (f0.state === 'revoked') fail('case.revoked');
};

const checkTimes = (people: readonly Given[], now: Date): void => {
  for (const [i, { from, to }] of people.entries()) {
    if (to <= from) fail('time.order', [{ path: `people.${i}.to`, code: 'time.order' }]);
    if (from > now) fail('time.future', [{ path: `people.${i}.from`, code: 'time.future' }]);
  }
};

type Source = { person: string; caseId: string; by: string | null; now: Date };

/** Whom somebody has named waits for a tracer, who they are sealed; answers how many the person has named in the case. */
export const keepNamed = async (
  house: House,
  db: Db,
  people: readonly Given[],
  { person, caseId, by, now }: Source,
): Promise<number> => {
  checkTimes(people, now);
  await store.insertNamed(
    db,
    people.map(({ id, fullName, phone, place, note, from, to, kind }) => ({
      personId: person,
      id,
      caseId,
      kind,
      fromAt: from,
      toAt: to,
      sealed: sealNamed(house, id, {
        fullName,
        ...(phone && { phone }),
        ...(place && { place }),
        ...(note && { note }),
      }),
      state: 'waiting' as const,
      at: now,
      byAccount: by,
      linkId: null,
      contactId: null,
      decidedAt: null,
      decidedBy: null,
    })),
  );
  return store.countNamed(db, { personId: person, caseId });
};
