import { useState } from 'preact/hooks';
import type { GotReply } from '../../../core/contract.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct, useOnce } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import type { travel } from '../contract.ts';
import { call, type Pass } from './api.ts';

type Revoked = GotReply<(typeof travel)['POST /passes/:id/revocation']>;
type Props = { pass: Pick<Pass, 'id' | 'state' | 'person'>; onDone: (revoked: Revoked) => void };

/** Takes a pass back that runs or is to come, with the reason. */
export const RevokePass = ({ pass: { id, state, person }, onDone }: Props) => {
  const [isAsked, setAsked] = useState(false);
  const [reason, setReason] = useState('');
  const once = useOnce();
  const revoke = useAct(async (pass: string) => {
    onDone(await call('POST /passes/:id/revocation', { params: { id: pass }, body: once({ reason }) }));
    setAsked(false);
  });
  if (!id || !can('pass.revoke') || (state !== 'valid' && state !== 'not_yet')) return null;
  return (
    <>
      <Button onClick={() => setAsked(true)}>{t('travels.revoke')}…</Button>
      <Confirm
        open={isAsked}
        onClose={() => setAsked(false)}
        title={t('travels.revokeTitle', { name: person.fullName })}
        text={t('travels.revokeText')}
        confirm={t('travels.revoke')}
        busy={revoke.isBusy}
        error={revoke.error}
        onConfirm={() => revoke.run(id)}
      >
        <TextField required label={t('common.reason')} value={reason} maxLength={500} onInput={setReason} />
      </Confirm>
    </>
  );
};
