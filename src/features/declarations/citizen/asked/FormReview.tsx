import { CircleAlert, Pencil, Send } from 'lucide';
import { useRef, useState } from 'preact/hooks';
import { Band } from '../../../../web/kit/Band.tsx';
import { Button } from '../../../../web/kit/Button.tsx';
import type { Member } from '../../../../web/kit/citizen/device.ts';
import { t } from '../../../../web/kit/citizen/more-texts.ts';
import { Icon } from '../../../../web/kit/Icon.tsx';
import { textIn } from '../../answers.ts';
import { nameOf, whereWords } from '../words.ts';
import { type Answered, type Form, givenTo, isAnswered, stepsOf } from './answered.ts';
import type { Gate } from './gates.ts';
import { answerWords } from './Shown.tsx';
import { questionText } from './texts.ts';

type Props = {
  form: Form;
  draft: Answered;
  members: readonly Member[];
  gates: readonly Gate[];
  lang: string;
  edit: (step: string) => void;
  send: () => Promise<void>;
};

/** Everything in plain words, each with a way to mend it; then the form's own certification. */
export const FormReview = ({ form, draft, members, gates, lang, edit, send }: Props) => {
  const [isCertified, setCertified] = useState(false);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const certification = useRef<HTMLInputElement>(null);
  const steps = stepsOf(form, draft, true);

  const submit = async () => {
    if (steps.some((step) => !isAnswered(draft, step))) return setError(t('declare.review.incomplete'));
    if (!isCertified) {
      certification.current?.focus();
      return setError(t('declare.review.certifyFirst'));
    }
    setBusy(true);
    return send();
  };
  const rows = steps.flatMap((step) => {
    if (step.name === 'where')
      return [
        { step: 'where', what: t('declare.review.where'), words: draft.where ? whereWords(draft.where) : undefined },
      ];
    if (!('question' in step)) return [];
    const about = {
      name: nameOf(members, step.person ?? draft.people[0] ?? ''),
      person: step.person,
      people: draft.people.length,
      lookBackDays: form.lookBackDays,
    };
    return [
      {
        step: step.name,
        what: questionText(step.question, lang, about),
        words: isAnswered(draft, step)
          ? answerWords(step.question, givenTo(draft, step.question, step.person), lang, gates)
          : undefined,
      },
    ];
  });
  return (
    <>
      <dl class="review">
        {rows.map(({ step, what, words }) => (
          <div key={step}>
            <dt class="quiet small">{what}</dt>
            <dd class="field">
              {words ?? (
                <span class="error">
                  <Icon of={CircleAlert} />
                  {t('forms.unanswered')}
                </span>
              )}
            </dd>
            <dd>
              <Button kind="plain" icon={Pencil} name={t('declare.review.editOf', { what })} onClick={() => edit(step)}>
                {t('people.edit')}
              </Button>
            </dd>
          </div>
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
        <span class="words">{textIn(form.definition.certification, lang)}</span>
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
