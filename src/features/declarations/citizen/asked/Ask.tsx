import { useState } from 'preact/hooks';
import type { AreaOption } from '../../../../web/kit/AreaPicker.tsx';
import { Button } from '../../../../web/kit/Button.tsx';
import { t } from '../../../../web/kit/citizen/more-texts.ts';
import { UnitPicker } from '../../../../web/kit/citizen/UnitPicker.tsx';
import { SelectField, TextField } from '../../../../web/kit/Field.tsx';
import { textIn } from '../../answers.ts';
import type { Draft, Stay } from '../draft.ts';
import { Continue } from '../questions/Question.tsx';
import { Stays } from '../questions/Stays.tsx';
import { Countries, OneByOne, OneOf, Several, YesNo } from './Chosen.tsx';
import type { AskProps } from './props.ts';
import { Typed } from './Typed.tsx';
import { passOver } from './texts.ts';

/** One question of a form by its kind: what it asks is data. */
export const Ask = (props: AskProps) => {
  const { question, lang } = props;
  return (
    <>
      {question.help && <p class="quiet">{textIn(question.help, lang)}</p>}
      <Kind {...props} />
      {question.optional && !['choices', 'symptoms', 'stays', 'temperature'].includes(question.kind) && (
        <Button kind="plain" onClick={() => props.answer(null)}>
          {passOver()}
        </Button>
      )}
    </>
  );
};

const Kind = (props: AskProps) => {
  switch (props.question.kind) {
    case 'symptoms':
    case 'choices':
      return props.question.each ? <OneByOne {...props} /> : <Several {...props} />;
    case 'choice':
      return <OneOf {...props} />;
    case 'yesno':
      return <YesNo {...props} />;
    case 'stays':
      return <StaysOf {...props} />;
    case 'area':
      return <AreaOf {...props} />;
    case 'gate':
      return <GateOf {...props} />;
    case 'countries':
      return <Countries {...props} />;
    default:
      return <Typed {...props} />;
  }
};

/** The rows of the general form, which ask for the same. */
const StaysOf = ({ given, keep, answer }: AskProps) => {
  const draft: Draft = { people: [], health: {}, ...(given !== undefined && { stays: given as Stay[] }) };
  return (
    <Stays
      draft={draft}
      members={[]}
      lasts={{}}
      keep={({ stays }) => keep(stays)}
      answer={({ stays = [] }) => answer(stays)}
    />
  );
};

const AreaOf = ({ given, answer, keep }: AskProps) => {
  const [error, setError] = useState<string>();
  const area = given as AreaOption | undefined;
  return (
    <>
      <UnitPicker value={area ?? undefined} onChange={keep} error={error} />
      <Continue onClick={() => (area ? answer(area) : setError(t('people.areaWrong')))} />
    </>
  );
};

/** A gate of the list, or its name where the list lacks it. */
const GateOf = ({ question, given, gates, answer }: AskProps) => {
  const known = gates.some(({ id }) => id === given);
  const [gate, setGate] = useState(known ? String(given) : given ? 'other' : '');
  const [name, setName] = useState(known ? '' : String(given ?? ''));
  const [isChecked, setChecked] = useState(false);
  const chosen = gates.length === 0 || gate === 'other' ? name.trim() : gate;
  const error = isChecked && !chosen ? t('forms.needed') : undefined;
  return (
    <>
      {gates.length > 0 && (
        <SelectField
          label={t('forms.gate')}
          value={gate}
          error={gate === '' ? error : undefined}
          onChange={setGate}
          options={[
            { value: '', label: t('forms.gateChoose') },
            ...gates.map(({ id, name: label }) => ({ value: id, label })),
            { value: 'other', label: t('forms.gateOther') },
          ]}
        />
      )}
      {(gates.length === 0 || gate === 'other') && (
        <TextField label={t('forms.gateName')} value={name} maxLength={200} error={error} onInput={setName} />
      )}
      <Continue
        onClick={() => {
          setChecked(true);
          if (chosen) answer(chosen);
          else if (question.optional) answer(null);
        }}
      />
    </>
  );
};
