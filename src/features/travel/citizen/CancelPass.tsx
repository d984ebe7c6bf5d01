import { useState } from 'preact/hooks';
import { CallError, client, newId } from '../../../core/client.ts';
import type { GotReply } from '../../../core/contract.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { Dialog } from '../../../web/kit/Dialog.tsx';
import type { travel } from '../contract.ts';

type Cancelled = GotReply<(typeof travel)['POST /passes/:id/revocation']>;
type Props = { pass: string; name: string; onDone: (cancelled: Cancelled) => Promise<void> };

const call = client<typeof travel>();

/** Who does not travel after all gives the pass up; it may be made again. */
export const CancelPass = ({ pass, name, onDone }: Props) => {
  const [isAsking, setAsking] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const [id] = useState(() => newId());
  const cancel = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await onDone(
        await call('POST /passes/:id/revocation', {
          params: { id: pass },
          body: { id, reason: t('pass.cancelReason') },
        }),
      );
    } catch (failed) {
      setError(failed instanceof CallError && failed.code !== 'offline' ? failed.message : t('pass.cancelFailed'));
      setBusy(false);
    }
  };
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t('pass.cancel')}…</Button>
      <Dialog title={t('pass.cancelTitle', { name })} open={isAsking} onClose={() => setAsking(false)}>
        <p>{t('pass.cancelNote')}</p>
        {error && (
          <Band notice tone="red">
            {error}
          </Band>
        )}
        <div class="actions">
          <Button kind="danger" busy={isBusy} onClick={cancel}>
            {t('pass.cancel')}
          </Button>
          <Button onClick={() => setAsking(false)}>{t('app.back')}</Button>
        </div>
      </Dialog>
    </>
  );
};
