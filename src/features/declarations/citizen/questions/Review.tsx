import { Pencil, Send } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Band } from '../../../../web/kit/Band.tsx';
import { Button } from '../../../../web/kit/Button.tsx';
import type { Member } from '../../../../web/kit/citizen/device.ts';
import { t } from '../../../../web/kit/citizen/more-texts.ts';
import { symptomWords } from '../../../../web/kit/citizen/symptoms.ts';
import { type Draft, degrees, isAnswered, stepsOf } from '../draft.ts';
import { nameOf, stayWords, whereWords } from '../words.ts';

type Props = {
  draft: Draft;
  members: readonly Member[];
  edit: (step: string) => void;
  send: () => Promise<void>;
};

/** Everything in plain words, then the certification. */
export const Review = ({ draft, members, edit, send }: Props) => {
  const [isCertified, setCertified] = useState(false);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const certification = useRef<HTMLInputElement>(null);
  const open = stepsOf(draft, true).find((step) => !isAnswered(draft, step));

  const submit = async () => {
    if (open) return setError(t('declare.review.incomplete'));
    if (!isCertified) {
      certification.current?.focus();
      return setError(t('declare.review.certifyFirst'));
    }
    setBusy(true);
    await send();
  };
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
      <label class="choice">
        <input
          ref={certification}
          type="checkbox"
          checked={isCertified}
          onChange={(event) => {
            setCertified(event.currentTarget.checked);
            setError(undefined);
          }}
        />
        <span class="words">
          <span>{t('declare.review.certify')}</span>
          <span class="quiet small">{t('declare.review.law')}</span>
        </span>
      </label>
      <p class="quiet small">{t('declare.review.consent')}</p>
      <div class="page-action stack tight">
        {error && (
          <Band notice tone="red">
            {error}
          </Band>
        )}
        <Button kind="primary" icon={Send} wide large busy={busy} onClick={submit}>
          {draft.people.length > 1
            ? t('declare.review.sendMany', { n: draft.people.length })
            : t('declare.review.send')}
        </Button>
      </div>
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

const Part = ({ what, step, edit, children }: PartProps) => (
  <div>
    <dt class="quiet small">{what}</dt>
    <dd>{children}</dd>
    <dd>
      <Button kind="plain" icon={Pencil} name={t('declare.review.editOf', { what })} onClick={() => edit(step)}>
        {t('people.edit')}
      </Button>
    </dd>
  </div>
);
type PartProps = { what: string; step: string; edit: (step: string) => void; children: ComponentChildren };
