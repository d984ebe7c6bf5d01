import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { call, type Evidence, type Moved } from './api.ts';
import { Moves } from './Moves.tsx';
import { evidenceWords } from './words.ts';

type Props = { link: Evidence | undefined; onClose: () => void; onDone: () => void };

/** Takes back what was entered in error; the classes that followed from it go with it. */
export const WithdrawLink = ({ link, onClose, onDone }: Props) => {
  const [reason, setReason] = useState('');
  const [done, setDone] = useState<{ moved: Moved[]; count: number }>();
  const save = useAct(async (id: string) => {
    const body = { id: newId(), reason: reason.trim() };
    const { changes, changed } = await call('POST /contact-links/:id/withdrawal', { params: { id }, body });
    setDone({ moved: changes, count: changed });
    setReason('');
    onClose();
    onDone();
  });
  return (
    <div aria-live="polite">
      {done && (
        <Band notice tone="green">
          <strong>{t('cases.withdrawn')}</strong>
          <Moves moved={done.moved} count={done.count} />
        </Band>
      )}
      <Confirm
        title={t('cases.withdrawTitle')}
        text={link && evidenceWords(link)}
        open={link !== undefined}
        onClose={onClose}
        confirm={t('cases.withdraw')}
        busy={save.isBusy}
        error={save.error}
        onConfirm={() => link?.id && save.run(link.id)}
      >
        <TextField required label={t('common.reason')} value={reason} maxLength={500} onInput={setReason} />
      </Confirm>
    </div>
  );
};
