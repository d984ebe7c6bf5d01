import { CircleCheck, CircleHelp, OctagonX, RefreshCw } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { useKeys } from '../../../web/kit/console/keys.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { scannerTexts } from '../../../web/kit/console/scanner.ts';
import { t } from '../../../web/kit/console/text.ts';
import { SelectField } from '../../../web/kit/Field.tsx';
import { dateTime, time } from '../../../web/kit/format.ts';
import { Icon } from '../../../web/kit/Icon.tsx';
import { remember, remembered } from '../../../web/kit/memory.ts';
import { Scanner } from '../../../web/kit/Scanner.tsx';
import type { Gate } from './api.ts';
import { openGates } from './gates.ts';
import { type Answer, check, known, openPost } from './post.ts';
import { queue, sendQueue } from './post-queue.ts';
import './check.css';

const signs = { green: CircleCheck, amber: CircleHelp, red: OctagonX } as const;
const syncEvery = 15_000;

/** A checkpoint: scan, and the colour fills the screen with its sign, the reason and what to do; also without a network. */
export const CheckPage = () => {
  const [gates, setGates] = useState<Gate[]>([]);
  const [gate, setGate] = useState(remembered('post.gate') ?? '');
  const [direction, setDirection] = useState(remembered('post.direction') ?? 'in');
  const [answer, setAnswer] = useState<Answer>();
  const scan = useAct(async (text: string) => {
    setAnswer(await check({ text, ...(gate && { gate }), direction: direction === 'out' ? 'out' : 'in' }));
  });
  useEffect(() => {
    void openPost();
    openGates().then(setGates);
    const timer = setInterval(sendQueue, syncEvery);
    addEventListener('online', sendQueue);
    return () => {
      clearInterval(timer);
      removeEventListener('online', sendQueue);
    };
  }, []);
  const next = () => {
    setAnswer(undefined);
    void sendQueue();
  };
  useKeys({ Enter: next, Escape: next });

  if (answer) return <Verdict answer={answer} next={next} />;
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

const Verdict = ({ answer, next }: { answer: Answer; next: () => void }) => {
  const { colour, reason, advise, validUntil, check: found, isOffline } = answer;
  return (
    <div class={`verdict ${colour}`}>
      <div class="verdict-words" role="alert">
        <Icon of={signs[colour]} />
        <h1>{t(`post.advise.${advise}`)}</h1>
        <p class="reason">{t(`post.reason.${reason}`)}</p>
        {validUntil && <p>{t('post.until', { until: dateTime(validUntil) })}</p>}
        {found?.person && (
          <p class="who">
            <strong>{found.person.fullName}</strong>
            {found.person.birthYear && ` · ${found.person.birthYear}`}
            {found.person.sex && ` · ${t(`people.sexOf.${found.person.sex}`)}`}
            <br />
            <span class="small">{t('post.compare')}</span>
          </p>
        )}
        {found?.pass && <p>{t('post.route', { from: found.pass.fromName, to: found.pass.toName })}</p>}
        {isOffline && (
          <Band notice tone="amber">
            {t('post.offline', { at: time(new Date()) })}
          </Band>
        )}
      </div>
      <div class="page-action">
        <Button kind="primary" wide large icon={RefreshCw} onClick={next}>
          {t('post.next')}
        </Button>
      </div>
    </div>
  );
};
