import { useState } from 'preact/hooks';
import { options, t } from '../../../web/kit/console/text.ts';
import { SelectField } from '../../../web/kit/Field.tsx';
import { type DeclaredFor, type Form, formsOpen } from './declared-for.ts';
import { FormOnBehalf } from './FormOnBehalf.tsx';

type Props = {
  person: DeclaredFor;
  /** The form to begin with. */
  first?: string | undefined;
  onNext: () => void;
};

/** Which form, then its questions on one page, quick enough for a call. */
export const DeclareFor = ({ person, first, onNext }: Props) => {
  const open = formsOpen();
  const [chosen, setChosen] = useState<Form | undefined>(open.find((form) => form === first) ?? open[0]);
  if (!chosen) return <p>{t('declarations.noForm')}</p>;
  return (
    <div class="stack">
      {open.length > 1 && (
        <SelectField
          label={t('declarations.form')}
          value={chosen}
          onChange={(form) => setChosen(form as Form)}
          options={options(open, 'declarations.formOf')}
        />
      )}
      <FormOnBehalf key={`${chosen} ${person.id}`} form={chosen} person={person} onNext={onNext} />
    </div>
  );
};
