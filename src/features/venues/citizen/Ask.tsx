import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { Dialog } from '../../../web/kit/Dialog.tsx';
import { useAct } from './act.ts';

type Props = {
  title: string;
  text: string;
  doText: string;
  danger?: boolean;
  open: boolean;
  onClose: () => void;
  /** The change itself; the dialog closes when it has been made. */
  change: (id: string) => Promise<void>;
  /** Anything still to be filled in, and what is said while it lacks. */
  children?: ComponentChildren;
  lacks?: string | undefined;
};

/** Says what will follow, then does it. */
export const Ask = ({ title, text, doText, danger, open, onClose, change, children, lacks }: Props) => {
  const act = useAct();
  const [isTold, setTold] = useState(false);
  const error = act.error ?? (isTold ? lacks : undefined);
  const close = () => {
    act.forget();
    setTold(false);
    onClose();
  };
  const run = async () => {
    setTold(true);
    if (!lacks && (await act.run(change))) close();
  };
  return (
    <Dialog title={title} open={open} onClose={close}>
      <div class="stack tight">
        <p>{text}</p>
        {children}
        {error && (
          <Band notice tone="red">
            {error}
          </Band>
        )}
      </div>
      <div class="actions">
        <Button kind={danger ? 'danger' : 'primary'} wide busy={act.busy} onClick={run}>
          {doText}
        </Button>
        <Button wide onClick={close}>
          {t('app.cancel')}
        </Button>
      </div>
    </Dialog>
  );
};
