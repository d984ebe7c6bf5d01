import { useEffect, useRef, useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { Field } from '../../../web/kit/Field.tsx';
import { DoorAnswer } from './DoorAnswer.tsx';
import { DoorTop, Ways } from './DoorPage.tsx';
import { DoorCounts, DoorRefused, LastScan } from './DoorState.tsx';
import { scanned } from './door.ts';
import { useReader } from './reader.ts';
import { useDoor } from './use-door.ts';
import './door.css';

/** `/app/dia-diem/:id/may-quet`: a hand-held reader types into the one field, which keeps the focus; the next code takes the place of the last answer. */
export const ReaderPage = ({ account }: { account: string }) => {
  const venue = useRoute().params.id as string;
  const state = useDoor(venue, account, 'reader');
  const { door, outcome, answer, next, station } = state;
  const field = useRef<HTMLInputElement>(null);
  const [isAway, setAway] = useState(false);
  const reader = useReader((text) => void answer(scanned(door, text)));
  useEffect(() => field.current?.focus(), [outcome]);
  return (
    <div class="page door">
      <DoorTop state={state} back={`/app/dia-diem/${venue}/quet`} />
      <div class="door-desk">
        <div class="stack">
          <Ways state={state} />
          <p>{t('door.readerLead')}</p>
          <Field label={t('door.readerField')} hint={t('door.readerHint')}>
            {(its) => (
              <input
                {...its}
                ref={field}
                class="input"
                autocomplete="off"
                autocapitalize="off"
                spellcheck={false}
                lang="en"
                // A reader types by itself: the keyboard of the screen would only hide half of it.
                inputmode="none"
                value={reader.text}
                onInput={(event) => reader.onInput(event.currentTarget.value)}
                onKeyDown={reader.onKeyDown}
                onFocus={() => setAway(false)}
                onBlur={() => setAway(true)}
              />
            )}
          </Field>
          {isAway && (
            <button type="button" class="button wide" onClick={() => field.current?.focus()}>
              {t('door.readerAway')}
            </button>
          )}
        </div>
        <div class="stack">
          <LastScan state={state} />
          <DoorCounts state={state} />
          <DoorRefused venue={venue} />
        </div>
      </div>
      {outcome && <DoorAnswer outcome={outcome} onNext={next} station={station} keepsFocus />}
    </div>
  );
};
