import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { call, count, type Whole } from './api.ts';
import { Counts } from './Counts.tsx';

/** How far the server has come; the screen may be left. */
export const Working = ({ of, onDone }: { of: Whole; onDone: () => void }) => {
  const [isAsking, setAsking] = useState(false);
  const stop = useAct(async () => {
    await call('POST /imports/:id/cancel', { params: { id: of.id }, body: { id: newId() } });
    setAsking(false);
    onDone();
  });
  const isApplying = of.state === 'applying';
  return (
    <section class="card stack">
      <h2>{t(isApplying ? 'imports.applying' : 'imports.checking')}</h2>
      <progress max={of.rows} value={of.done} aria-label={t(isApplying ? 'imports.applying' : 'imports.checking')} />
      <p role="status">
        {of.isWaiting
          ? t('imports.waitingText')
          : t('imports.progress', { done: count(of.done), total: count(of.rows) })}
      </p>
      <Counts of={of} />
      <p class="quiet">{t('imports.leave')}</p>
      <div>
        <Button onClick={() => setAsking(true)}>{t('imports.stop')}</Button>
      </div>
      <Confirm
        title={t('imports.stopTitle')}
        text={t(isApplying ? 'imports.stopApplying' : 'imports.stopChecking')}
        open={isAsking}
        onClose={() => setAsking(false)}
        confirm={t('imports.stop')}
        onConfirm={() => stop.run()}
        busy={stop.isBusy}
        error={stop.error}
        danger
      />
    </section>
  );
};
