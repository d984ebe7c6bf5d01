import type { ComponentChildren } from 'preact';
import { parsePhone } from '../../../core/phone.ts';
import type { DocumentFields } from '../../../features/codes/rules.ts';
import { sexes } from '../../../features/people/contract.ts';
import { checkName, readBirth } from '../../../features/people/rules.ts';
import { SelectField, TextField } from '../Field.tsx';
import { date } from '../format.ts';
import { options, t } from './text.ts';

/** Who somebody is, as an officer writes it down. */
export type WrittenWho = { fullName: string; birth: string; sex: string; phone: string };

export const whoOfCard = ({ fullName, birthDate, birthYear, sex }: DocumentFields) => ({
  fullName,
  birth: birthDate ? date(birthDate) : String(birthYear ?? ''),
  sex: sex ?? '',
});

/** What is wrong with what was written, or what is missing, field by field. */
export const wrongOfWho = ({ fullName, birth, phone }: WrittenWho, { needsBirth }: { needsBirth: boolean }) => ({
  fullName: checkName(fullName).length > 0 ? t('people.nameWrong') : undefined,
  birth: (birth !== '' || needsBirth) && !readBirth(birth) ? t('people.birthWrong') : undefined,
  phone: phone !== '' && !parsePhone(phone) ? t('people.phoneWrong') : undefined,
});

/** As it is sent. */
export const bodyOfWho = ({ fullName, birth, sex, phone }: WrittenWho) => ({
  fullName: fullName.trim(),
  ...readBirth(birth),
  ...(sex && { sex: sex as (typeof sexes)[number] }),
  ...(phone && { phone }),
});

type Props = {
  who: WrittenWho;
  wrong: ReturnType<typeof wrongOfWho>;
  isTried: boolean;
  onChange: (change: Partial<WrittenWho>) => void;
  /** What else is asked beside the telephone. */
  children?: ComponentChildren;
};

export const WhoFields = ({ who, wrong, isTried, onChange, children }: Props) => {
  const errorOf = (field: keyof typeof wrong) => (isTried ? wrong[field] : undefined);
  return (
    <>
      <TextField
        label={t('common.name')}
        value={who.fullName}
        error={errorOf('fullName')}
        onInput={(fullName) => onChange({ fullName })}
      />
      <div class="filter-grid">
        <TextField
          label={t('people.birth')}
          hint={t('people.birthHint')}
          inputMode="numeric"
          value={who.birth}
          error={errorOf('birth')}
          onInput={(birth) => onChange({ birth })}
        />
        <SelectField
          label={t('people.sex')}
          value={who.sex}
          onChange={(sex) => onChange({ sex })}
          options={[{ value: '', label: t('common.unknown') }, ...options(sexes, 'people.sexOf')]}
        />
        <TextField
          type="tel"
          label={t('common.phone')}
          value={who.phone}
          error={errorOf('phone')}
          onInput={(phone) => onChange({ phone })}
        />
        {children}
      </div>
    </>
  );
};
