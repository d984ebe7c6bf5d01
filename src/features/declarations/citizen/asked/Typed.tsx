import { useState } from 'preact/hooks';
import { Answer } from '../../../../web/kit/Choice.tsx';
import { t } from '../../../../web/kit/citizen/more-texts.ts';
import { DateInput } from '../../../../web/kit/DateInput.tsx';
import { Field, TextField } from '../../../../web/kit/Field.tsx';
import { type Question, textIn } from '../../answers.ts';
import { degrees } from '../draft.ts';
import { Continue } from '../questions/Question.tsx';
import type { Given } from './answered.ts';
import type { AskProps } from './props.ts';

const offset = '+07:00';
const localTime = (given: Given | undefined): string => (typeof given === 'string' ? given.slice(0, 16) : '');

type Check = (text: string) => boolean;
const checks: Partial<Record<Question['kind'], Check>> = {
  temperature: (text) => degrees(text) >= 34 && degrees(text) <= 43,
  number: (text) => /^\d{1,6}$/.test(text.trim()),
  day: (text) => /^\d{4}-\d\d-\d\d$/.test(text),
  instant: (text) => /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text),
};

/** What is typed or chosen in one native control. */
export const Typed = ({ question, given, lang, answer }: AskProps) => {
  const { kind, most, optional } = question;
  const [text, setText] = useState(kind === 'instant' ? localTime(given) : given == null ? '' : String(given));
  const [isChecked, setChecked] = useState(false);
  const isRight = (checks[kind] ?? ((one: string) => one.trim() !== ''))(text);
  const error =
    isChecked && !isRight ? t(kind === 'temperature' ? 'declare.temperature.wrong' : 'forms.needed') : undefined;
  const label = question.text ? textIn(question.text, lang) : t('declare.temperature.label');
  const done = () => {
    setChecked(true);
    if (text.trim() === '' && optional) return answer(null);
    if (!isRight) return undefined;
    if (kind === 'number') return answer(Number(text));
    return answer(kind === 'instant' ? `${text.slice(0, 16)}:00${offset}` : text.trim());
  };
  return (
    <>
      {kind === 'temperature' && <Answer onClick={() => answer(null)}>{t('declare.temperature.none')}</Answer>}
      {kind === 'day' ? (
        <DateInput label={label} error={error} value={text} onInput={setText} />
      ) : kind === 'instant' ? (
        <Field label={label} error={error}>
          {(its) => (
            <input
              {...its}
              class="input"
              type="datetime-local"
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
            />
          )}
        </Field>
      ) : (
        <TextField
          label={label}
          error={error}
          value={text}
          maxLength={kind === 'text' ? (most ?? 300) : 20}
          inputMode={
            kind === 'temperature' ? 'decimal' : kind === 'number' ? 'numeric' : kind === 'phone' ? 'tel' : 'text'
          }
          onInput={setText}
        />
      )}
      {(kind !== 'temperature' || text.trim()) && <Continue onClick={done} />}
    </>
  );
};
