import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { safeParse } from 'valibot';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { type Device, type Member, useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { Page } from '../../../web/kit/citizen/Page.tsx';
import { source } from '../../../web/kit/citizen/source.ts';
import { Progress } from '../../../web/kit/Progress.tsx';
import { NewDeclaration } from '../form.ts';
import {
  bodyOf,
  type Draft,
  draftOf,
  dropDraft,
  emptyDraft,
  isAnswered,
  keepDraft,
  type Last,
  nameOfStep,
  readDraft,
  type Step,
  stepsOf,
  withPeople,
} from './draft.ts';
import { keepEpidemicAreas } from './judge.ts';
import { keepLast, lastOf } from './last.ts';
import { Conditions } from './questions/Conditions.tsx';
import { Exposures } from './questions/Exposures.tsx';
import type { QuestionProps } from './questions/Question.tsx';
import { Review } from './questions/Review.tsx';
import { Stays } from './questions/Stays.tsx';
import { Since, Symptoms } from './questions/Symptoms.tsx';
import { Temperature } from './questions/Temperature.tsx';
import { Where } from './questions/Where.tsx';
import { Who } from './questions/Who.tsx';
import type { DeclarationParcel } from './send.ts';
import { nameOf } from './words.ts';

type Lasts = Record<string, Last | undefined>;
type Begun = { draft: Draft; lasts: Lasts; isResumed: boolean };

/** Waiting longer for what was said last time would cost more than asking again. */
const patience = 3000;
const soon = <T,>(promise: Promise<T>): Promise<T | undefined> =>
  Promise.race([promise, new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), patience))]);

/** A refused one to mend, else the draft left here for the same people, else a new one. */
const begin = async (
  { shelf, outbox }: Device,
  members: readonly Member[],
  query: Record<string, string>,
): Promise<Begun> => {
  const found = await Promise.all(
    members.map(async (member) => [member.id, await soon(lastOf(shelf, member))] as const),
  );
  const lasts: Lasts = Object.fromEntries(found);
  const mended = outbox.parcels.value.find(({ id }) => id === query.sua) as DeclarationParcel | undefined;
  if (mended?.body.form === 'general')
    return { draft: draftOf(mended.body, lasts[mended.body.person.id]), lasts, isResumed: false };

  const asked =
    members.length === 1 ? members.map(({ id }) => id) : members.flatMap(({ id }) => (id === query.nguoi ? [id] : []));
  const kept = await readDraft(shelf);
  const isUsable = kept?.people.every((id) => members.some((member) => member.id === id));
  const isSame = asked.length === 0 || kept?.people.join() === asked.join();
  if (kept && isUsable && isSame) return { draft: kept, lasts, isResumed: kept.where !== undefined && !query.cau };
  return { draft: emptyDraft(asked), lasts, isResumed: false };
};

export const Declare = () => {
  const device = useDevice();
  const members = device.members.value;
  const { query } = useLocation();
  const [begun, setBegun] = useState<Begun>();
  useEffect(() => {
    begin(device, members, query).then(setBegun);
    keepEpidemicAreas(device.shelf);
  }, [members.length]);
  if (!begun)
    return (
      <p class="state" role="status">
        {t('app.loading')}
      </p>
    );
  return <Conversation {...begun} />;
};

const titleOf = (step: Step, { people }: Draft, members: readonly Member[]): string => {
  const name = nameOf(members, 'person' in step ? step.person : (people[0] ?? ''));
  const { question } = step;
  if (people.length > 1 && (question === 'where' || question === 'exposures' || question === 'stays'))
    return t(`declare.${question}.askMany`);
  return t(`declare.${question}.ask`, { name });
};

const Conversation = ({ draft: begun, lasts, isResumed }: Begun) => {
  const { shelf, outbox, members: household } = useDevice();
  const members = household.value;
  const { query, route } = useLocation();
  const [draft, setDraft] = useState(begun);
  const [isOld, setOld] = useState(isResumed);
  const pushes = useRef(0);

  const steps = stepsOf(draft, members.length === 1);
  const firstOpen = (of: Draft) => stepsOf(of, members.length === 1).find((step) => !isAnswered(of, step));
  const open = steps.findIndex((step) => !isAnswered(draft, step));
  // Whoever enters without a question named stays at the first open one while answering it: one tick is not yet the answer.
  const [entry] = useState(() => nameOfStep(steps.at(open) as Step));
  const named = steps.findIndex((step) => nameOfStep(step) === (query.cau ?? entry));
  const at = [named, open, steps.length - 1].find((index) => index >= 0) ?? 0;
  const step = steps[at] as Step;

  const show = (name: string, isEdit = false) => {
    pushes.current += 1;
    route(`/khai-bao?cau=${name}${isEdit ? '&xem=1' : ''}`);
  };
  const keep = (changed: Draft) => {
    setDraft(changed);
    keepDraft(shelf, changed);
  };
  /** After an answer changed from the review: back to it, by way of what the change left open. */
  const answer = (changed: Draft) => {
    keep(changed);
    setOld(false);
    const after = stepsOf(changed, members.length === 1);
    const here = after.findIndex((one) => nameOfStep(one) === nameOfStep(step));
    const following = after[here + 1];
    const next = query.xem && following?.question !== 'since' ? firstOpen(changed) : following;
    show(nameOfStep(next ?? { question: 'review' }), Boolean(query.xem && next));
  };
  const back = () => {
    if (pushes.current > 0) {
      pushes.current -= 1;
      history.back();
      return;
    }
    const before = steps[at - 1];
    route(before ? `/khai-bao?cau=${nameOfStep(before)}` : '/', true);
  };
  const restart = () => {
    setOld(false);
    const fresh = withPeople(emptyDraft(), members.length === 1 ? draft.people : []);
    keep(fresh);
    show(nameOfStep(stepsOf(fresh, members.length === 1)[0] as Step));
  };
  const send = async () => {
    const now = new Date().toISOString();
    const bodies = draft.people.map((person) => ({ ...bodyOf(draft, person, now), ...source() }));
    if (!bodies.every((body) => safeParse(NewDeclaration, body).success))
      throw new Error('the draft makes no declaration');
    await outbox.add(
      'declaration',
      bodies.map((body) => ({ id: body.id, body })),
    );
    await keepLast(shelf, draft, now);
    await dropDraft(shelf);
    route(`/to-khai/ket-qua?id=${bodies.map(({ id }) => id).join()}`, true);
  };

  const props: QuestionProps = { draft, members, lasts, answer, keep };
  return (
    <Page
      key={nameOfStep(step)}
      title={titleOf(step, draft, members)}
      back={back}
      above={<Progress at={at} of={steps.length} name={t('declare.progress', { at: at + 1, of: steps.length })} />}
    >
      {isOld && (
        <Band notice action={<Button onClick={restart}>{t('declare.restart')}</Button>}>
          {t('declare.draft')}
        </Band>
      )}
      <Asked step={step} props={props} edit={(name) => show(name, true)} send={send} />
    </Page>
  );
};

type AskedProps = { step: Step; props: QuestionProps; edit: (step: string) => void; send: () => Promise<void> };

const Asked = ({ step, props, edit, send }: AskedProps) => {
  switch (step.question) {
    case 'who':
      return <Who {...props} />;
    case 'where':
      return <Where {...props} />;
    case 'exposures':
      return <Exposures {...props} />;
    case 'stays':
      return <Stays {...props} />;
    case 'symptoms':
      return <Symptoms {...props} person={step.person} />;
    case 'since':
      return <Since {...props} person={step.person} />;
    case 'temperature':
      return <Temperature {...props} person={step.person} />;
    case 'conditions':
      return <Conditions {...props} person={step.person} />;
    case 'review':
      return <Review draft={props.draft} members={props.members} edit={edit} send={send} />;
  }
};
