import { Fragment } from 'preact';
import { useEffect } from 'preact/hooks';
import { LocationProvider, useLocation } from 'preact-iso';
import { InvitationPage } from '../../features/accounts/console/InvitationPage.tsx';
import { SignIn } from '../../features/accounts/console/SignIn.tsx';
import { ScanButton } from '../../features/codes/console/ScanDialog.tsx';
import { Areas } from '../kit/AreaPicker.tsx';
import { communesIn } from '../kit/console/areas.ts';
import { Scanning } from '../kit/console/scanning.ts';
import { officer, sessionLost } from '../kit/console/session.ts';
import { t } from '../kit/console/text.ts';
import { Dialog } from '../kit/Dialog.tsx';
import { Gate } from './Gate.tsx';
import { Screens } from './Screens.tsx';
import { Shell } from './Shell.tsx';
import { enter } from './session.ts';

const everywhere = communesIn();

const invitation = '/console/invitation';

/** Who is not signed in meets the sign-in; an invitation and the printed pages stand outside the shell. */
export const App = () => {
  useEffect(() => {
    if (location.pathname !== invitation) void enter();
  }, []);
  return (
    <LocationProvider scope="/console">
      <Areas.Provider value={everywhere}>
        <Scanning.Provider value={ScanButton}>
          <Entrance />
        </Scanning.Provider>
      </Areas.Provider>
    </LocationProvider>
  );
};

const Entrance = () => {
  const { path } = useLocation();
  if (path === invitation) return <Invited />;
  if (officer.value === undefined)
    return (
      <p class="state centred" role="status">
        {t('common.loading')}
      </p>
    );
  if (officer.value === null)
    return (
      <Gate title={t('accounts.signInTitle')}>
        <SignIn onDone={enter} />
      </Gate>
    );
  // Pages made for paper stand alone.
  const Frame = path.startsWith('/console/print/') ? Fragment : Shell;
  return (
    <>
      <Frame>
        <Screens />
      </Frame>
      <Dialog title={t('accounts.signIn')} open={sessionLost.value} onClose={() => (sessionLost.value = false)}>
        <div class="stack">
          <p>{t('accounts.signInAgain')}</p>
          <SignIn onDone={enter} />
        </div>
      </Dialog>
    </>
  );
};

/** Stands behind the `#` until the account is accepted, so that a reload in between loses nothing. */
const token = location.pathname === invitation ? location.hash.slice(1) : '';

const Invited = () => {
  const { route } = useLocation();
  return (
    <Gate>
      <InvitationPage
        token={token}
        onDone={async () => {
          await enter();
          route('/console/', true);
        }}
      />
    </Gate>
  );
};
