import { CircleCheck, ClipboardPen, CloudOff, LogOut, OctagonX, ScanLine, SearchX } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { Button } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { Icon } from '../../../web/kit/Icon.tsx';
import { PhoneLink } from '../../../web/kit/PhoneLink.tsx';
import type { Outcome, Shown } from './door.ts';
import { whyWords } from './door-words.ts';

type Look = { sign: typeof CircleCheck; tone: 'green' | 'amber' | 'red' | 'sky'; seconds: number };
/** Each answer as a colour, a sign and how long it stands; `0` stands until somebody has seen to it. */
const looks: Record<Shown, Look> = {
  enter: { sign: CircleCheck, tone: 'green', seconds: 3 },
  declare: { sign: ClipboardPen, tone: 'amber', seconds: 6 },
  call_station: { sign: OctagonX, tone: 'red', seconds: 0 },
  noted: { sign: CloudOff, tone: 'sky', seconds: 6 },
  gone: { sign: LogOut, tone: 'green', seconds: 3 },
  gone_noted: { sign: LogOut, tone: 'sky', seconds: 3 },
  not_inside: { sign: SearchX, tone: 'sky', seconds: 6 },
  unread: { sign: ScanLine, tone: 'amber', seconds: 6 },
};
const buzzes: Partial<Record<Shown, number[]>> = { declare: [120, 80, 120], call_station: [300, 120, 300, 120, 300] };

const isCalm = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;

type Props = {
  outcome: Outcome;
  onNext: () => void;
  /** Where the scan can be taken back. */
  onUndo?: (() => void) | undefined;
  station?: { name: string; phone: string } | undefined;
  /** The reader's field keeps the focus. */
  keepsFocus?: boolean;
};

/** The answer fills the screen: readable from two metres, and the same whoever it is about. It goes by itself, unless somebody wants nothing to move. */
export const DoorAnswer = ({ outcome, onNext, onUndo, station, keepsFocus = false }: Props) => {
  const { shown, why } = outcome;
  const { sign, tone, seconds } = looks[shown];
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const leave = ({ key }: KeyboardEvent) => key === 'Escape' && onNext();
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, [onNext]);
  useEffect(() => {
    navigator.vibrate?.(buzzes[shown] ?? 60);
    if (!keepsFocus) place.current?.querySelector<HTMLElement>('.button.primary')?.focus();
    if (seconds === 0 || isCalm()) return;
    const timer = setTimeout(onNext, seconds * 1000);
    return () => clearTimeout(timer);
  }, [outcome]);
  return (
    <div class={`door-answer ${tone}`} ref={place}>
      <div class="door-words" role="alert">
        <Icon of={sign} />
        <h2>{t(`door.answer.${shown}.word`)}</h2>
        <p>{shown === 'unread' ? whyWords(why) : t(`door.answer.${shown}.note`)}</p>
      </div>
      {shown === 'call_station' && station && <PhoneLink number={station.phone} name={station.name} large />}
      <div class="page-action">
        {onUndo && (
          <Button wide onClick={onUndo}>
            {t('door.undo')}
          </Button>
        )}
        <Button kind="primary" wide large onClick={onNext}>
          {t('door.next')}
        </Button>
      </div>
    </div>
  );
};
