import type { Member } from '../../../../web/kit/citizen/device.ts';
import { t } from '../../../../web/kit/citizen/more-texts.ts';
import { symptomWords } from '../../../../web/kit/citizen/symptoms.ts';
import { type Draft, degrees, isAnswered, stepsOf } from '../draft.ts';
import { nameOf, stayWords, whereWords } from '../words.ts';
import { Certification, Part } from './Certification.tsx';

type Props = {
  draft: Draft;
  members: readonly Member[];
  edit: (step: string) => void;
  send: () => Promise<void>;
};

/** Everything in plain words, then the certification. */
export const Review = ({ draft, members, edit, send }: Props) => {
  const open = stepsOf(draft, true).find((step) => !isAnswered(draft, step));
  return (
    <>
      <dl class="review">
        <Part what={t('declare.review.where')} step="where" edit={edit}>
          {draft.where && whereWords(draft.where)}
        </Part>
        <Part what={t('declare.review.exposures')} step="exposures" edit={edit}>
          {draft.exposures?.map((code) => t(`exposure.${code}`)).join('; ') || t('declare.review.noExposures')}
        </Part>
        <Part what={t('declare.review.stays')} step="stays" edit={edit}>
          {draft.stays?.map(stayWords).join('; ') || t('declare.review.noStays')}
        </Part>
        {draft.people.map((person) => (
          <PersonParts key={person} draft={draft} person={person} name={nameOf(members, person)} edit={edit} />
        ))}
      </dl>
      <Certification people={draft.people.length} isComplete={!open} send={send}>
        <span>{t('declare.review.certify')}</span>
        <span class="quiet small">{t('declare.review.law')}</span>
      </Certification>
    </>
  );
};

const PersonParts = ({ draft, person, name, edit }: PersonPartsProps) => {
  const { symptoms = [], temperature, conditions = [] } = draft.health[person] ?? {};
  const measured = temperature
    ? t('declare.review.temperature', { n: String(degrees(temperature)).replace('.', ',') })
    : '';
  return (
    <>
      <Part what={`${t('declare.review.symptoms')} · ${name}`} step={`symptoms.${person}`} edit={edit}>
        {[...symptoms.map(symptomWords), measured].filter(Boolean).join('; ') || t('declare.review.noSymptoms')}
      </Part>
      <Part what={`${t('declare.review.conditions')} · ${name}`} step={`conditions.${person}`} edit={edit}>
        {conditions.map((code) => t(`condition.${code}`)).join(', ') || t('declare.review.noConditions')}
      </Part>
    </>
  );
};
type PersonPartsProps = { draft: Draft; person: string; name: string; edit: (step: string) => void };
