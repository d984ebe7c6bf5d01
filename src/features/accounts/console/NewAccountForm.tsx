import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { Checks } from '../../../web/kit/Choice.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { officer, ownArea } from '../../../web/kit/console/session.ts';
import { options, t } from '../../../web/kit/console/text.ts';
import { SelectField, TextField } from '../../../web/kit/Field.tsx';
import { isLogin, loginOf, mayGrant, type Role, roles } from '../rules.ts';
import { call, type Invitation } from './api.ts';
import { useUnits } from './units.ts';

/** Who joins, where, to do what; the answer is a one-time link. */
export const NewAccountForm = ({
  onDone,
  onCancel,
}: {
  onDone: (invitation: Invitation) => void;
  onCancel: () => void;
}) => {
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [unit, setUnit] = useState(ownArea());
  const [held, setHeld] = useState<Role[]>(['officer']);
  const [isTried, setTried] = useState(false);
  const units = useUnits();
  const mine = officer.value?.roles ?? [];
  const grantable = roles.filter((role) => mayGrant(mine, [role]));
  const written = login || loginOf(name);
  const isLoginWrong = !isLogin(written);
  const create = useAct(async () =>
    onDone(await call('POST /accounts', { body: { id: newId(), area: unit, login: written, name, roles: held } })),
  );
  return (
    <form
      class="card stack"
      aria-label={t('accounts.createTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!isLoginWrong && held.length > 0) void create.run();
      }}
    >
      <h2>{t('accounts.createTitle')}</h2>
      <div class="filter-grid">
        <TextField required label={t('accounts.fullName')} value={name} maxLength={120} onInput={setName} />
        <TextField
          label={t('accounts.login')}
          hint={t('accounts.loginHint')}
          value={written}
          maxLength={60}
          error={isTried && isLoginWrong ? t('accounts.loginFormat') : undefined}
          onInput={(text) => setLogin(text.toLowerCase())}
        />
      </div>
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
      {isTried && held.length === 0 && <p role="alert">{t('accounts.rolesEmpty')}</p>}
      <Refusal error={create.error} />
      <div class="row wrap">
        <Button type="submit" kind="primary" busy={create.isBusy}>
          {t('accounts.create')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
};
