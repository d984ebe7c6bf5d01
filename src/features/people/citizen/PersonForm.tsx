import { useRef, useState } from 'preact/hooks';
import { AreaPicker } from '../../../web/kit/AreaPicker.tsx';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { Radios } from '../../../web/kit/Choice.tsx';
import { areaTexts } from '../../../web/kit/citizen/areas.ts';
import { Filled } from '../../../web/kit/citizen/Filled.tsx';
import { HamletField } from '../../../web/kit/citizen/HamletField.tsx';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { ScanCard } from '../../../web/kit/citizen/ScanCard.tsx';
import { SelectField, TextField } from '../../../web/kit/Field.tsx';
import type { Identity } from '../rules.ts';
import { useCard } from './card.ts';
import { type PersonFields, wrongIn } from './person-fields.ts';

const sexes = ['female', 'male', 'other'] as const;
const types = ['cccd', 'cmnd', 'passport', 'insurance'] as const;

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
  const card = useCard(fields, setFields);
  const wrong: Partial<ReturnType<typeof wrongIn>> = checked ? wrongIn(fields, start) : {};
  const submit = (event: Event) => {
    event.preventDefault();
    setChecked(true);
    if (Object.values(wrongIn(fields, start)).some(Boolean))
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"], .unchosen input')?.focus(),
      );
    else onSave(fields);
  };
  return (
    <>
      <ScanCard onFields={card.fill} />
      {card.filled && <Filled {...card.filled} />}
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
          label={t('people.birth')}
          hint={t('people.birthHint')}
          error={wrong.birth}
          inputMode="numeric"
          autoComplete="bday-year"
          maxLength={10}
          value={fields.birth}
          onInput={(birth) => put({ birth })}
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
    </>
  );
};
