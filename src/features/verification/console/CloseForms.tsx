import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import type { FormProps, Target } from './acting.ts';
import { call, type Work } from './api.ts';

/** "No check needed", with a reason. */
export const CloseForm = ({ draft, write, doing, busy }: FormProps) => (
  <details>
    <summary>{t('act.closeTitle')}</summary>
    <form
      class="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        void doing('closure', { reason: draft.closeReason }, t('act.closed'));
      }}
    >
      <TextField
        required
        label={t('act.closeReason')}
        value={draft.closeReason}
        maxLength={500}
        onInput={(closeReason) => write({ closeReason })}
      />
      <Button type="submit" busy={busy}>
        {t('act.close')}
      </Button>
    </form>
  </details>
);

type ReopenProps = FormProps & { target: Target; onDone: (work?: Work) => void };

/** Undoes a verification, check or closure given in error; what was written stays in the timeline. */
export const ReopenForm = ({ draft, write, target, onDone }: ReopenProps) => {
  const reopen = useAct(async () => {
    const work = await call('POST /declarations/:id/reopening', {
      params: { id: target.declaration },
      body: { id: newId(), reason: draft.reopenReason },
    });
    write({ reopenReason: '' });
    onDone(work);
  });
  return (
    <details>
      <summary>{t('act.reopenTitle')}</summary>
      <form
        class="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          void reopen.run();
        }}
      >
        <TextField
          required
          label={t('act.reopenReason')}
          value={draft.reopenReason}
          maxLength={500}
          onInput={(reopenReason) => write({ reopenReason })}
        />
        <Refusal error={reopen.error} />
        <Button type="submit" busy={reopen.isBusy}>
          {t('act.reopen')}
        </Button>
      </form>
    </details>
  );
};
