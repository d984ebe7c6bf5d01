import type { Db } from '../../core/db.ts';
import { isReached } from './classes.ts';
import { evidenceFor } from './evidence.ts';
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
 * acceptance stays when another link of it is rejected, withdrawn or moved out of the time that counts. Cost grows with the accepted.
 */
export const brokenAmong = async (
  db: Db,
  f0: store.CaseRow,
  contacts: readonly Contact[],
  { now, asOf }: At,
): Promise<ReadonlyMap<string, Broken>> => {
  const accepted = contacts.filter(({ state }) => state === 'accepted');
  if (accepted.length === 0) return new Map();
  const isCase = await isStanding(db, f0, asOf);
  const evidence = await evidenceFor(
    db,
    accepted.map(({ person }) => person),
    asOf,
  );
  const at = asOf ?? now;
  const whyOf = ({ person, level }: Contact): Broken => {
    if (!isCase) return 'case';
    const links = evidence.linksTo(person);
    const isLost = level === 2 && !links.some(({ source }) => isReached(evidence, source, f0.id, 1, at));
    return isLost && links.length > 0 ? 'source' : 'evidence';
  };
  return new Map(
    accepted
      .filter(({ person, level }) => !isReached(evidence, person, f0.id, level, at))
      .map((contact) => [contact.person, whyOf(contact)]),
  );
};
