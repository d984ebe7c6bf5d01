import { CircleAlert, X } from 'lucide';
import { useState } from 'preact/hooks';
import { countriesIn, countryName } from '../../../../web/kit/asked/countries.ts';
import { Button } from '../../../../web/kit/Button.tsx';
import { Answer, Checks } from '../../../../web/kit/Choice.tsx';
import { t } from '../../../../web/kit/citizen/more-texts.ts';
import { SelectField } from '../../../../web/kit/Field.tsx';
import { Icon } from '../../../../web/kit/Icon.tsx';
import type { Question } from '../../answers.ts';
import { Continue } from '../questions/Question.tsx';
import type { Given } from './answered.ts';
import type { AskProps } from './props.ts';
import { optionText } from './texts.ts';

// What is answered by choosing: one, several, each by itself, yes or no, countries.

const codesOf = (given: Given | undefined): string[] =>
  Array.isArray(given) ? given.flatMap((one) => (typeof one === 'string' ? one : 'code' in one ? one.code : [])) : [];

/** Symptoms are kept as `{code}`, choices as codes. */
const written = ({ kind }: Question, codes: string[]): Given =>
  kind === 'symptoms' ? codes.map((code) => ({ code })) : codes;

export const Several = ({ question, given, lang, keep, answer }: AskProps) => {
  const chosen = codesOf(given);
  const options = (question.options ?? []).map((value) => ({ value, label: optionText(question, value, lang) }));
  return (
    <>
      <Answer chosen={given !== undefined && chosen.length === 0} onClick={() => answer(written(question, []))}>
        {t('declare.none')}
      </Answer>
      <Checks
        legend={t('forms.some')}
        heard
        options={options}
        chosen={chosen}
        onChange={(codes) => keep(codes.length > 0 ? written(question, codes) : undefined)}
      />
      {chosen.length > 0 && <Continue onClick={() => answer(written(question, chosen))} />}
    </>
  );
};

/** Each option asked by itself with yes or no, as an entry form must. */
export const OneByOne = ({ question, given, lang, answer }: AskProps) => {
  const before = given === undefined ? undefined : new Set(codesOf(given));
  const [said, setSaid] = useState<Record<string, boolean | undefined>>(
    before ? Object.fromEntries((question.options ?? []).map((code) => [code, before.has(code)])) : {},
  );
  const [isChecked, setChecked] = useState(false);
  const options = question.options ?? [];
  return (
    <>
      <ul class="stack tight">
        {options.map((code) => (
          <li key={code}>
            <fieldset class="yesno">
              <legend class="label">{optionText(question, code, lang)}</legend>
              <div class="pair">
                <Answer chosen={said[code] === false} onClick={() => setSaid({ ...said, [code]: false })}>
                  {t('forms.no')}
                </Answer>
                <Answer chosen={said[code] === true} onClick={() => setSaid({ ...said, [code]: true })}>
                  {t('forms.yes')}
                </Answer>
              </div>
              {isChecked && said[code] === undefined && (
                <p class="field">
                  <span class="error" role="alert">
                    <Icon of={CircleAlert} />
                    {t('forms.eachFirst')}
                  </span>
                </p>
              )}
            </fieldset>
          </li>
        ))}
      </ul>
      <Continue
        onClick={() => {
          setChecked(true);
          if (options.every((code) => said[code] !== undefined))
            answer(
              written(
                question,
                options.filter((code) => said[code]),
              ),
            );
        }}
      />
    </>
  );
};

export const OneOf = ({ question, given, lang, answer }: AskProps) => (
  <div class="choices">
    {(question.options ?? []).map((code) => (
      <Answer key={code} chosen={given === code} onClick={() => answer(code)}>
        {optionText(question, code, lang)}
      </Answer>
    ))}
  </div>
);

export const YesNo = ({ given, answer }: AskProps) => (
  <div class="choices">
    <Answer chosen={given === false} onClick={() => answer(false)}>
      {t('forms.no')}
    </Answer>
    <Answer chosen={given === true} onClick={() => answer(true)}>
      {t('forms.yes')}
    </Answer>
  </div>
);

export const Countries = ({ given, lang, keep, answer }: AskProps) => {
  const chosen = codesOf(given);
  const [checked, setChecked] = useState(false);
  return (
    <>
      {chosen.length > 0 && (
        <ul class="stack tight">
          {chosen.map((code) => (
            <li key={code}>
              <Button
                kind="plain"
                icon={X}
                name={t('forms.countryRemove', { name: countryName(code, lang) })}
                onClick={() => keep(chosen.filter((other) => other !== code))}
              >
                {countryName(code, lang)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <SelectField
        label={t('forms.country')}
        value=""
        error={checked && chosen.length === 0 ? t('forms.needed') : undefined}
        onChange={(code) => code && keep([...new Set([...chosen, code])])}
        options={[
          { value: '', label: t('forms.countryAdd') },
          ...countriesIn(lang).map(({ code, name }) => ({ value: code, label: name })),
        ]}
      />
      <Continue
        onClick={() => {
          setChecked(true);
          if (chosen.length > 0) answer(chosen);
        }}
      />
    </>
  );
};
