import { maybe, t } from '../../../web/kit/console/text.ts';
import { date, phone } from '../../../web/kit/format.ts';
import type { MergePreview } from './api.ts';

export type MergeField = MergePreview['fields'][number]['field'];
type Record = MergePreview['kept']['person'];

/** What a record says of a field, as it is read aloud; a dash where it says nothing. */
export const valueWords = (person: Record, field: MergeField, areaName: string): string => {
  const { birthDate, birthYear, sex, identity } = person;
  const words: { [F in MergeField]: string | undefined } = {
    fullName: person.fullName,
    birth: birthDate ? date(birthDate) : birthYear?.toString(),
    sex: sex && t(`people.sexOf.${sex}`),
    nationality: person.nationality,
    phone: person.phone && phone(person.phone),
    identity: identity && `${maybe(`people.identityOf.${identity.type}`) ?? identity.type} ${identity.number}`,
    stay: [person.address, person.hamlet, areaName].filter(Boolean).join(', '),
    permanentAddress: person.permanentAddress,
  };
  return words[field] || '—';
};

/** Why two records cannot become one now: the server's codes in words. */
export const hindranceWords = (code: string): string => maybe(`merge.hindrance.${code}`) ?? code;

/** How much lies under a record: `3 tờ khai, 1 xét nghiệm`. */
export const holdingWords = (holds: MergePreview['kept']['holds']): string =>
  Object.entries(holds)
    .filter(([, n]) => n > 0)
    .flatMap(([name, n]) => maybe(`merge.holds.${name}`, { n }) ?? [])
    .join(', ') || t('merge.holdsNothing');
