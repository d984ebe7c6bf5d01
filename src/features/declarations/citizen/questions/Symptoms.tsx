import { addDays } from '../../../../core/day.ts';
import { Answer, Checks } from '../../../../web/kit/Choice.tsx';
import { maybe, t } from '../../../../web/kit/citizen/more-texts.ts';
import { SelectField } from '../../../../web/kit/Field.tsx';
import { date } from '../../../../web/kit/format.ts';
import { lookBackDays, today, withHealth } from '../draft.ts';
import { Continue, type PersonQuestionProps } from './Question.tsx';

const asked = ['fever', 'cough', 'breathless', 'pneumonia', 'sore_throat', 'fatigue'] as const;

export const Symptoms = ({ draft, person, answer, keep }: PersonQuestionProps) => {
  const symptoms = draft.health[person]?.symptoms;
  const chosen = symptoms ?? [];
  return (
    <>
      <Answer
        chosen={symptoms?.length === 0}
        onClick={() => answer(withHealth(draft, person, { symptoms: [], temperature: '' }))}
      >
        {t('declare.symptoms.none')}
      </Answer>
      <Checks
        legend={t('declare.symptoms.group')}
        options={asked.map((value) => ({ value, label: t(`symptom.${value}`), note: maybe(`symptomNote.${value}`) }))}
        chosen={asked.filter((code) => chosen.some((symptom) => symptom.code === code))}
        onChange={(codes) => {
          const since = (code: string) => chosen.find((symptom) => symptom.code === code)?.since ?? today();
          const changed = codes.map((code) => ({ code, since: since(code) }));
          keep(withHealth(draft, person, { symptoms: changed.length > 0 ? changed : undefined }));
        }}
      />
      {chosen.length > 0 && <Continue onClick={() => answer(draft)} />}
    </>
  );
};

const ago = (n: number, day: string): string => {
  if (n === 0) return t('declare.since.today');
  return n === 1 ? t('declare.since.yesterday') : t('declare.since.days', { n, date: date(day) });
};

export const Since = ({ draft, person, answer, keep }: PersonQuestionProps) => {
  const symptoms = draft.health[person]?.symptoms ?? [];
  const days = Array.from({ length: lookBackDays + 1 }, (_, n) => addDays(today(), -n));
  const options = days.map((value, n) => ({ value, label: ago(n, value) }));
  return (
    <>
      {symptoms.map(({ code, since }) => (
        <SelectField
          key={code}
          label={t(`symptom.${code}`)}
          value={since}
          options={options}
          onChange={(day) =>
            keep(
              withHealth(draft, person, {
                symptoms: symptoms.map((symptom) => (symptom.code === code ? { code, since: day } : symptom)),
              }),
            )
          }
        />
      ))}
      <Continue onClick={() => answer(draft)} />
    </>
  );
};
