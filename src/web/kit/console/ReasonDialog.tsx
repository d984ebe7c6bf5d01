import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { TextField } from '../Field.tsx';
import { useAct } from './act.ts';
import { Confirm } from './Confirm.tsx';
import { t } from './text.ts';

type Props = {
  title: string;
  text?: string;
  confirm: string;
  open: boolean;
  onClose: () => void;
  danger?: boolean;
  /** The longest reason, in characters. */
  most?: number;
  /** Sends the reason under an id that stays the same while it is tried again. */
  onSend: (body: { id: string; reason: string }) => Promise<unknown>;
};

/** A step that is taken with its reason, and closes when it was. */
export const ReasonDialog = ({ most = 500, onSend, ...step }: Props) => {
  const [reason, setReason] = useState('');
  const send = useAct(async () => {
    await onSend({ id: newId(), reason: reason.trim() });
    setReason('');
    step.onClose();
  });
  return (
    <Confirm {...step} busy={send.isBusy} error={send.error} onConfirm={() => reason.trim() && send.run()}>
      <TextField required label={t('common.reason')} value={reason} maxLength={most} onInput={setReason} />
    </Confirm>
  );
};
