import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { Checks } from '../../../web/kit/Choice.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { ownArea } from '../../../web/kit/console/session.ts';
import { options, t } from '../../../web/kit/console/text.ts';
import { TextField, WordsField } from '../../../web/kit/Field.tsx';
import { isLogin, type Role, roles } from '../rules.ts';
import { call } from './api.ts';

/** An account asked for: for whom, to do what, and why. The level above gives it. */
export const RequestForm = ({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) => {
  const [name, setName] = useState('');
  const [login, setLogin] = useState('');
  const [held, setHeld] = useState<Role[]>(['officer']);
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const isLoginWrong = login !== '' && !isLogin(login);
  const isReady = name.trim() !== '' && reason.trim() !== '' && held.length > 0 && !isLoginWrong;
  const ask = useAct(async () => {
    const body = { id: newId(), area: ownArea(), name, roles: held, reason, ...(login && { login }) };
    await call('POST /account-requests', { body });
    onDone();
  });
  return (
    <form
      class="card stack"
      aria-label={t('accounts.requestNew')}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (isReady) void ask.run();
      }}
    >
      <h2>{t('accounts.requestNew')}</h2>
      <div class="filter-grid">
        <TextField required label={t('accounts.fullName')} value={name} maxLength={120} onInput={setName} />
        <TextField
          label={t('accounts.login')}
          hint={t('accounts.requestLoginHint')}
          value={login}
          maxLength={60}
          error={isTried && isLoginWrong ? t('accounts.loginFormat') : undefined}
          onInput={(text) => setLogin(text.toLowerCase())}
        />
      </div>
      <div class="compact">
        <Checks
          legend={t('accounts.roles')}
          options={options(roles, 'accounts.role')}
          chosen={held}
          onChange={setHeld}
        />
      </div>
      {isTried && held.length === 0 && <p role="alert">{t('accounts.rolesEmpty')}</p>}
      <WordsField
        label={t('common.reason')}
        hint={t('accounts.requestReasonHint')}
        value={reason}
        maxLength={500}
        error={isTried && reason.trim() === '' ? t('common.required') : undefined}
        onInput={setReason}
      />
      <Refusal error={ask.error} />
      <div class="row wrap">
        <Button type="submit" kind="primary" busy={ask.isBusy}>
          {t('accounts.requestSend')}
        </Button>
        <Button onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
};
