import { useEffect, useState } from 'preact/hooks';
import { useAct } from '../../../web/kit/console/act.ts';
import { useKeys } from '../../../web/kit/console/keys.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { scannerTexts } from '../../../web/kit/console/scanner.ts';
import { t } from '../../../web/kit/console/text.ts';
import { SelectField } from '../../../web/kit/Field.tsx';
import { dateTime } from '../../../web/kit/format.ts';
import { remember, remembered } from '../../../web/kit/memory.ts';
import { Scanner } from '../../../web/kit/Scanner.tsx';
import type { Gate } from './api.ts';
import { openGates } from './gates.ts';
import { LetThrough } from './LetThrough.tsx';
import { type Answer, check, known, openPost, refreshKnown } from './post.ts';
import { queue, sendQueue } from './post-queue.ts';
import { Verdict } from './Verdict.tsx';
import './check.css';

const syncEvery = 15_000;
const renewEvery = 3 * 60_000;
/** Without a network what is known stands as it was. */
const renew = () => void refreshKnown().catch(() => {});

/** A checkpoint: scan, and the colour fills the screen with its sign, the reason and what to do; also without a network. */
export const CheckPage = () => {
  const [gates, setGates] = useState<Gate[]>([]);
  const [gate, setGate] = useState(remembered('post.gate') ?? '');
  const [direction, setDirection] = useState(remembered('post.direction') ?? 'in');
  const [read, setRead] = useState<{ text: string; answer: Answer }>();
  const scan = useAct(async (text: string) => {
    const answer = await check({ text, ...(gate && { gate }), direction: direction === 'out' ? 'out' : 'in' });
    setRead({ text, answer });
  });
  useEffect(() => {
    void openPost();
    openGates().then(setGates);
    const timer = setInterval(sendQueue, syncEvery);
    const renewal = setInterval(renew, renewEvery);
    addEventListener('online', sendQueue);
    addEventListener('online', renew);
    return () => {
      clearInterval(timer);
      clearInterval(renewal);
      removeEventListener('online', sendQueue);
      removeEventListener('online', renew);
    };
  }, []);
  const next = () => {
    setRead(undefined);
    void sendQueue();
  };
  useKeys({ Enter: next, Escape: next });

  const isBorder = gates.some(({ id, kind }) => id === gate && kind === 'border');
  if (read) return <Verdict {...read} form={isBorder ? 'entry' : 'domestic'} next={next} />;
  return (
    <Page title={t('post.title')} text={t('post.lead')} narrow>
      <div class="filter-grid">
        <SelectField
          label={t('post.gate')}
          value={gate}
          onChange={(id) => {
            remember('post.gate', id);
            setGate(id);
          }}
          options={[
            { value: '', label: t('post.noGate') },
            ...gates.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <SelectField
          label={t('post.direction')}
          value={direction}
          onChange={(way) => {
            remember('post.direction', way);
            setDirection(way);
          }}
          options={[
            { value: 'in', label: t('post.in') },
            { value: 'out', label: t('post.out') },
          ]}
        />
      </div>
      <Scanner texts={scannerTexts()} onRead={(text) => scan.run(text)} paused={scan.isBusy} />
      <Refusal error={scan.error} />
      <PostState />
      <LetThrough />
    </Page>
  );
};

/** Whether the post can stand alone, and what it still has to send. */
const PostState = () => (
  <p class="quiet small" role="status">
    {known.value ? t('post.known', { at: dateTime(known.value.at), n: known.value.revoked.length }) : t('post.unknown')}{' '}
    {queue.value.length > 0 && t('post.waiting', { n: queue.value.length })}
  </p>
);
