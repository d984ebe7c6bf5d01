import { useRef, useState } from 'preact/hooks';
import { type AreaOption, AreaPicker } from '../../../web/kit/AreaPicker.tsx';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { Radios } from '../../../web/kit/Choice.tsx';
import { areaTexts } from '../../../web/kit/citizen/areas.ts';
import { HamletField } from '../../../web/kit/citizen/HamletField.tsx';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { SelectField, TextField } from '../../../web/kit/Field.tsx';
import { checkIdentity, type Identity, type Sex } from '../rules.ts';

export type PersonFields = {
  fullName: string;
  birthYear: string;
  sex: Sex | undefined;
  area: AreaOption | undefined;
  hamlet: string;
  address: string;
  phone: string;
  identityType: Identity['type'];
  identityNumber: string;
};
export const blankPerson: PersonFields = {
  fullName: '',
  birthYear: '',
  sex: undefined,
  area: undefined,
  hamlet: '',
  address: '',
  phone: '',
  identityType: 'cccd',
  identityNumber: '',
};

const sexes = ['female', 'male', 'other'] as const;
const types = ['cccd', 'cmnd', 'passport', 'insurance'] as const;

const wrongIn = (fields: PersonFields) => {
  const { fullName, birthYear, sex, area, identityType, identityNumber } = fields;
  const year = Number(birthYear);
  const number = identityNumber.trim();
  const identity = { type: identityType, number };
  return {
    fullName: /\p{L}/u.test(fullName) ? undefined : t('people.fullNameWrong'),
    birthYear: year >= 1900 && year <= new Date().getFullYear() ? undefined : t('people.birthYearWrong'),
    sex: sex ? undefined : t('people.sexWrong'),
    area: area ? undefined : t('people.areaWrong'),
    identity:
      number && checkIdentity(identity, { birthYear: year, sex }).length > 0 ? t('people.identityWrong') : undefined,
  };
};

/** What a person's record is made of, without the fields left empty. */
export const recordOf = (fields: PersonFields) => ({
  fullName: fields.fullName.trim(),
  birthYear: Number(fields.birthYear),
  ...(fields.sex && { sex: fields.sex }),
  area: fields.area?.path ?? '',
  ...(fields.hamlet.trim() && { hamlet: fields.hamlet.trim() }),
  ...(fields.address.trim() && { address: fields.address.trim() }),
  ...(fields.phone.trim() && { phone: fields.phone.trim() }),
  ...(fields.identityNumber.trim() && {
    identity: { type: fields.identityType, number: fields.identityNumber.trim() },
  }),
});

type Props = {
  start: PersonFields;
  saveText: string;
  /** A family member may have a phone of their own; the holder's is the account's. */
  withPhone: boolean;
  busy: boolean;
  error: string | undefined;
  onSave: (fields: PersonFields) => void;
};

/** One page: five short answers, the rest behind a fold. The first wrong field takes the focus. */
export const PersonForm = ({ start, saveText, withPhone, busy, error, onSave }: Props) => {
  const [fields, setFields] = useState(start);
  const [checked, setChecked] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const put = (change: Partial<PersonFields>) => setFields((before) => ({ ...before, ...change }));
  const wrong: Partial<ReturnType<typeof wrongIn>> = checked ? wrongIn(fields) : {};
  const submit = (event: Event) => {
    event.preventDefault();
    setChecked(true);
    if (Object.values(wrongIn(fields)).some(Boolean))
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .unchosen input')?.focus(),
      );
    else onSave(fields);
  };
  return (
    <form class="stack" noValidate ref={form} onSubmit={submit}>
      <TextField
        label={t('people.fullName')}
        hint={t('people.fullNameHint')}
        error={wrong.fullName}
        autoComplete="name"
        maxLength={200}
        value={fields.fullName}
        onInput={(fullName) => put({ fullName })}
      />
      <TextField
        label={t('people.birthYear')}
        error={wrong.birthYear}
        inputMode="numeric"
        autoComplete="bday-year"
        maxLength={4}
        value={fields.birthYear}
        onInput={(birthYear) => put({ birthYear })}
      />
      <div class={wrong.sex ? 'unchosen stack tight' : 'stack tight'}>
        <Radios
          legend={t('people.sex')}
          name="sex"
          options={sexes.map((value) => ({ value, label: t(`people.sexes.${value}`) }))}
          chosen={fields.sex}
          onChange={(sex) => put({ sex })}
        />
        {wrong.sex && (
          <Band notice tone="red">
            {wrong.sex}
          </Band>
        )}
      </div>
      <AreaPicker value={fields.area} onChange={(area) => put({ area })} texts={areaTexts()} error={wrong.area} />
      {fields.area && (
        <HamletField area={fields.area.path} value={fields.hamlet} onInput={(hamlet) => put({ hamlet })} />
      )}
      <TextField
        label={t('people.address')}
        hint={t('people.addressHint')}
        autoComplete="street-address"
        maxLength={300}
        value={fields.address}
        onInput={(address) => put({ address })}
      />
      {withPhone && (
        <TextField
          label={t('people.phone')}
          hint={t('people.phoneHint')}
          type="tel"
          inputMode="tel"
          value={fields.phone}
          onInput={(phone) => put({ phone })}
        />
      )}
      <details open={Boolean(fields.identityNumber)}>
        <summary>{t('people.more')}</summary>
        <div class="stack">
          <SelectField
            label={t('people.identityType')}
            value={fields.identityType}
            options={types.map((value) => ({ value, label: t(`people.identityTypes.${value}`) }))}
            onChange={(identityType) => put({ identityType: identityType as Identity['type'] })}
          />
          <TextField
            label={t('people.identityNumber')}
            error={wrong.identity}
            maxLength={30}
            value={fields.identityNumber}
            onInput={(identityNumber) => put({ identityNumber })}
          />
        </div>
      </details>
      <div class="page-action stack tight">
        {error && (
          <Band notice tone="red">
            {error}
          </Band>
        )}
        <Button type="submit" kind="primary" wide large busy={busy}>
          {saveText}
        </Button>
      </div>
    </form>
  );
};
