import { useEffect, useErrorBoundary } from 'preact/hooks';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { SignIn } from '../../features/accounts/citizen/SignIn.tsx';
import { areaSource } from '../../features/areas/citizen/source.ts';
import { keepHome } from '../../features/declarations/citizen/last.ts';
import { Faces } from '../../features/people/citizen/Faces.tsx';
import { Offers } from '../../features/people/citizen/Offers.tsx';
import { Areas } from '../kit/AreaPicker.tsx';
import { Band } from '../kit/Band.tsx';
import { LinkButton } from '../kit/Button.tsx';
import { DeviceProvider, useDevice } from '../kit/citizen/device.ts';
import { Hamlets } from '../kit/citizen/HamletField.tsx';
import { Page } from '../kit/citizen/Page.tsx';
import { t } from '../kit/citizen/texts.ts';
import { Bands } from './Bands.tsx';
import { device, keeper, signOut } from './device.ts';
import { Home } from './Home.tsx';
import { Later } from './Later.tsx';
import { TopBar } from './TopBar.tsx';

/** The other faces and what a printed code opens are not this app's pages. */
const ours = /^\/($|\?|khai-bao|to-khai|dang-nhap|app)/;

export const App = () => (
  <LocationProvider scope={ours}>
    <DeviceProvider value={device}>
      <Areas.Provider value={areaSource}>
        <Hamlets.Provider value={areaSource.hamlets}>
          <a class="skip button" href="#main">
            {t('app.skip')}
          </a>
          <TopBar />
          <Bands />
          <main id="main" tabIndex={-1}>
            <Guarded />
          </main>
        </Hamlets.Provider>
      </Areas.Provider>
    </DeviceProvider>
  </LocationProvider>
);

/** A screen that fails shows a way on, not an empty page. */
const Guarded = () => {
  const [error, reset] = useErrorBoundary();
  const { url } = useLocation();
  useEffect(reset, [url]);
  if (!error) return <Screens />;
  return (
    <Page title={t('app.failed')} back="/">
      <Band notice tone="red">
        {t('app.chunkFailed')}
      </Band>
    </Page>
  );
};

const Screens = () => {
  const { session } = keeper;
  const { members } = useDevice();
  const { path } = useLocation();
  if (session.value.state === 'starting')
    return (
      <p class="state" role="status">
        {t('app.loading')}
      </p>
    );
  if (session.value.state === 'out' || path === '/dang-nhap') return <SignedOut />;
  if (members.value.length === 0)
    return (
      <>
        <Offers offers={keeper.me.value?.offers ?? []} />
        <Later screen="NewPerson" relation="self" onHome={keepHomeOf} />
      </>
    );
  return (
    <Router>
      <Route path="/" component={Home} />
      <Route path="/khai-bao" component={Declare} />
      <Route path="/khai-bao/mau" component={Forms} />
      <Route path="/khai-bao/:form" component={Form} />
      <Route path="/to-khai" component={Mine} />
      <Route path="/to-khai/ket-qua" component={Result} />
      <Route path="/to-khai/:id" component={Detail} />
      <Route path="/app/ma-di-duong/:id" component={Pass} />
      <Route path="/app/suc-khoe" component={Health} />
      <Route path="/app/nguoi-nha" component={Family} />
      <Route path="/app/nguoi-nha/them" component={AddPerson} />
      <Route path="/app/nguoi-nha/:id" component={EditPerson} />
      <Route path="/app/ma-qr" component={MyCode} />
      <Route path="/app/ma-qr/the" component={CodeCard} />
      <Route path="/app/quet" component={ScanCode} />
      <Route path="/app/tai-khoan" component={Account} />
      <Route path="/app/du-lieu/:screen?" component={Data} />
      <Route path="/app/bao-loi" component={Problem} />
      <Route path="/app/dau-moi" component={Focal} />
      <Route default component={Missing} />
    </Router>
  );
};

const keepHomeOf = (person: string, where: Parameters<typeof keepHome>[2]) => keepHome(device.shelf, person, where);

const Declare = () => <Later screen="Declare" />;
const Forms = () => <Later screen="FormsPage" />;
const Form = () => <Later screen="FormPage" />;
const Pass = () => <Later screen="PassPage" />;
const Health = () => <Later screen="HealthPage" />;
const Mine = () => <Later screen="Mine" />;
const Result = () => <Later screen="Result" />;
const Detail = () => <Later screen="Detail" />;
const Family = () => <Later screen="Family" />;
const EditPerson = () => <Later screen="EditPerson" />;
const AddPerson = () => <Later screen="NewPerson" relation="family" onHome={keepHomeOf} />;
const MyCode = () => <Later screen="MyCode" Faces={Faces} />;
const CodeCard = () => <Later screen="CardPage" />;
const ScanCode = () => <Later screen="ScanPage" />;
const Problem = () => <Later screen="ProblemPage" />;
const Focal = () => <Later screen="FocalPointsPage" />;
const Data = () => <Later screen="DataPages" />;
const Account = () => <Later screen="AccountPage" phone={keeper.me.value?.phone ?? null} onSignOut={signOut} />;

/** After a session has ended the screen the person was on opens again. */
const SignedOut = () => {
  const { path, route } = useLocation();
  return (
    <SignIn
      onSignedIn={async () => {
        await keeper.refresh();
        if (path === '/dang-nhap') route('/', true);
      }}
    />
  );
};

const Missing = () => (
  <Page title={t('app.missing')}>
    <p>{t('app.missingNote')}</p>
    <LinkButton kind="primary" wide href="/">
      {t('app.home')}
    </LinkButton>
  </Page>
);
