import type { Db } from '../../core/db.ts';
import { type Evidence, isReached } from './classes.ts';
import { evidenceAbove, evidenceFor } from './evidence.ts';
import { allIdsOf, humansOf } from './humans.ts';
import type { Broken } from './rules.ts';
import * as store from './store.ts';
import type { Contact } from './tracing.ts';

type At = { now: Date; asOf?: Date | undefined };

const isStanding = async (db: Db, { id, personId }: store.CaseRow, asOf: Date | undefined): Promise<boolean> => {
  const ids = allIdsOf(await humansOf(db, [personId]), [personId]);
  return (await (asOf ? store.casesThen(db, ids, asOf) : store.casesOf(db, ids))).some((row) => row.id === id);
};

/**
 * Whom a tracer accepted as contacts of a case and whom nothing leads to from it: a class follows from the whole chain, and an
 * acceptance stays when another link of it is rejected, withdrawn or moved out of the time that counts. Nearly everybody is reached
 * by the links that the list has read anyway; everything else that leads to somebody is asked for of the others alone.
 */
export const brokenAmong = async (
  db: Db,
  f0: store.CaseRow,
  contacts: readonly Contact[],
  { now, asOf }: At,
): Promise<ReadonlyMap<string, Broken>> => {
  const accepted = contacts.filter(({ state }) => state === 'accepted');
  if (accepted.length === 0) return new Map();
  if (!(await isStanding(db, f0, asOf))) return new Map(accepted.map(({ person }) => [person, 'case']));
  const at = asOf ?? now;
  const unreached = (among: readonly Contact[], evidence: Evidence) =>
    among.filter(({ person, level }) => !isReached(evidence, person, f0.id, level, at));
  const read = accepted.flatMap(({ links }) => links);
  const left = unreached(accepted, await evidenceAbove(db, read, [], asOf));
  if (left.length === 0) return new Map();
  const persons = left.map(({ person }) => person);
  const evidence = await evidenceFor(db, persons, asOf);
  const whyOf = ({ person, level }: Contact): Broken => {
    const links = evidence.linksTo(person);
    const isLost = level === 2 && !links.some(({ source }) => isReached(evidence, source, f0.id, 1, at));
    return isLost && links.length > 0 ? 'source' : 'evidence';
  };
  return new Map(unreached(left, evidence).map((contact) => [contact.person, whyOf(contact)]));
};
