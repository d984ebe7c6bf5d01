import type { ComponentChildren } from 'preact';
import type { CallError } from '../../../core/client.ts';
import { Button } from '../Button.tsx';
import { Dialog } from '../Dialog.tsx';
import { Refusal } from './Shown.tsx';
import { t } from './text.ts';

type Props = {
  title: string;
  text?: string;
  open: boolean;
  onClose: () => void;
  confirm: string;
  onConfirm: () => void;
  danger?: boolean;
  busy?: boolean;
  error?: CallError | undefined;
  /** Fields that belong to the step, such as a reason. */
  children?: ComponentChildren;
};

/** A step that deserves a second thought; Enter in a field of it confirms. */
export const Confirm = ({ title, text, open, onClose, confirm, onConfirm, danger, busy, error, children }: Props) => (
  <Dialog title={title} open={open} onClose={onClose}>
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) onConfirm();
      }}
    >
      {text && <p>{text}</p>}
      {children}
      <Refusal error={error} />
      <div class="actions row">
        <Button type="submit" kind={danger ? 'danger' : 'primary'} busy={busy}>
          {confirm}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
    </form>
  </Dialog>
);
