import { useState } from 'preact/hooks';
import { Button } from '../../../web/kit/Button.tsx';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import { conflictWords } from './conflict.ts';
import { dismiss, type Queued, queue, retry, send, sent, waiting } from './queue.ts';

/** What the officer wrote without a network: each with its state, until the server has it or the officer has read why not. */
export const QueueList = () => {
  if (queue.value.length === 0 && sent.value.length === 0) return null;
  return (
    <section class="card stack tight" aria-label={t('today.queueTitle')}>
      <div class="page-head">
        <h2>{t('today.queueTitle')}</h2>
        {waiting.value > 0 && <Button onClick={() => send()}>{t('today.sendNow')}</Button>}
      </div>
      <ul class="queue" aria-live="polite">
        {queue.value.map((item) => (
          <QueuedItem key={item.id} item={item} state={item.state} />
        ))}
        {sent.value.map((item) => (
          <QueuedItem key={item.id} item={item} state="sent" />
        ))}
      </ul>
    </section>
  );
};

const tones = { waiting: 'amber', sending: 'sky', sent: 'green', refused: 'red' } as const;

const QueuedItem = ({ item, state }: { item: Queued; state: keyof typeof tones }) => (
  <li class="stack tight">
    <p class="row wrap">
      <span class={`tag ${tones[state]}`}>{t(`today.stateOf.${state}`)}</span>
      <strong>{item.person}</strong>
      <span>{actWords(item)}</span>
      <span class="quiet small">{item.body.at && dateTime(item.body.at)}</span>
    </p>
    {item.refusal && <Refused item={item} refusal={item.refusal} />}
  </li>
);

const actWords = ({ act, body }: Queued): string => {
  const code = (body.outcome ?? body.result ?? body.conclusion) as string | undefined;
  const under = { attempts: 'act.outcomeOf', verification: 'act.resultOf', 'medical-check': 'act.conclusionOf' }[
    act as string
  ];
  const word = code && under && maybe(`${under}.${code}`);
  return word ? `${t(`today.actOf.${act}`)}: ${word}` : t(`today.actOf.${act}`);
};

/** Why the server said no: what another officer did first, and the officer's own words, to be copied or sent again. */
const Refused = ({ item, refusal }: { item: Queued; refusal: NonNullable<Queued['refusal']> }) => {
  const [isAsked, setAsked] = useState(false);
  const words = [item.body.note, item.body.findings, item.body.reason].filter(Boolean).join(' · ');
  return (
    <>
      <p role="alert">{refusal.by ? conflictWords(refusal) : refusal.title}</p>
      {words && <p class="quiet">{words}</p>}
      <div class="row wrap">
        <Button onClick={() => retry(item.id)}>{t('today.retry')}</Button>
        <Button onClick={() => setAsked(true)}>{t('today.dismiss')}…</Button>
      </div>
      <Confirm
        open={isAsked}
        onClose={() => setAsked(false)}
        title={t('today.dismissTitle')}
        text={t('today.dismissText')}
        confirm={t('today.dismiss')}
        onConfirm={() => dismiss(item.id)}
      />
    </>
  );
};
