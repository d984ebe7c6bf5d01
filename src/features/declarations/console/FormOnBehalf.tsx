import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { type AreaOption, AreaPicker } from '../../../web/kit/AreaPicker.tsx';
import { answersOf, type Gave, type Given, soFar } from '../../../web/kit/asked/given.ts';
import { type FormVersion, readVersions } from '../../../web/kit/asked/versions.ts';
import { questionWords, type Words } from '../../../web/kit/asked/words.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { caller } from '../../../web/kit/console/call.ts';
import { declaredWords } from '../../../web/kit/console/Declared.tsx';
import { Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { areaTexts, maybe, t } from '../../../web/kit/console/text.ts';
import { WhenField } from '../../../web/kit/console/WhenField.tsx';
import { TextField, WordsField } from '../../../web/kit/Field.tsx';
import { useLoaded } from '../../../web/kit/load.ts';
import { remembered } from '../../../web/kit/memory.ts';
import type { travel } from '../../travel/contract.ts';
import { type Question as Asked, checkAnswers, isAsked, textIn } from '../answers.ts';
import type { NewDeclarationInput } from '../form.ts';
import { call, type Stored } from './api.ts';
import { Certified } from './Certified.tsx';
import { type DeclaredFor, type Form, homeOf, mayStayIn } from './declared-for.ts';
import { type NamedGate, Question } from './Question.tsx';
import { Sent } from './Sent.tsx';

const callTravel = caller<typeof travel>();

type Props = { form: Form; person: DeclaredFor; onNext: () => void };

/** Any form as its version in force asks it, on one page: a new question is data. */
export const FormOnBehalf = ({ form, person, onNext }: Props) => {
  const ready = useLoaded(async () => {
    const version = (await readVersions(form)).find(({ current }) => current);
    const hasGate = version?.definition.questions.some(({ kind }) => kind === 'gate');
    const gates = hasGate ? await callTravel('GET /gates', {}) : [];
    return version && { version, gates, home: await homeOf(form, person) };
  }, [form, person.id]);
  return <Shown of={ready}>{(found) => found && <Filling {...found} person={person} onNext={onNext} />}</Shown>;
};

/** Nothing ticked of a list is an answer, and an entry is made where the post stands; everything else is open. */
const begun = (questions: readonly Asked[], gates: readonly NamedGate[]): Gave =>
  Object.fromEntries(
    questions.flatMap(({ id, kind }): [string, Given][] => {
      if (kind === 'symptoms' || kind === 'choices') return [[id, []]];
      const post = id === 'gate' && can('pass.check') && gates.find((gate) => gate.id === remembered('post.gate'));
      return post ? [[id, post.id]] : [];
    }),
  );

/** What was typed and is none: by the question's id. */
const wrongOf = (questions: readonly Asked[], answers: Record<string, unknown>): Map<string, string> => {
  const { temperature } = answers;
  const isFar = temperature !== undefined && !(Number(temperature) >= 30 && Number(temperature) <= 45);
  const found = checkAnswers({ questions }, answers).map(
    ({ path, code }) => [path.replace('answers.', ''), maybe(`problem.${code}`) ?? t('common.required')] as const,
  );
  return new Map([...found, ...(isFar ? [['temperature', t('act.temperatureRange')] as const] : [])]);
};

type Where = { area: AreaOption | undefined; hamlet: string; address: string };
type FillingProps = {
  version: FormVersion;
  gates: readonly NamedGate[];
  home: AreaOption | undefined;
  person: DeclaredFor;
  onNext: () => void;
};

const Filling = ({
  version: { form, version, lookBackDays, definition },
  gates,
  home,
  person,
  onNext,
}: FillingProps) => {
  const [gave, setGave] = useState<Gave>(() => begun(definition.questions, gates));
  const [where, setWhere] = useState<Where>({ area: home, hamlet: '', address: '' });
  const [note, setNote] = useState('');
  const [at, setAt] = useState<string>();
  const [isCertified, setCertified] = useState(false);
  const [isTried, setTried] = useState(false);
  const [isPaper, setPaper] = useState(false);
  const [id] = useState(() => newId());
  const [stored, setStored] = useState<Stored>();
  const spoken = declaredWords();
  const words: Words = {
    ...spoken,
    question: (one) =>
      ({ places: t('declarations.place', { n: lookBackDays }), temperature: t('act.temperature') })[one] ??
      spoken.question(one),
  };
  const questions = definition.questions.filter((question) => isAsked(question, soFar(gave)));
  const answers = answersOf(definition.questions, gave);
  const wrong = wrongOf(definition.questions, answers);
  const open = questions.filter((one) => !one.optional && answers[one.id] === undefined);
  const isOutside = where.area !== undefined && !mayStayIn(form, where.area.path);
  const areaError = !where.area ? t('common.required') : isOutside ? t('declarations.areaOutside') : undefined;

  const save = useAct(async (area: string) => {
    const { hamlet, address } = where;
    const body: NewDeclarationInput = {
      id,
      form,
      formVersion: version,
      person: { id: person.id, ...person.who },
      answers: { ...answers, ...(note && { note }) } as NewDeclarationInput['answers'],
      area,
      ...(hamlet && { hamlet }),
      ...(address && { address }),
      ...(at && { at }),
      certified: true,
    };
    setStored(await call('POST /declarations', { body }));
  });
  const send = () => {
    setTried(true);
    if (!where.area || areaError || wrong.size > 0 || !isCertified) return;
    // What nobody knows is not made up: paper is incomplete, but the officer is asked once.
    if (open.length > 0 && !isPaper) return setPaper(true);
    void save.run(where.area.path);
  };
  if (stored) return <Sent form={form} stored={stored} onNext={onNext} />;

  const groups = [...new Set(questions.map(({ group = '' }) => group))];
  const texts = new Map(definition.groups?.map((one) => [one.id, textIn(one.text, words.lang)]));
  return (
    <form
      class="stack"
      aria-label={t('declarations.stepAnswers')}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <details class="card stack compact" open={!home || Boolean(isTried && areaError)}>
        <summary>{[t('declarations.where'), where.area?.name].filter(Boolean).join(': ')}</summary>
        <AreaPicker
          value={where.area}
          onChange={(area) => setWhere({ ...where, area })}
          texts={areaTexts(t('declarations.where'))}
          error={isTried || isOutside ? areaError : undefined}
        />
        <div class="filter-grid">
          <TextField
            label={t('common.hamlet')}
            value={where.hamlet}
            maxLength={120}
            onInput={(hamlet) => setWhere({ ...where, hamlet })}
          />
          <TextField
            label={t('common.address')}
            value={where.address}
            maxLength={300}
            onInput={(address) => setWhere({ ...where, address })}
          />
        </div>
      </details>
      {groups.map((group) => (
        <section key={group} class="card stack compact">
          {texts.get(group) && <h3>{texts.get(group)}</h3>}
          {questions
            .filter((question) => (question.group ?? '') === group)
            .map((question) => (
              <Question
                key={question.id}
                question={question}
                given={gave[question.id]}
                words={words}
                gates={gates}
                error={isTried ? wrong.get(question.id) : undefined}
                onGive={(given: Given | undefined) => {
                  setPaper(false);
                  setGave({ ...gave, [question.id]: given });
                }}
              />
            ))}
        </section>
      ))}
      {!definition.questions.some((one) => one.id === 'note') && (
        <WordsField label={t('common.note')} value={note} maxLength={1000} onInput={setNote} />
      )}
      <WhenField value={at} onInput={setAt} />
      <Certified
        value={isCertified}
        isTried={isTried}
        onChange={setCertified}
        text={textIn(definition.certification, words.lang)}
      />
      {isPaper && (
        <Band notice tone="amber">
          <span role="alert">
            {t('declarations.open', { what: open.map((one) => questionWords(one, words)).join('; ') })}
          </span>
        </Band>
      )}
      <Refusal error={save.error} />
      <Button type="submit" kind="primary" busy={save.isBusy}>
        {t(isPaper ? 'declarations.submitOpen' : 'declarations.submit')}
      </Button>
    </form>
  );
};
