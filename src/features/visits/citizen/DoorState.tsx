import { CloudOff, KeyRound, TriangleAlert } from 'lucide';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { canSeal } from '../../../web/kit/citizen/sealed.ts';
import { dateTime, time } from '../../../web/kit/format.ts';
import { online } from '../../../web/kit/online.ts';
import { discard } from './door.ts';
import { keys } from './door-known.ts';
import { isSignedOut, refused, type Scan, tryAgain, waiting } from './door-queue.ts';
import { whyWords } from './door-words.ts';
import { type DoorState, mayUndo } from './use-door.ts';

/** The scan before this one: what was said, and a way to take it back. */
export const LastScan = ({ state: { last, isUndone, undo } }: { state: DoorState }) => {
  if (isUndone) return <p role="status">{t('door.undone')}</p>;
  if (!last?.scan) return null;
  return (
    <p class="door-last">
      <span>
        {t('door.last', { time: time(last.at) })} <b>{t(`door.answer.${last.shown}.word`)}</b>
      </span>
      {mayUndo(last) && <Button onClick={() => void undo(last)}>{t('door.undo')}</Button>}
    </p>
  );
};

/** Who came and went today, what waits to be sent, and whether this device can stand alone. */
export const DoorCounts = ({ state: { door, today } }: { state: DoorState }) => {
  const own = waiting.value.filter(({ venue }) => venue === door.venue);
  const early = own.filter(({ isEarly }) => isEarly).length;
  const unsent = own.length - early;
  const unsentOf = (way: Scan['way']): number => own.filter((scan) => scan.way === way).length;
  return (
    <section class="stack tight" aria-labelledby="door-today">
      <h2 class="label" id="door-today">
        {t('door.today')}
      </h2>
      <dl class="door-counts">
        <div>
          <dt>{t('door.entered')}</dt>
          <dd>{(today?.entered ?? 0) + unsentOf('in')}</dd>
        </div>
        <div>
          <dt>{t('door.left')}</dt>
          <dd>{(today?.left ?? 0) + unsentOf('out')}</dd>
        </div>
        <div class={unsent > 0 ? 'waiting' : ''}>
          <dt>{t('door.waiting')}</dt>
          <dd>{unsent}</dd>
        </div>
      </dl>
      {(!online.value || unsent > 0) && !isSignedOut.value && (
        <Band notice tone="amber" icon={CloudOff}>
          {unsent === 0 ? t('door.offlineNone') : t(online.value ? 'door.sending' : 'door.offline', { n: unsent })}
        </Band>
      )}
      {early > 0 && <p class="quiet small">{t('door.early', { n: early })}</p>}
      {isSignedOut.value && (
        <Band notice tone="amber" icon={KeyRound} action={<a href="/dang-nhap">{t('band.signIn')}</a>}>
          {t('door.signedOut', { n: own.length })}
        </Band>
      )}
      {!canSeal() && (
        <Band notice tone="red" icon={TriangleAlert}>
          {t('door.cannotKeep')}
        </Band>
      )}
      <p class="quiet small">{keys.value ? t('door.ready', { at: dateTime(keys.value.at) }) : t('door.notReady')}</p>
    </section>
  );
};

const kindOf = ({ who }: Scan): 'code' | 'card' | 'phone' =>
  'qr' in who ? (who.qr.includes('|') ? 'card' : 'code') : 'phone';

/** What the server did not take, each with its reason and what to do; it stays until somebody has decided. */
export const DoorRefused = ({ venue }: { venue: string }) => {
  const own = refused.value.filter((scan) => scan.venue === venue);
  if (own.length === 0) return null;
  return (
    <section class="card refused stack tight" aria-labelledby="door-refused">
      <h2 id="door-refused">{t('door.refused', { n: own.length })}</h2>
      <ul class="stack tight">
        {own.map((scan) => (
          <li key={scan.id} class="stack tight">
            <strong>
              {t(`door.ways.${scan.way}`)} {dateTime(scan.at)} · {t(`door.kinds.${kindOf(scan)}`)}
            </strong>
            <span>{whyWords(scan.refusal)}</span>
            <span class="actions">
              <Button onClick={() => void tryAgain(scan)}>{t('door.again')}</Button>
              <Button onClick={() => void discard(scan.id)}>{t('door.discard')}</Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
