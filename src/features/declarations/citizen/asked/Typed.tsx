import { useState } from 'preact/hooks';
import { Answer } from '../../../../web/kit/Choice.tsx';
import { t } from '../../../../web/kit/citizen/more-texts.ts';
import { DateInput } from '../../../../web/kit/DateInput.tsx';
import { Field, TextField } from '../../../../web/kit/Field.tsx';
import { checkAnswers, type Question, textIn } from '../../answers.ts';
import { degrees } from '../draft.ts';
import { Continue } from '../questions/Question.tsx';
import type { Given } from './answered.ts';
import type { AskProps } from './props.ts';

const offset = '+07:00';
const localTime = (given: Given | undefined): string => (typeof given === 'string' ? given.slice(0, 16) : '');

const shapes: Partial<Record<Question['kind'], RegExp>> = {
  number: /^\d{1,6}$/,
  day: /^\d{4}-\d\d-\d\d$/,
  instant: /^\d{4}-\d\d-\d\dT\d\d:\d\d/,
};
/** What a person would call a body's temperature; the server takes a little more. */
const isTemperature = (text: string): boolean => degrees(text) >= 34 && degrees(text) <= 43;

const sentOf = (kind: Question['kind'], text: string): string | number => {
  if (kind === 'number') return Number(text);
  return kind === 'instant' ? `${text.slice(0, 16)}:00${offset}` : text.trim();
};

/** Why an answer would be refused, by the server's own rule; undefined when it would not. */
const wrongWords = (question: Question, text: string): string | undefined => {
  const { id, kind, least, most } = question;
  const typed = text.trim();
  if (kind === 'temperature') return isTemperature(typed) ? undefined : t('declare.temperature.wrong');
  if (typed === '' || shapes[kind]?.test(typed) === false) return t('forms.needed');
  if (checkAnswers({ questions: [question] }, { [id]: sentOf(kind, typed) }).length === 0) return undefined;
  if (kind === 'phone') return t('forms.phoneWrong');
  if (kind !== 'number') return t('forms.needed');
  if (least !== undefined && most !== undefined) return t('forms.between', { least, most });
  return least === undefined ? t('forms.atMost', { most: most ?? 0 }) : t('forms.atLeast', { least });
};

/** What is typed or chosen in one native control. */
export const Typed = ({ question, given, lang, answer }: AskProps) => {
  const { kind, most, optional } = question;
  const [text, setText] = useState(kind === 'instant' ? localTime(given) : given == null ? '' : String(given));
  const [isChecked, setChecked] = useState(false);
  const wrong = wrongWords(question, text);
  const error = isChecked ? wrong : undefined;
  const label = question.text ? textIn(question.text, lang) : t('declare.temperature.label');
  const done = () => {
    setChecked(true);
    if (text.trim() === '' && optional) return answer(null);
    return wrong === undefined ? answer(sentOf(kind, text)) : undefined;
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
