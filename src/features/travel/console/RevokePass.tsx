import { useState } from 'preact/hooks';
import type { GotReply } from '../../../core/contract.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { ReasonDialog } from '../../../web/kit/console/ReasonDialog.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import type { travel } from '../contract.ts';
import { call, type Pass } from './api.ts';

type Revoked = GotReply<(typeof travel)['POST /passes/:id/revocation']>;
type Props = { pass: Pick<Pass, 'id' | 'state' | 'person'>; onDone: (revoked: Revoked) => void };

/** Takes a pass back that runs or is to come, with the reason. */
export const RevokePass = ({ pass: { id, state, person }, onDone }: Props) => {
  const [isAsked, setAsked] = useState(false);
  if (!id || !can('pass.revoke') || (state !== 'valid' && state !== 'not_yet')) return null;
  return (
    <>
      <Button onClick={() => setAsked(true)}>{t('travels.revoke')}…</Button>
      <ReasonDialog
        open={isAsked}
        onClose={() => setAsked(false)}
        title={t('travels.revokeTitle', { name: person.fullName })}
        text={t('travels.revokeText')}
        confirm={t('travels.revoke')}
        onSend={async (body) => onDone(await call('POST /passes/:id/revocation', { params: { id }, body }))}
      />
    </>
  );
};
