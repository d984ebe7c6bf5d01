import { useEffect, useState } from 'preact/hooks';
import { Band } from '../../../web/kit/Band.tsx';
import { LinkButton } from '../../../web/kit/Button.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Shown } from '../../../web/kit/console/Shown.tsx';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { hasRecorded, isOpen, isWorking } from '../rules.ts';
import { call, count, type Whole } from './api.ts';
import { Columns } from './Columns.tsx';
import { Decide } from './Decide.tsx';
import { Receipt } from './Receipt.tsx';
import { Verdicts } from './Verdicts.tsx';
import { Working } from './Working.tsx';
import './imports.css';

/** Milliseconds between two looks at a list that is being worked on. */
const pause = 700;

/** One list from its columns to its receipt. What is shown follows from its state on the server, so that a reload loses nothing. */
export const ImportPage = ({ id }: { id: string }) => {
  const list = useLoaded((signal) => call('GET /imports/:id', { params: { id } }, signal), [id]);
  const [isMapping, setMapping] = useState(false);
  const { value, reload } = list;
  const isBusy = value !== undefined && isWorking(value.state);
  useEffect(() => {
    if (!isBusy) return;
    const timer = setInterval(reload, pause);
    return () => clearInterval(timer);
  }, [isBusy]);
  const done = () => {
    setMapping(false);
    reload();
  };
  return (
    <Page
      title={value?.name ?? t('imports.title')}
      actions={<LinkButton href="/console/imports">{t('imports.back')}</LinkButton>}
    >
      <Shown of={list}>
        {(whole) => (
          <>
            <p class="quiet">
              {t(`imports.kindOf.${whole.kind}`)} · {t('imports.rowsOf', { n: count(whole.rows) })} · {whole.by} ·{' '}
              {dateTime(whole.at)}
            </p>
            {whole.state === 'failed' && (
              <Band notice tone="red">
                {t(whole.isChecked ? 'imports.failedApplying' : 'imports.failedChecking', {
                  why: maybe(`imports.failure.${whole.problem}`) ?? t('common.failed'),
                })}
              </Band>
            )}
            {!whole.isKept && <Band notice>{t('imports.emptied')}</Band>}
            <Step of={whole} isMapping={isMapping} onMap={() => setMapping(true)} onDone={done} />
          </>
        )}
      </Shown>
    </Page>
  );
};

type StepProps = { of: Whole; isMapping: boolean; onMap: () => void; onDone: () => void };

const Step = ({ of, isMapping, onMap, onDone }: StepProps) => {
  if (isWorking(of.state)) return <Working of={of} onDone={onDone} />;
  const canDecide = of.isKept && isOpen(of.state);
  if (canDecide && (isMapping || !of.isChecked)) return <Columns of={of} onDone={onDone} />;
  return (
    <>
      {canDecide ? <Decide of={of} onMap={onMap} onDone={onDone} /> : <Receipt of={of} />}
      {of.isKept && of.isChecked && (canDecide || hasRecorded(of)) && <Verdicts key={of.changedAt} of={of} />}
    </>
  );
};
