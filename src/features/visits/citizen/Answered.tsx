import { ChevronLeft, CircleCheck, ClipboardPen, CloudOff, Hourglass, LogOut, OctagonX, UserPlus } from 'lucide';
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton, SignButton } from '../../../web/kit/Button.tsx';
import { type Member, useDevice } from '../../../web/kit/citizen/device.ts';
import { Heading } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { date, givenName, time } from '../../../web/kit/format.ts';
import { Icon } from '../../../web/kit/Icon.tsx';
import { Clock } from './Clock.tsx';
import { type CheckIn, patience } from './check-in.ts';
import type { Place } from './place.ts';
import { declaredSince, outOf, type Stay, yetToCome } from './stays.ts';
import { Why } from './Why.tsx';

export type HotlineOf = ComponentType<{ area: string; withAmbulance?: boolean }>;
type Outcome = 'call_station' | 'declare' | 'queued' | 'sending' | 'enter';

/** In the order they are shown: what needs something done stands first. */
const outcomes: readonly Outcome[] = ['call_station', 'declare', 'queued', 'sending', 'enter'];
const signs = {
  enter: CircleCheck,
  declare: ClipboardPen,
  call_station: OctagonX,
  queued: CloudOff,
  sending: Hourglass,
} as const;

/** Whoever is asked to declare or to call first has not come in. */
const isInside = (outcome: Outcome): boolean => outcome !== 'declare' && outcome !== 'call_station';

type Props = {
  stays: readonly Stay[];
  place: Place | undefined;
  Hotline: HotlineOf;
  onOthers: () => void;
  onLeft: (left: readonly Stay[]) => void;
  onAgain: (given: CheckIn) => Promise<unknown>;
};

/** The answer fills the screen as colour, sign and word, with time and place and a running clock for whoever looks at it. */
export const Answered = ({ stays, onOthers, ...rest }: Props) => {
  const { outbox, members } = useDevice();
  const { route } = useLocation();
  const [, redraw] = useState(0);
  const newest = Math.max(...stays.map((stay) => Date.parse(stay.in)));
  useEffect(() => {
    const timer = setTimeout(() => redraw(newest), Math.max(0, newest + patience - Date.now()));
    return () => clearTimeout(timer);
  }, [newest]);

  const outcomeOf = ({ answer, in: from }: Stay): Outcome =>
    answer ?? (outbox.state.value === 'sending' && Date.now() - Date.parse(from) < patience ? 'sending' : 'queued');
  const groups = outcomes.flatMap((outcome) => {
    const those = stays.filter((stay) => outcomeOf(stay) === outcome);
    return those.length > 0 ? [{ outcome, stays: those }] : [];
  });
  const others = yetToCome(
    members.value,
    stays.map(({ person }) => person),
  );
  return (
    <div class="page answered">
      <div class="page-top">
        <SignButton icon={ChevronLeft} name={t('app.back')} onClick={() => route('/')} />
      </div>
      {groups.map((group, i) => (
        <Group key={group.outcome} {...group} {...rest} isFirst={i === 0} />
      ))}
      {others.length > 0 && (
        <Button kind="plain" icon={UserPlus} wide onClick={onOthers}>
          {t('visit.others')}
        </Button>
      )}
    </div>
  );
};

type GroupProps = Omit<Props, 'onOthers'> & { outcome: Outcome; isFirst: boolean };

const Group = ({ outcome, stays, place, isFirst, ...acts }: GroupProps) => {
  const { members } = useDevice();
  const people = members.value.filter(({ id }) => stays.some(({ person }) => person === id));
  const [first] = stays;
  if (!first) return null;
  const word = t(`visit.answer.${outcome}.word`);
  const seat = first.parcel.body.seat;
  return (
    <>
      <section class={`answer ${outcome}`} role="status">
        <Icon of={signs[outcome]} />
        {isFirst ? <Heading>{word}</Heading> : <h2>{word}</h2>}
        <ul class="names">
          {people.map(({ id, fullName }) => (
            <li key={id}>{fullName}</li>
          ))}
        </ul>
        <p>
          <b>{place?.name ?? t('visit.unnamed')}</b>
          <br />
          {t(isInside(outcome) ? 'visit.at' : 'visit.asked', { time: time(first.in), date: date(first.in) })}
          {seat && (
            <>
              <br />
              {t('visit.seatIs', { seat })}
            </>
          )}
        </p>
        <Clock />
      </section>
      <p>{t(`visit.answer.${outcome}.note`)}</p>
      <Acts outcome={outcome} stays={stays} people={people} {...acts} />
    </>
  );
};

type ActsProps = Pick<Props, 'stays' | 'Hotline' | 'onLeft' | 'onAgain'> & {
  outcome: Outcome;
  people: readonly Member[];
};

/** What can be done with each answer, the likeliest first. */
const Acts = ({ outcome, stays, people, Hotline, onLeft, onAgain }: ActsProps) => {
  const { outbox } = useDevice();
  const [busy, setBusy] = useState(false);
  const declared = declaredSince(stays, outbox.parcels.value);
  const owing = people.filter(({ id }) => !declared.some(({ person }) => person === id));
  const isIn = isInside(outcome);

  const leave = async () => {
    const at = new Date();
    const outs = stays.map((stay) => ({ id: newId(), body: outOf(stay, at) }));
    onLeft(stays);
    await outbox.add('visit_out', outs);
  };
  const again = async () => {
    setBusy(true);
    const [{ code }] = declared as [Stay];
    await onAgain({ code, people: declared.map(({ person }) => person) });
    setBusy(false);
  };
  return (
    <div class="stack tight">
      {declared.length > 0 && (
        <>
          <Band notice tone="green" icon={CircleCheck}>
            {t('visit.declared')}
          </Band>
          <Button kind="primary" wide large busy={busy} onClick={again}>
            {t('visit.enterAgain')}
          </Button>
        </>
      )}
      {outcome === 'declare' &&
        owing.map(({ id, fullName }) => (
          <LinkButton key={id} kind="primary" icon={ClipboardPen} wide large href={`/khai-bao?nguoi=${id}`}>
            {t('visit.declareNow', { name: givenName(fullName) })}
          </LinkButton>
        ))}
      {outcome === 'call_station' && people[0] && <Hotline area={people[0].area} />}
      {(outcome === 'call_station' || outcome === 'declare') && owing.length > 0 && (
        <Why people={owing} outcome={outcome} />
      )}
      <Button icon={LogOut} wide onClick={leave}>
        {t(!isIn ? 'visit.notIn' : stays.length > 1 ? 'visit.outAll' : 'visit.out', { n: stays.length })}
      </Button>
      {!isIn && <p class="quiet small">{t('visit.notInNote')}</p>}
    </div>
  );
};
