import { Bell, BellOff, LifeBuoy, LogOut, MonitorSmartphone, Send, UserPlus, UserRound } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { openPostQueue, sendQueue, waiting as unsentChecks } from '../../features/travel/console/post-queue.ts';
import { isSoundOn, switchSound } from '../../features/verification/console/chime.ts';
import { queue } from '../../features/verification/console/queue.ts';
import { Button, LinkButton } from '../kit/Button.tsx';
import { Confirm } from '../kit/console/Confirm.tsx';
import { can, officer } from '../kit/console/session.ts';
import { maybe, t } from '../kit/console/text.ts';
import { givenName } from '../kit/format.ts';
import { Icon } from '../kit/Icon.tsx';
import { LanguageSwitch } from './LanguageSwitch.tsx';
import { leave } from './session.ts';

/** Who is at work: unit, roles, language, sound, devices, and the way out, which wipes this device. */
export const OfficerMenu = () => {
  const [isLeaving, setLeaving] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const { path } = useLocation();
  // A link within the menu has been followed.
  useEffect(() => document.getElementById('officer-menu')?.hidePopover(), [path]);
  const who = officer.value;
  if (!who) return null;
  const signOut = async () => {
    setBusy(true);
    await leave();
  };
  return (
    <>
      <button
        type="button"
        class="button plain"
        popovertarget="officer-menu"
        aria-label={t('shell.officerMenu', { name: who.name })}
      >
        <Icon of={UserRound} />
        <span class="wide-only">{givenName(who.name)}</span>
      </button>
      <div id="officer-menu" popover="auto" class="officer-menu">
        <div class="stack">
          <p>
            <strong>{who.name}</strong>
            <br />
            {who.areaName || t('shell.national')}
            <br />
            <span class="quiet">{who.roles.map((role) => maybe(`accounts.role.${role}`) ?? role).join(', ')}</span>
          </p>
          <LanguageSwitch />
          <Button icon={isSoundOn.value ? Bell : BellOff} onClick={switchSound}>
            {t(isSoundOn.value ? 'shell.soundOn' : 'shell.soundOff')}
          </Button>
          <LinkButton href="/console/sessions" icon={MonitorSmartphone}>
            {t('shell.sessions')}
          </LinkButton>
          {can('account.request') && !can('account.read') && (
            <LinkButton href="/console/accounts/requests" icon={UserPlus}>
              {t('shell.accountRequests')}
            </LinkButton>
          )}
          <LinkButton href={`/console/problems?from=${encodeURIComponent(path)}`} icon={LifeBuoy}>
            {t('shell.reportProblem')}
          </LinkButton>
          <Button
            icon={LogOut}
            onClick={() => {
              document.getElementById('officer-menu')?.hidePopover();
              setLeaving(true);
              void openPostQueue();
            }}
          >
            {t('shell.signOut')}
          </Button>
        </div>
      </div>
      <Confirm
        open={isLeaving}
        onClose={() => setLeaving(false)}
        danger={queue.value.length + unsentChecks.value > 0}
        title={t('shell.signOutTitle')}
        text={t('shell.signOutText')}
        confirm={t('shell.signOut')}
        busy={isBusy}
        onConfirm={signOut}
      >
        {queue.value.length > 0 && <strong>{t('shell.signOutUnsent', { n: queue.value.length })}</strong>}
        {unsentChecks.value > 0 && <UnsentChecks n={unsentChecks.value} />}
      </Confirm>
    </>
  );
};

/** Checks of a post that the server does not know yet would go with this device's store. */
const UnsentChecks = ({ n }: { n: number }) => {
  const [isTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    await sendQueue();
    setTried(true);
    setBusy(false);
  };
  return (
    <div class="stack tight" role="status">
      <strong>{t('post.unsent', { n })}</strong>
      {isTried && !isBusy && <p>{t('post.stillUnsent')}</p>}
      <p>
        <Button icon={Send} busy={isBusy} onClick={send}>
          {t('post.sendFirst')}
        </Button>
      </p>
    </div>
  );
};
