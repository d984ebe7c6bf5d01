import { useState } from 'preact/hooks';
import { Answer } from '../../../../web/kit/Choice.tsx';
import { t } from '../../../../web/kit/citizen/more-texts.ts';
import { TextField } from '../../../../web/kit/Field.tsx';
import { degrees, withHealth } from '../draft.ts';
import { Continue, type PersonQuestionProps } from './Question.tsx';

const isPossible = (text: string): boolean => degrees(text) >= 34 && degrees(text) <= 43;

export const Temperature = ({ draft, person, answer }: PersonQuestionProps) => {
  const [text, setText] = useState(draft.health[person]?.temperature ?? '');
  const [checked, setChecked] = useState(false);
  return (
    <>
      <Answer onClick={() => answer(withHealth(draft, person, { temperature: '' }))}>
        {t('declare.temperature.none')}
      </Answer>
      <TextField
        label={t('declare.temperature.label')}
        hint={t('declare.temperature.hint')}
        error={checked && !isPossible(text) ? t('declare.temperature.wrong') : undefined}
        inputMode="decimal"
        maxLength={5}
        value={text}
        onInput={setText}
      />
      {text.trim() && (
        <Continue
          onClick={() => {
            setChecked(true);
            if (isPossible(text)) answer(withHealth(draft, person, { temperature: text }));
          }}
        />
      )}
    </>
  );
};
