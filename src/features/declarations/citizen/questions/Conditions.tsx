import { History } from 'lucide';
import { useState } from 'preact/hooks';
import { Answer, Checks } from '../../../../web/kit/Choice.tsx';
import { t } from '../../../../web/kit/citizen/more-texts.ts';
import { conditions as asked } from '../../form.ts';
import { withHealth } from '../draft.ts';
import { Continue, type PersonQuestionProps } from './Question.tsx';

/** Someone who answered before is asked only whether something changed. */
export const Conditions = ({ draft, person, lasts, answer, keep }: PersonQuestionProps) => {
  const before = lasts[person]?.conditions;
  const conditions = draft.health[person]?.conditions;
  const chosen = conditions ?? [];
  const [isOpen, setOpen] = useState(!before || chosen.length > 0);
  return (
    <>
      <div class="choices">
        {before && before.length > 0 && (
          <Answer
            icon={History}
            note={before.map((code) => t(`condition.${code}`)).join(', ')}
            onClick={() => answer(withHealth(draft, person, { conditions: before }))}
          >
            {t('declare.asBefore')}
          </Answer>
        )}
        <Answer chosen={conditions?.length === 0} onClick={() => answer(withHealth(draft, person, { conditions: [] }))}>
          {t('declare.none')}
        </Answer>
        {!isOpen && <Answer onClick={() => setOpen(true)}>{t('declare.changed')}</Answer>}
      </div>
      {isOpen && (
        <Checks
          legend={t('declare.conditions.group')}
          options={asked.map((value) => ({ value, label: t(`condition.${value}`) }))}
          chosen={chosen}
          onChange={(codes) => keep(withHealth(draft, person, { conditions: codes.length > 0 ? codes : undefined }))}
        />
      )}
      {chosen.length > 0 && <Continue onClick={() => answer(draft)} />}
    </>
  );
};
