import { useState } from 'preact/hooks';
import { Button } from '../../../web/kit/Button.tsx';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { isAbove } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import type { FormProps } from './acting.ts';

type Result = 'confirmed' | 'not_confirmed' | 'false' | 'lost';

const toAttempt = () => {
  const form = document.getElementById('attempt');
  form?.scrollIntoView({ block: 'nearest' });
  form?.querySelector<HTMLElement>('input:checked')?.focus();
};

/** Whether what was declared is so. What cannot be meant lightly asks once more. */
export const VerifyForm = ({ draft, doing, busy, area }: FormProps & { area: string }) => {
  const [asked, setAsked] = useState<'false' | 'lost'>();
  const verify = async (result: Result) => {
    const words = t('act.verifySaved', { result: t(`act.resultOf.${result}`) });
    await doing('verification', { result, ...(draft.note && { note: draft.note }) }, words);
    setAsked(undefined);
  };
  return (
    <fieldset class="stack tight">
      <legend class="step">{t('act.verifyTitle')}</legend>
      <div class="row wrap">
        <Button kind="primary" busy={busy} onClick={() => verify('confirmed')}>
          {t('act.resultOf.confirmed')}
        </Button>
        <Button busy={busy} onClick={() => verify('not_confirmed')}>
          {t('act.resultOf.not_confirmed')}
        </Button>
        <Button onClick={toAttempt}>{t('act.unreachable')}</Button>
        <Button onClick={() => setAsked('false')}>{t('act.resultOf.false')}…</Button>
        {isAbove(area) && <Button onClick={() => setAsked('lost')}>{t('act.resultOf.lost')}…</Button>}
      </div>
      <Confirm
        danger
        open={asked !== undefined}
        onClose={() => setAsked(undefined)}
        title={t(asked === 'lost' ? 'act.lostTitle' : 'act.falseTitle')}
        text={t(asked === 'lost' ? 'act.lostText' : 'act.falseText')}
        confirm={t(asked === 'lost' ? 'act.lostConfirm' : 'act.falseConfirm')}
        busy={busy}
        onConfirm={() => asked && verify(asked)}
      />
    </fieldset>
  );
};
