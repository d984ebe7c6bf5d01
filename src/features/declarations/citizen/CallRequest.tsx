import { PhoneIncoming } from 'lucide';
import { useState } from 'preact/hooks';
import { CallError, client, newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { date, time } from '../../../web/kit/format.ts';
import type { declarations } from '../contract.ts';

const call = client<typeof declarations>();

/** "Ask the station to call": for those whom the station would not call by itself. */
export const CallRequest = ({ declaration, asked }: { declaration: string; asked?: string | null }) => {
  const [at, setAt] = useState(asked ?? undefined);
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [id] = useState(() => newId());
  const ask = async () => {
    setBusy(true);
    setError(undefined);
    try {
      setAt((await call('POST /declarations/:id/call-request', { params: { id: declaration }, body: { id } })).at);
    } catch (reason) {
      const isOffline = reason instanceof CallError && reason.code === 'offline';
      setError(t(isOffline ? 'result.askCallOffline' : 'result.askCallFailed'));
    }
    setBusy(false);
  };
  if (at)
    return (
      <Band notice tone="green">
        {t('result.askedCall', { time: time(at), date: date(at) })}
      </Band>
    );
  return (
    <>
      {error && (
        <Band notice tone="amber">
          {error}
        </Band>
      )}
      <Button wide icon={PhoneIncoming} busy={busy} onClick={ask}>
        {t('result.askCall')}
      </Button>
    </>
  );
};
