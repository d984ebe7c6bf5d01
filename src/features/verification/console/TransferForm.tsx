import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { type AreaOption, AreaPicker } from '../../../web/kit/AreaPicker.tsx';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { areaTexts, t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import type { FormProps, Target } from './acting.ts';
import { call, type Work } from './api.ts';

type Props = FormProps & { target: Target; onDone: (work?: Work) => void };

/** The person belongs to another commune: the item stays here, with its due time, until that station accepts. */
export const TransferForm = ({ draft, write, target, onDone }: Props) => {
  const [area, setArea] = useState<AreaOption>();
  const [isTried, setTried] = useState(false);
  const transfer = useAct(async (to: AreaOption) => {
    await call('POST /declarations/:id/transfer', {
      params: { id: target.declaration },
      body: { id: newId(), area: to.path, reason: draft.transferReason },
    });
    write({ transferReason: '' });
    onDone();
    return true;
  });
  const [isSent, setSent] = useState(false);
  if (isSent)
    return (
      <Band notice tone="green">
        {t('act.transferSent')}
      </Band>
    );
  return (
    <details>
      <summary>{t('act.transferTitle')}</summary>
      <form
        class="stack tight"
        onSubmit={async (event) => {
          event.preventDefault();
          setTried(true);
          if (area && (await transfer.run(area))) setSent(true);
        }}
      >
        <AreaPicker
          value={area}
          onChange={setArea}
          texts={areaTexts(t('act.transferTo'))}
          error={isTried && !area ? t('common.required') : undefined}
        />
        <TextField
          required
          label={t('act.transferReason')}
          value={draft.transferReason}
          maxLength={500}
          onInput={(transferReason) => write({ transferReason })}
        />
        <Refusal error={transfer.error} />
        <Button type="submit" busy={transfer.isBusy}>
          {t('act.transfer')}
        </Button>
      </form>
    </details>
  );
};
