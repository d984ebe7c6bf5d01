import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Checks } from '../../../web/kit/Choice.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { ReasonDialog } from '../../../web/kit/console/ReasonDialog.tsx';
import { officer } from '../../../web/kit/console/session.ts';
import { options, t } from '../../../web/kit/console/text.ts';
import { SelectField } from '../../../web/kit/Field.tsx';
import { mayGrant, type Role, roles } from '../rules.ts';
import { call, type Invitation, type OfficerRow } from './api.ts';
import { useUnits } from './units.ts';

type DialogProps = { account: OfficerRow; onDone: (invitation?: Invitation) => void; onClose: () => void };

export const SuspendDialog = ({ account, onDone, onClose }: DialogProps) => (
  <ReasonDialog
    open
    danger
    most={300}
    onClose={onClose}
    title={t('accounts.suspendTitle', { name: account.name })}
    text={t('accounts.suspendText')}
    confirm={t('accounts.suspend')}
    onSend={async (body) => {
      await call('POST /accounts/:id/suspension', { params: { id: account.id }, body });
      onDone();
    }}
  />
);

export const ResetDialog = ({ account, onDone, onClose }: DialogProps) => {
  const reset = useAct(async () => {
    onDone(await call('POST /accounts/:id/reset', { params: { id: account.id }, body: { id: newId() } }));
  });
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('accounts.resetTitle', { name: account.name })}
      text={t('accounts.resetText')}
      confirm={t('accounts.reset')}
      busy={reset.isBusy}
      error={reset.error}
      onConfirm={reset.run}
    />
  );
};

/** Another unit, other roles, or both: it counts at once, also where the officer is signed in. */
export const TransferDialog = ({ account, onDone, onClose }: DialogProps) => {
  const [unit, setUnit] = useState(account.area);
  const [held, setHeld] = useState<Role[]>(roles.filter((role) => account.roles.includes(role)));
  const near = useUnits();
  const units = near.some(({ path }) => path === account.area)
    ? near
    : [{ path: account.area, name: account.areaName }, ...near];
  const mine = officer.value?.roles ?? [];
  const grantable = roles.filter((role) => mayGrant(mine, [role]));
  const transfer = useAct(async () => {
    const body = { id: newId(), area: unit, roles: held };
    await call('POST /accounts/:id/transfer', { params: { id: account.id }, body });
    onDone();
  });
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('accounts.transferTitle', { name: account.name })}
      text={t('accounts.transferText')}
      confirm={t('accounts.transfer')}
      busy={transfer.isBusy}
      error={transfer.error}
      onConfirm={() => held.length > 0 && transfer.run()}
    >
      <SelectField
        label={t('accounts.unit')}
        value={unit}
        onChange={setUnit}
        options={units.map(({ path, name: label }) => ({ value: path, label }))}
      />
      <div class="compact">
        <Checks
          legend={t('accounts.roles')}
          options={options(grantable, 'accounts.role')}
          chosen={held}
          onChange={setHeld}
        />
      </div>
      {held.length === 0 && <p role="alert">{t('accounts.rolesEmpty')}</p>}
    </Confirm>
  );
};
