import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { Problem } from '../../core/problem.ts';
import { codeIdOf, ownersOfCodes } from '../codes/index.ts';
import type { DocumentFields, Scan } from '../codes/rules.ts';
import { identityHash } from '../people/index.ts';
import * as store from './ingest-store.ts';
import { type Guest, guestId, type Who } from './prepare.ts';

/** The person, and who is to be recorded as a guest where nobody is known by that. */
export type Resolved = { person: string; guest?: Guest; isUnproven?: true };

const unknown = (): Problem => new Problem('venue.person', [{ path: 'visitor', code: 'venue.person' }]);
const fieldsOf = (scan: Scan): DocumentFields | undefined => ('fields' in scan ? scan.fields : undefined);

/** The person behind each visitor of a flush: known by id, by a scanned code or card, or as a guest by phone and name. */
export const resolveVisitors = async (
  house: House,
  db: Db,
  items: readonly { who: Who }[],
): Promise<(Resolved | Problem)[]> => {
  const scans = items.flatMap(({ who }) => ('scan' in who ? [who.scan] : []));
  const codes = scans.flatMap((scan) => ('code' in scan ? [codeIdOf(scan.code)] : []));
  const cards = scans.flatMap((scan) => fieldsOf(scan)?.identity ?? []);
  const [owners, bearers] = await Promise.all([
    codes.length === 0 ? new Map() : ownersOfCodes(db, codes),
    cards.length === 0
      ? []
      : store.findByIdentity(
          house.database.pools.trace,
          cards.map((identity) => identityHash(house.keys, identity)),
        ),
  ]);
  const bearerOf = new Map(bearers.map(({ id, identityHash: hash }) => [hash.toString('hex'), id]));

  const ofCard = (fields: DocumentFields): Resolved | Problem => {
    if (!fields.identity) return unknown();
    const known = bearerOf.get(identityHash(house.keys, fields.identity).toString('hex'));
    if (known !== undefined) return { person: known };
    const { fullName, birthDate, birthYear, sex, identity } = fields;
    const id = guestId(house, identity.type, identity.number);
    return { person: id, guest: { id, fullName, birthDate, birthYear, sex, identity } };
  };
  return items.map(({ who }): Resolved | Problem => {
    if ('person' in who) return who;
    if ('guest' in who) return { person: who.guest.id, guest: who.guest, isUnproven: true };
    const fields = fieldsOf(who.scan);
    if (fields) return ofCard(fields);
    const owner = 'code' in who.scan ? owners.get(codeIdOf(who.scan.code)) : undefined;
    if (!owner) return unknown();
    return owner.isRevoked
      ? new Problem('code.revoked', [{ path: 'visitor.qr', code: 'code.revoked' }])
      : { person: owner.personId };
  });
};
