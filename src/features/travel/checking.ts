import type { AreaPath } from '../../core/area.ts';
import { bodyHash } from '../../core/crypto.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { areaName } from '../areas/index.ts';
import { standing } from '../declarations/index.ts';
import { everywhere, findKept, idsOf, mustBePast, type PersonRow, personBrief, placeUntil } from '../people/index.ts';
import * as store from './check-store.ts';
import { mustFindGate } from './gates.ts';
import { findPass, type PassRow, passesOf } from './pass-store.ts';
import { readPresented } from './presented.ts';
import {
  bestPass,
  type Colour,
  type Judged,
  judgePass,
  judgePerson,
  type PassSeen,
  seenAtPostUntil,
  verdict,
} from './rules.ts';

export type CheckInput = {
  id: string;
  text: string;
  gate?: string;
  at?: Date;
  direction?: 'in' | 'out';
  shown?: Colour;
};
type Caller = { db: Db; actor: Actor; now: Date };
type Found = { judged: Judged; pass?: PassRow; person?: PersonRow };

/** A declaration older than this says nothing at a post. */
const lookBack = 72 * 3_600_000;

/** What a post would know of a pass online: its state then, and the most pressing that was declared since. */
const seen = async (db: Db, row: PassRow, ids: readonly string[], at: Date): Promise<PassSeen & { row: PassRow }> => {
  const stands = await standing(db, ids, row.declaredAt);
  return {
    row,
    isSigned: true,
    isRevoked: row.revokedAt !== null && row.revokedAt <= at,
    isGivenUp: row.revokedFor === 'traveller' && row.revokedAt !== null && row.revokedAt <= at,
    validFrom: row.validFrom,
    validUntil: row.validUntil,
    level: stands(ids, { since: row.declaredAt, until: at }).worst ?? row.level,
  };
};

const judgeHolder = async (db: Db, person: PersonRow | undefined, at: Date): Promise<Found> => {
  if (!person) return { judged: verdict('undeclared') };
  const ids = idsOf(person);
  const since = new Date(at.getTime() - lookBack);
  const passes = await passesOf(db, ids, at);
  const stands = await standing(db, ids, since);
  const known = await Promise.all(passes.map((row) => seen(db, row, ids, at)));
  const { last } = stands(ids, { since, until: at });
  return { judged: judgePerson(known, last, at), pass: bestPass(known, at)?.row, person };
};

const personOf = async (db: Db, id: string | undefined): Promise<PersonRow | undefined> =>
  id === undefined ? undefined : (await findKept(db, [id])).get(id);

/** Judges what was read, as of the moment it was read. Reads by ids alone, in the whole country: the traveller is from elsewhere. */
const judge = async (house: House, db: Db, text: string, at: Date): Promise<Found> => {
  const presented = await readPresented(house, db, text);
  if (presented.kind === 'nothing') return { judged: verdict('unreadable') };
  if (presented.kind === 'forged' || presented.kind === 'revoked') return { judged: verdict(presented.kind) };
  if (presented.kind === 'person') return judgeHolder(db, await personOf(db, presented.personId), at);
  const { code } = presented;
  const pass = await findPass(db, code.id);
  if (pass) {
    const person = await personOf(db, pass.personId);
    const known = await seen(db, pass, person ? idsOf(person) : [pass.personId], at);
    return { judged: judgePass(known, at), pass, person };
  }
  // Signed here and not stored: a pass of before a restore. Nothing can be said of it but what it says itself.
  return { judged: judgePass({ ...code, isSigned: undefined, isRevoked: false }, at) };
};

/** Where the post stands: its gate's area, else that of the officer. */
const postOf = async ({ db, actor }: Caller, gate: string | undefined): Promise<AreaPath> => {
  const area = gate === undefined ? actor.area : (await mustFindGate(db, gate)).area || actor.area;
  mustBeAble(actor, 'pass.check', area);
  return area;
};

const showFound = async (house: House, { judged, pass, person }: Found) => ({
  ...judged,
  pass: pass
    ? {
        id: pass.id,
        from: pass.fromArea as string,
        fromName: await areaName(house, pass.fromArea),
        to: pass.toArea as string,
        toName: await areaName(house, pass.toArea),
      }
    : null,
  person: person ? atPost(house, person) : null,
});

/** To compare with the card in hand, and no more. */
const atPost = (house: House, row: PersonRow) => {
  const { id, fullName, birthYear, sex } = personBrief(house.keys, row);
  return { id, fullName, birthYear, sex };
};

/**
 * One look at a code, stored once: the same again gives the verdict that was given, and what a post did offline counts as of
 * when it did it. Whoever cannot go on at once is seen at the post for a day, so that a declaration can be made there.
 */
export const check = async (house: House, caller: Caller, input: CheckInput) => {
  const { db, actor, now } = caller;
  const { id, text, gate, direction, shown } = input;
  mustBePast(input.at, now);
  const at = input.at ?? now;
  const area = await postOf(caller, gate);
  // Without what was shown: a post that gave up waiting sends the same again and says so.
  const hash = bodyHash('check', id, text, gate, input.at?.toISOString(), direction);
  const before = await store.findCheck(db, id);
  if (before && !(before.byAccount === actor.account && before.bodyHash.equals(hash))) fail('record.conflict');
  const found = await everywhere(db, actor, async () => {
    const read = await judge(house, db, text, at);
    const until = seenAtPostUntil(at);
    if (read.person && read.judged.colour !== 'green' && area !== '' && until > now) {
      await placeUntil(db, { personId: read.person.id, area, reason: 'post', since: now, until });
    }
    return read;
  });
  if (before && before.shown === null && shown) await store.saveShown(db, id, shown);
  const personId = found.person?.id;
  const judged = before ? { ...verdict(before.reason, found.judged.validUntil) } : found.judged;
  if (!before) {
    const { colour, reason } = judged;
    const row = { colour, reason, personId: personId ?? null, passId: found.pass?.id ?? null, bodyHash: hash };
    const made = { area, gateId: gate ?? null, direction: direction ?? null, shown: shown ?? null };
    const isNew = await store.insertCheck(db, { id, at, storedAt: now, byAccount: actor.account, ...made, ...row });
    if (!isNew) fail('record.conflict');
  }
  return {
    isNew: !before,
    persons: personId === undefined ? [] : [personId],
    shown: { id, at, ...(await showFound(house, { ...found, judged })) },
  };
};
