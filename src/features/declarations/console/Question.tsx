import { X } from 'lucide';
import { useState } from 'preact/hooks';
import type { AreaOption } from '../../../web/kit/AreaPicker.tsx';
import { countriesIn, countryName } from '../../../web/kit/asked/countries.ts';
import type { Given, GivenStay } from '../../../web/kit/asked/given.ts';
import { optionWords, questionWords, type Words } from '../../../web/kit/asked/words.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { Checks } from '../../../web/kit/Choice.tsx';
import { areaTexts, t } from '../../../web/kit/console/text.ts';
import { UnitPicker } from '../../../web/kit/console/UnitPicker.tsx';
import { DateTimeField } from '../../../web/kit/console/WhenField.tsx';
import { DateInput } from '../../../web/kit/DateInput.tsx';
import { SelectField, TextField, WordsField } from '../../../web/kit/Field.tsx';
import { type Question as Asked, textIn } from '../answers.ts';
import { StaysField } from './StaysField.tsx';

export type NamedGate = { id: string; name: string };
type Props = {
  question: Asked;
  given: Given | undefined;
  words: Words;
  gates: readonly NamedGate[];
  /** What is wrong with what was typed. */
  error: string | undefined;
  onGive: (given: Given | undefined) => void;
};

const codesOf = (given: Given | undefined): string[] =>
  Array.isArray(given) ? given.flatMap((one) => (typeof one === 'string' ? one : 'code' in one ? one.code : [])) : [];

/** One question of a form in a native control: what it asks is data. */
export const Question = (props: Props) => {
  const { question, given, words, error, onGive } = props;
  const { kind, options = [], most = 300, help } = question;
  const label = questionWords(question, words);
  const hint = help && textIn(help, words.lang);
  const choices = options.map((value) => ({ value, label: optionWords(question, value, words) }));
  const text = given == null ? '' : String(given);
  switch (kind) {
    case 'symptoms':
    case 'choices':
      return (
        <Checks
          legend={label}
          options={choices}
          chosen={codesOf(given)}
          onChange={(codes) => onGive(kind === 'symptoms' ? codes.map((code) => ({ code })) : codes)}
        />
      );
    case 'choice':
      return (
        <SelectField
          label={label}
          value={text}
          onChange={(code) => onGive(code || undefined)}
          options={[{ value: '', label: t('common.choose') }, ...choices]}
        />
      );
    case 'yesno':
      return (
        <SelectField
          label={label}
          value={typeof given === 'boolean' ? (given ? 'yes' : 'no') : ''}
          onChange={(said) => onGive(said === '' ? undefined : said === 'yes')}
          options={[
            { value: '', label: t('common.choose') },
            { value: 'yes', label: words.yes },
            { value: 'no', label: words.no },
          ]}
        />
      );
    case 'stays':
      return <StaysField legend={label} stays={(given as GivenStay[] | undefined) ?? []} onChange={onGive} />;
    case 'area':
      return (
        <UnitPicker
          value={(given as AreaOption | undefined) ?? undefined}
          onChange={onGive}
          texts={{ ...areaTexts(label), ...(hint && { hint }) }}
        />
      );
    case 'gate':
      return <GateField {...props} label={label} />;
    case 'countries':
      return <CountriesField {...props} label={label} />;
    case 'day':
      return <DateInput label={label} value={text} onInput={(day) => onGive(day || undefined)} />;
    case 'instant':
      return <DateTimeField future label={label} value={text || undefined} onInput={onGive} />;
    case 'text':
      if (most > 300) return <WordsField label={label} value={text} maxLength={most} onInput={onGive} />;
  }
  return (
    <TextField
      label={label}
      {...(hint && { hint })}
      error={error}
      value={text}
      type={kind === 'phone' ? 'tel' : 'text'}
      maxLength={kind === 'text' ? most : 20}
      inputMode={kind === 'temperature' ? 'decimal' : kind === 'number' ? 'numeric' : 'text'}
      onInput={onGive}
    />
  );
};

/** A gate of the list, or its name where the list lacks it. */
const GateField = ({ given, gates, onGive, label }: Props & { label: string }) => {
  const isListed = gates.some(({ id }) => id === given);
  const [isOther, setOther] = useState(gates.length === 0 || (Boolean(given) && !isListed));
  return (
    <div class="stack tight">
      {gates.length > 0 && (
        <SelectField
          label={label}
          value={isOther ? 'other' : String(given ?? '')}
          onChange={(chosen) => {
            setOther(chosen === 'other');
            onGive(chosen === 'other' || chosen === '' ? undefined : chosen);
          }}
          options={[
            { value: '', label: t('common.choose') },
            ...gates.map(({ id, name }) => ({ value: id, label: name })),
            { value: 'other', label: t('declarations.gateOther') },
          ]}
        />
      )}
      {isOther && (
        <TextField
          label={gates.length > 0 ? t('declarations.gateName') : label}
          value={isListed ? '' : String(given ?? '')}
          maxLength={200}
          onInput={(name) => onGive(name || undefined)}
        />
      )}
    </div>
  );
};

const CountriesField = ({ given, words, onGive, label }: Props & { label: string }) => {
  const chosen = codesOf(given);
  return (
    <div class="stack tight">
      <SelectField
        label={label}
        value=""
        onChange={(code) => code && onGive([...new Set([...chosen, code])])}
        options={[
          { value: '', label: t('declarations.countryAdd') },
          ...countriesIn(words.lang).map(({ code, name }) => ({ value: code, label: name })),
        ]}
      />
      {chosen.length > 0 && (
        <p class="row wrap">
          {chosen.map((code) => (
            <Button
              key={code}
              icon={X}
              name={t('declarations.countryRemove', { name: countryName(code, words.lang) })}
              onClick={() => onGive(chosen.filter((other) => other !== code))}
            >
              {countryName(code, words.lang)}
            </Button>
          ))}
        </p>
      )}
    </div>
  );
};
