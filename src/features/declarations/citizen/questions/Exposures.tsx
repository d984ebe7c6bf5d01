import { Answer, Checks } from '../../../../web/kit/Choice.tsx';
import { t } from '../../../../web/kit/citizen/more-texts.ts';
import { Continue, type QuestionProps } from './Question.tsx';

const asked = ['contact_case', 'contact_epidemic_area', 'contact_symptomatic'] as const;

export const Exposures = ({ draft, answer, keep }: QuestionProps) => {
  const chosen = draft.exposures ?? [];
  return (
    <>
      <Answer chosen={draft.exposures?.length === 0} onClick={() => answer({ ...draft, exposures: [] })}>
        {t('declare.exposures.none')}
      </Answer>
      <Checks
        legend={t('declare.exposures.group')}
        options={asked.map((value) => ({ value, label: t(`exposure.${value}`) }))}
        chosen={asked.filter((code) => chosen.includes(code))}
        onChange={(exposures) => keep({ ...draft, exposures: exposures.length > 0 ? exposures : undefined })}
      />
      {chosen.length > 0 && <Continue onClick={() => answer(draft)} />}
    </>
  );
};
