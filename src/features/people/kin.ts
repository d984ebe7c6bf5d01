import { dayOf } from '../../core/day.ts';
import { type Db, rescope } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { sendMessage } from '../messages/index.ts';
import { idsOf, type PersonRow } from './person.ts';
import { isAdult, kinshipOf } from './rules.ts';
import * as store from './store.ts';

const askText = 'La Chan: co nguoi khai bao y te thay ong/ba. Dang nhap bang so nay de tu quan ly hoac tu choi.';

/** Tells an adult whom somebody else declares for, who then takes the record over or refuses. */
export const askToAgree = (house: House, db: Db, phone: string) =>
  sendMessage(db, house, { to: phone, channel: 'sms', purpose: 'takeover', text: askText });

type Added = { row: PersonRow; phone?: string; birthDate?: string; relation?: 'self' | 'family' };

/**
 * Lets a citizen act for a person it is about to make: the holder and minors at once, and who has no other phone; an adult
 * with another phone is asked by message. The transaction then sees the new person too.
 */
export const addKin = async (house: House, db: Db, actor: Actor, added: Added, now: Date): Promise<void> => {
  const { row, phone } = added;
  const { door } = house.database;
  const own = row.phoneHash && (await store.accountPhoneHash(door, actor.account));
  const isOwnPhone = !row.phoneHash || (own?.equals(row.phoneHash) ?? false);
  await store.lockKin(db, actor.account);
  const birth = { birthDate: added.birthDate, birthYear: row.birthYear ?? undefined };
  const kinship = kinshipOf(
    { relation: added.relation, isOwnPhone, isAdult: isAdult(birth, dayOf(now)) },
    { hasSelf: await store.hasSelf(db, actor.account), unanswered: await store.countUnanswered(db, actor.account) },
  );
  if (typeof kinship === 'string') return fail(kinship);
  await rescope(db, { role: 'citizen', persons: [...actor.persons, row.id], account: actor.account });
  await store.saveKin(db, {
    personId: row.id,
    accountId: actor.account,
    ...kinship,
    at: now,
  });
  if (kinship.state === 'pending' && phone) await askToAgree(house, db, phone);
};

/**
 * Of these persons those whom a citizen has added and who have not answered: until then the adder sees the own entries, not
 * checks or class.
 */
export const unansweredOf = async (db: Db, actor: Actor, ids: readonly string[]): Promise<ReadonlySet<string>> =>
  new Set(isCitizen(actor) && ids.length > 0 ? await store.listPending(db, ids, actor.account) : []);

/** The holder of the phone that a person was recorded with takes the record over, or refuses it. */
export const answerOffer = async (
  house: House,
  db: Db,
  actor: Actor,
  { personId, accept }: { personId: string; accept: boolean },
  now: Date,
): Promise<void> => {
  const { door } = house.database;
  const own = (await store.accountPhoneHash(door, actor.account)) ?? fail('record.missing');
  const person = await house.database.within({ role: 'door', phone: own }, (at) => store.findOffered(at, personId));
  if (!person?.phoneHash || person.diedOn || !own.equals(person.phoneHash)) return fail('record.missing');
  await store.lockKin(db, actor.account);
  if ((await store.findKin(db, personId, actor.account)) !== undefined) fail('person.conflict');
  const relation = (await store.hasSelf(db, actor.account)) ? 'family' : 'self';
  const ids = idsOf(person);
  for (const id of ids) {
    await store.saveKin(db, {
      personId: id,
      accountId: actor.account,
      relation,
      state: accept ? 'own' : 'refused',
      at: now,
    });
  }
  await store.answerAdders(db, ids, actor.account, accept ? 'accepted' : 'refused', now);
};
