import { ChevronLeft, LogIn, LogOut, ScanBarcode, Smartphone } from 'lucide';
import { useState } from 'preact/hooks';
import { useLocation, useRoute } from 'preact-iso';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton, SignButton } from '../../../web/kit/Button.tsx';
import { Heading } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { scannerTexts } from '../../../web/kit/citizen/scanner.ts';
import { Icon } from '../../../web/kit/Icon.tsx';
import { Scanner } from '../../../web/kit/Scanner.tsx';
import { DoorAnswer } from './DoorAnswer.tsx';
import { DoorCounts, DoorRefused, LastScan } from './DoorState.tsx';
import { DoorTyped } from './DoorTyped.tsx';
import { scanned } from './door.ts';
import { type DoorState, mayUndo, useDoor } from './use-door.ts';
import './door.css';

type Props = { account: string };

/** `/app/dia-diem/:id/quet`: who watches a door holds the camera to each visitor's code; the answer fills the screen and goes again. */
export const DoorPage = ({ account }: Props) => {
  const venue = useRoute().params.id as string;
  const state = useDoor(venue, account, 'controller');
  const { door, outcome, isBusy, answer, next, undo, station } = state;
  const [isTyping, setTyping] = useState(false);
  if (isTyping)
    return (
      <DoorTyped
        door={door}
        onDone={(found) => {
          setTyping(false);
          if (found) void answer(Promise.resolve(found));
        }}
      />
    );
  return (
    <>
      <div class="page door" inert={outcome !== undefined}>
        <DoorTop state={state} back={`/app/dia-diem/${venue}`} />
        <div class="door-desk">
          <div class="stack">
            <Ways state={state} />
            <Scanner
              texts={scannerTexts()}
              onRead={(text) => void answer(scanned(door, text))}
              paused={isBusy || outcome !== undefined}
            />
            <Button icon={Smartphone} wide large onClick={() => setTyping(true)}>
              {t('door.type')}
            </Button>
          </div>
          <div class="stack">
            <LastScan state={state} />
            <DoorCounts state={state} />
            <DoorRefused venue={venue} />
            <LinkButton icon={ScanBarcode} href={`/app/dia-diem/${venue}/may-quet`}>
              {t('door.reader')}
            </LinkButton>
          </div>
        </div>
      </div>
      {outcome && (
        <DoorAnswer
          outcome={outcome}
          onNext={next}
          onUndo={mayUndo(outcome) ? () => void undo(outcome) : undefined}
          station={station}
        />
      )}
    </>
  );
};

/** Whose door it is, and what is wrong with it. */
export const DoorTop = ({ state, back }: { state: DoorState; back: string }) => {
  const { route } = useLocation();
  const { known } = state;
  const isLost = known.state === 'failed' && /^(record|permission)\./.test(known.error.code);
  return (
    <>
      <div class="door-top">
        <SignButton icon={ChevronLeft} name={t('app.back')} onClick={() => route(back)} />
        <Heading>{known.value?.name ?? t('door.title')}</Heading>
      </div>
      {isLost && (
        <Band notice tone="red">
          {t('door.notYours')}
        </Band>
      )}
      {known.value?.state === 'closed' && (
        <Band notice tone="amber">
          {t('door.closed')}
        </Band>
      )}
    </>
  );
};

const signs = { in: LogIn, out: LogOut } as const;

/** The direction, as large as the thing matters: a wrong one is a wrong record. */
export const Ways = ({ state: { door, setWay } }: { state: DoorState }) => (
  <fieldset class="door-ways">
    <legend class="only-heard">{t('door.way')}</legend>
    {(['in', 'out'] as const).map((way) => (
      <label key={way} class={door.way === way ? `chosen ${way}` : ''}>
        <input type="radio" name="way" checked={door.way === way} onChange={() => setWay(way)} />
        <Icon of={signs[way]} />
        {t(`door.ways.${way}`)}
      </label>
    ))}
  </fieldset>
);
