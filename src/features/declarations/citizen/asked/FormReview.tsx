import { CircleAlert } from 'lucide';
import type { Member } from '../../../../web/kit/citizen/device.ts';
import { t } from '../../../../web/kit/citizen/more-texts.ts';
import { Icon } from '../../../../web/kit/Icon.tsx';
import { textIn } from '../../answers.ts';
import { Certification, Part } from '../questions/Certification.tsx';
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
  const steps = stepsOf(form, draft, true);
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
          <Part key={step} what={what} step={step} edit={edit}>
            {words ?? (
              <div class="field">
                <span class="error">
                  <Icon of={CircleAlert} />
                  {t('forms.unanswered')}
                </span>
              </div>
            )}
          </Part>
        ))}
      </dl>
      <Certification
        people={draft.people.length}
        isComplete={steps.every((step) => isAnswered(draft, step))}
        send={send}
      >
        {textIn(form.definition.certification, lang)}
      </Certification>
    </>
  );
};
