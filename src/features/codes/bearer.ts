import type { AreaPath } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { findByNumber, identityHash, openWho, type PersonRow } from '../people/index.ts';
import { birthYearOf, isSameName } from '../people/rules.ts';
import type { DocumentFields } from './rules.ts';

const mostWithOneNumber = 10;

/** Who is recorded in an area with a document's numbers; for whom the numbers may be searched anyway. */
export const numberedAs = async (
  house: House,
  db: Db,
  { identity, formerNumber }: DocumentFields,
  area: AreaPath,
): Promise<PersonRow[]> => {
  if (!identity) return [];
  const identities = [identity, ...(formerNumber ? [{ type: 'cmnd', number: formerNumber } as const] : [])];
  const hashes = identities.map((one) => identityHash(house.keys, one));
  return findByNumber(db, undefined, hashes, area, mostWithOneNumber);
};

/**
 * Who bears a document: number, name and year of birth must all be those of the record, so that a post learns of nobody
 * whose card it does not hold.
 */
export const bearersOf = async (house: House, db: Db, fields: DocumentFields, area: AreaPath): Promise<PersonRow[]> => {
  const year = birthYearOf(fields);
  return (await numberedAs(house, db, fields, area)).filter((row) => {
    const isSameYear = row.birthYear === null || year === undefined || row.birthYear === year;
    return isSameYear && isSameName(openWho(house.keys, row).fullName, fields.fullName);
  });
};
