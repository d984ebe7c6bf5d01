import type { AreaOption } from '../../../web/kit/AreaPicker.tsx';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { birthYearOf, checkIdentity, type Identity, readBirth, type Sex } from '../rules.ts';

export type PersonFields = {
  fullName: string;
  /** A year or a day, as people write it. */
  birth: string;
  sex: Sex | undefined;
  area: AreaOption | undefined;
  hamlet: string;
  address: string;
  phone: string;
  identityType: Identity['type'];
  identityNumber: string;
  /** As a card says it; not asked for. */
  permanentAddress: string;
};
export const blankPerson: PersonFields = {
  fullName: '',
  birth: '',
  sex: undefined,
  area: undefined,
  hamlet: '',
  address: '',
  phone: '',
  identityType: 'cccd',
  identityNumber: '',
  permanentAddress: '',
};

const oldest = 1900;

/** What is still wrong, field by field; a contradiction that stood in the record before is the station's to judge. */
export const wrongIn = (fields: PersonFields, start = blankPerson) => {
  const { fullName, birth, sex, area, identityType, identityNumber } = fields;
  const birthYear = birthYearOf(readBirth(birth) ?? {});
  const number = identityNumber.trim();
  const isAsBefore = (['identityType', 'identityNumber', 'birth', 'sex'] as const).every(
    (name) => fields[name] === start[name],
  );
  const [problem] = number && !isAsBefore ? checkIdentity({ type: identityType, number }, { birthYear, sex }) : [];
  return {
    fullName: /\p{L}/u.test(fullName) ? undefined : t('people.fullNameWrong'),
    birth:
      birthYear !== undefined && birthYear >= oldest && birthYear <= new Date().getFullYear()
        ? undefined
        : t('people.birthWrong'),
    sex: sex ? undefined : t('people.sexWrong'),
    area: area ? undefined : t('people.areaWrong'),
    identity: problem && t(`people.identityProblem.${problem.slice('identity.'.length) as ProblemName}`),
  };
};
type ProblemName = 'format' | 'province' | 'sex' | 'birth_year';

/** What a person's record is made of, without the fields left empty. */
export const recordOf = (fields: PersonFields) => ({
  fullName: fields.fullName.trim(),
  ...readBirth(fields.birth),
  ...(fields.sex && { sex: fields.sex }),
  area: fields.area?.path ?? '',
  ...(fields.hamlet.trim() && { hamlet: fields.hamlet.trim() }),
  ...(fields.address.trim() && { address: fields.address.trim() }),
  ...(fields.phone.trim() && { phone: fields.phone.trim() }),
  ...(fields.identityNumber.trim() && {
    identity: { type: fields.identityType, number: fields.identityNumber.trim() },
  }),
  ...(fields.permanentAddress && { permanentAddress: fields.permanentAddress }),
});
