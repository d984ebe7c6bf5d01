import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { fail } from '../../core/problem.ts';
import { findPersons } from '../people/index.ts';
import { humansOf } from './humans.ts';
import * as links from './links-store.ts';
import { reclassify } from './reclassify.ts';
import type * as store from './store.ts';
import type { Contact } from './tracing.ts';

type Entered = {
  id: string;
  person: string;
  from: Date;
  to: Date;
  kind: 'interview' | 'household' | 'transport';
  via?: string | undefined;
  note?: string | undefined;
};

/** Whether a link under the same id is this one: ids of links are seen in every list, and none is ever written over. */
const saysTheSame = (known: links.LinkRow, { person, via, kind, from, to }: Entered, f0: store.CaseRow): boolean =>
  known.caseId === f0.id &&
  known.personId === person &&
  known.sourceId === via &&
  known.kind === kind &&
  +known.fromAt === +from &&
  +known.toAt === +to;

/** Somebody who was met, as an interview says; the caller has asked whether the case may be written. */
export const enterContact = async (
  house: House,
  db: Db,
  { f0, entered, account, now }: { f0: store.CaseRow; entered: Entered; account: string; now: Date },
) => {
  if (f0.state === 'revoked') fail('case.revoked');
  const { id, from, to, kind, note, via = f0.personId } = entered;
  const { keptOf, idsOf } = await humansOf(db, [entered.person, via, f0.personId]);
  const [person, sourceId, itself] = [keptOf(entered.person), keptOf(via), keptOf(f0.personId)];
  if (person === sourceId || person === itself) fail('contact.self', [{ path: 'person', code: 'contact.self' }]);
  if (to <= from) fail('time.order', [{ path: 'to', code: 'time.order' }]);
  if (from > now) fail('time.future', [{ path: 'from', code: 'time.future' }]);
  const found = new Set((await findPersons(db, [person, sourceId])).map((row) => row.id));
  if (!found.has(person)) fail('record.missing', [{ path: 'person', code: 'record.missing' }]);
  if (!found.has(sourceId)) fail('record.missing', [{ path: 'via', code: 'record.missing' }]);
  const level: 1 | 2 = sourceId === itself ? 1 : 2;
  const known = await links.findLink(db, id);
  if (known && !saysTheSame(known, { ...entered, person, via: sourceId }, f0)) fail('record.conflict');
  if (!known)
    await links.insertLink(db, {
      personId: person,
      id,
      sourceId,
      caseId: f0.id,
      level,
      kind,
      venueId: null,
      fromAt: from,
      toAt: to,
      minutes: (to.getTime() - from.getTime()) / 60_000,
      doubtful: false,
      sealed: note ? house.keys.seal(`contact link ${id}`, { note }).toString('base64') : null,
      at: now,
      byAccount: account,
    });
  const ids = new Set(idsOf(person));
  // Under several ids of one human the newest counts.
  const [before] = (await links.decisionsOf(db, f0.id, level))
    .filter(({ personId }) => ids.has(personId))
    .toSorted((a, b) => +b.at - +a.at);
  if (before?.accepted) await reclassify(db, [person], { now, account, reason: 'link.added' });
  const state: Contact['state'] =
    typeof before?.accepted !== 'boolean' ? 'candidate' : before.accepted ? 'accepted' : 'rejected';
  return { id, person, level, state };
};
