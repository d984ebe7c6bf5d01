import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { Band } from '../../../../web/kit/Band.tsx';
import { type Member, useDevice } from '../../../../web/kit/citizen/device.ts';
import { t } from '../../../../web/kit/citizen/more-texts.ts';
import { Loading, Page } from '../../../../web/kit/citizen/Page.tsx';
import { source } from '../../../../web/kit/citizen/source.ts';
import { SelectField } from '../../../../web/kit/Field.tsx';
import { useLoaded } from '../../../../web/kit/load.ts';
import { Progress } from '../../../../web/kit/Progress.tsx';
import { textIn } from '../../answers.ts';
import type { Last } from '../draft.ts';
import { keepEpidemicAreas } from '../judge.ts';
import { lastOf } from '../last.ts';
import { Where } from '../questions/Where.tsx';
import { Who } from '../questions/Who.tsx';
import type { DeclarationParcel } from '../send.ts';
import { nameOf } from '../words.ts';
import { Ask } from './Ask.tsx';
import {
  type Answered,
  bodyOf,
  type Form,
  type Given,
  give,
  givenTo,
  isAnswered,
  newAnswered,
  type Step,
  stepsOf,
  withPeople,
} from './answered.ts';
import { FormReview } from './FormReview.tsx';
import { formsOf, type Gate, gatesOf } from './gates.ts';
import { mend } from './mend.ts';
import { questionText, spoken } from './texts.ts';

type Ready = { form: Form; gates: Gate[]; draft: Answered; lasts: Record<string, Last | undefined> };
const keyOf = (form: string): string => `asked/${form}`;

/** Any form but the general one, asked as its definition in force says: a new question or language is data. */
export const FormPage = () => {
  const { form = '' } = useRoute().params;
  const { shelf, outbox, members: household } = useDevice();
  const members = household.value;
  const { query } = useLocation();
  const ready = useLoaded(
    async (signal): Promise<Ready | undefined> => {
      const found = (await formsOf(shelf, signal)).find((one) => one.form === form);
      if (!found) return undefined;
      keepEpidemicAreas(shelf);
      const lasts = Object.fromEntries(
        await Promise.all(
          members.map(async (member) => [member.id, await lastOf(shelf, member).catch(() => undefined)] as const),
        ),
      );
      const refused = outbox.refused.value.find(({ id }) => id === query.sua) as DeclarationParcel | undefined;
      if (refused?.body.form === form)
        return { form: found, gates: await gatesOf(shelf), draft: await mend(found, refused), lasts };
      const kept = await (await shelf).get<Answered>(keyOf(form));
      const isUsable =
        kept?.version === found.version && kept.people.every((id) => members.some((one) => one.id === id));
      const people = members.filter(({ id }) => members.length === 1 || id === query.nguoi).map(({ id }) => id);
      return {
        form: found,
        gates: await gatesOf(shelf),
        draft: kept && isUsable ? kept : newAnswered(found, people),
        lasts,
      };
    },
    [form, members.length],
  );
  return (
    <Loading of={ready}>
      {(found) =>
        found ? (
          <Asking {...found} members={members} />
        ) : (
          <Page title={t('app.missing')} back="/">
            {null}
          </Page>
        )
      }
    </Loading>
  );
};

const Asking = ({ form, gates, draft: begun, lasts, members }: Ready & { members: readonly Member[] }) => {
  const { shelf, outbox } = useDevice();
  const { query, route } = useLocation();
  const [draft, setDraft] = useState(begun);
  const [chosenLanguage, setLanguage] = useState<string>();
  const pushes = useRef(0);
  const isAlone = members.length === 1;
  const lang = spoken(chosenLanguage);
  const steps = stepsOf(form, draft, isAlone);
  const open = steps.findIndex((step) => !isAnswered(draft, step));
  const [entry] = useState(() => steps.at(open)?.name);
  const named = steps.findIndex(({ name }) => name === (query.cau ?? entry));
  const at = [named, open, steps.length - 1].find((index) => index >= 0) ?? 0;
  const step = steps[at] as Step;

  useEffect(() => {
    shelf.then((kept) => kept.set(keyOf(form.form), draft));
  }, [draft]);
  const show = (name: string, isEdit = false) => {
    pushes.current += 1;
    route(`/khai-bao/${form.form}?cau=${name}${isEdit ? '&xem=1' : ''}`);
  };
  const leadOn = (changed: Answered) => {
    setDraft(changed);
    const after = stepsOf(form, changed, isAlone);
    const here = after.findIndex(({ name }) => name === step.name);
    const next = query.xem ? after.find((one) => !isAnswered(changed, one)) : after[here + 1];
    show(next?.name ?? 'review', Boolean(query.xem && next));
  };
  const back = () => {
    if (pushes.current > 0) {
      pushes.current -= 1;
      history.back();
    } else route(steps[at - 1] ? `/khai-bao/${form.form}?cau=${steps[at - 1]?.name}` : '/khai-bao/mau', true);
  };
  const send = async () => {
    const now = new Date().toISOString();
    const bodies = draft.people.map((person) => ({ ...bodyOf(form, draft, person, now), ...source() }));
    await outbox.add(
      'declaration',
      bodies.map((body) => ({ id: body.id, body })),
    );
    await (await shelf).remove(keyOf(form.form));
    route(`/to-khai/ket-qua?id=${bodies.map(({ id }) => id).join()}`, true);
  };

  const person = ('question' in step ? step.person : undefined) ?? draft.people[0];
  const name = nameOf(members, person ?? '');
  const about = {
    name,
    person: 'question' in step ? step.person : undefined,
    people: draft.people.length,
    lookBackDays: form.lookBackDays,
  };
  const title =
    'question' in step
      ? questionText(step.question, lang, about)
      : step.name === 'where' && draft.people.length > 1
        ? t('declare.where.askMany')
        : t(`declare.${step.name as 'who'}.ask`, { name });
  const group = 'question' in step && form.definition.groups?.find(({ id }) => id === step.question.group);
  const set = (given: Given | undefined) =>
    'question' in step && setDraft(give(draft, step.question, step.person, given));
  return (
    <Page
      key={step.name}
      title={title}
      back={back}
      above={<Progress at={at} of={steps.length} name={t('declare.progress', { at: at + 1, of: steps.length })} />}
    >
      {at === 0 && form.definition.languages.length > 2 && (
        <SelectField
          label={t('forms.language')}
          value={lang}
          onChange={setLanguage}
          options={form.definition.languages.map((code) => ({
            value: code,
            label: new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code,
          }))}
        />
      )}
      {group && <p class="quiet">{textIn(group.text, lang)}</p>}
      {'question' in step ? (
        <Ask
          question={step.question}
          given={givenTo(draft, step.question, step.person)}
          lang={lang}
          gates={gates}
          keep={set}
          answer={(given) => leadOn(give(draft, step.question, step.person, given))}
        />
      ) : step.name === 'who' ? (
        <Who
          draft={{ people: draft.people, health: {} }}
          members={members}
          lasts={lasts}
          keep={({ people }) => setDraft(withPeople(draft, people))}
          answer={({ people }) => leadOn(withPeople(draft, people))}
        />
      ) : step.name === 'where' ? (
        <Where
          draft={{ people: draft.people, health: {}, ...(draft.where && { where: draft.where }) }}
          members={members}
          lasts={lasts}
          keep={() => {}}
          answer={({ where }) => where && leadOn({ ...draft, where })}
        />
      ) : draft.people.length === 0 ? (
        <Band notice tone="amber">
          {t('declare.who.ask')}
        </Band>
      ) : (
        <FormReview
          form={form}
          draft={draft}
          members={members}
          gates={gates}
          lang={lang}
          edit={(one) => show(one, true)}
          send={send}
        />
      )}
    </Page>
  );
};
