import { useEffect, useErrorBoundary } from 'preact/hooks';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso';
import { SignIn } from '../../features/accounts/citizen/SignIn.tsx';
import { areaSource } from '../../features/areas/citizen/source.ts';
import { Hotline } from '../../features/declarations/citizen/Hotline.tsx';
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
import { Beside, Later, LaterPlaces } from './Later.tsx';
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
  // Whom a health station asks for the people met needs no account.
  if (path === '/app/tiep-xuc') return <LaterPlaces screen="MetPage" />;
  if (session.value.state === 'out' || path === '/dang-nhap') return <SignedOut />;
  if (members.value.length === 0)
    return (
      <>
        <Offers offers={keeper.me.value?.offers ?? []} />
        <Later screen="NewPerson" relation="self" onHome={keepHomeOf} stays={isAtDoor(path)} />
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
      <Route path="/app/vao/:code?" component={CheckIn} />
      <Route path="/app/noi-da-den" component={Visits} />
      <Route path="/app/noi-da-den/ghi" component={Late} />
      <Route path="/app/thong-bao/:person" component={Told} />
      <Route path="/app/tai-khoan" component={Account} />
      <Route path="/app/du-lieu/:screen?" component={Data} />
      <Route path="/app/bao-loi" component={Problem} />
      <Route path="/app/dau-moi" component={Focal} />
      <Route path="/app/dia-diem" component={Venues} />
      <Route path="/app/dia-diem/moi" component={NewVenue} />
      <Route path="/app/dia-diem/:id" component={Venue} />
      <Route path="/app/dia-diem/:id/sua" component={EditVenue} />
      <Route path="/app/dia-diem/:id/in" component={Poster} />
      <Route path="/app/dia-diem/:id/man-hinh" component={VenueScreen} />
      <Route path="/app/dia-diem/:id/quet" component={Door} />
      <Route path="/app/dia-diem/:id/may-quet" component={Reader} />
      <Route default component={Missing} />
    </Router>
  );
};

/** Who came here by the code of a place goes on there, once the own record is made. */
const isAtDoor = (path: string): boolean => path.startsWith('/app/vao/');

const keepHomeOf = (person: string, where: Parameters<typeof keepHome>[2]) => keepHome(device.shelf, person, where);

const Declare = () => <Later screen="Declare" />;
const Forms = () => <Later screen="FormsPage" />;
const Form = () => <Later screen="FormPage" />;
const Pass = () => <Later screen="PassPage" />;
const Health = () => <Later screen="HealthPage" />;
const Mine = () => <Later screen="Mine" />;
const Result = () => <Later screen="Result" aside={<Beside screen="HereNow" />} />;
const Detail = () => <Later screen="Detail" />;
const Family = () => <Later screen="Family" />;
const EditPerson = () => <Later screen="EditPerson" />;
const AddPerson = () => <Later screen="NewPerson" relation="family" onHome={keepHomeOf} />;
const MyCode = () => <Later screen="MyCode" Faces={Faces} />;
const CodeCard = () => <Later screen="CardPage" />;
const ScanCode = () => <Later screen="ScanPage" />;
const CheckIn = () => <LaterPlaces screen="CheckInPage" Hotline={Hotline} />;
const Visits = () => <LaterPlaces screen="VisitsPage" />;
const Late = () => <LaterPlaces screen="LateEntry" />;
const Told = () => <LaterPlaces screen="NoticePage" Hotline={Hotline} />;
const Door = () => <LaterPlaces screen="DoorPage" account={keeper.me.value?.account.id ?? ''} />;
const Reader = () => <LaterPlaces screen="ReaderPage" account={keeper.me.value?.account.id ?? ''} />;
const Problem = () => <Later screen="ProblemPage" />;
const Focal = () => <Later screen="FocalPointsPage" />;
const Data = () => <Later screen="DataPages" />;
const Account = () => <Later screen="AccountPage" phone={keeper.me.value?.phone ?? null} onSignOut={signOut} />;

const Venues = () => <LaterPlaces screen="VenuesPage" />;
const NewVenue = () => <LaterPlaces screen="NewVenuePage" />;
const Venue = () => <LaterPlaces screen="VenuePage" me={keeper.me.value?.account.id ?? ''} />;
const EditVenue = () => <LaterPlaces screen="EditVenuePage" />;
const Poster = () => <LaterPlaces screen="PosterPage" />;
const VenueScreen = () => <LaterPlaces screen="ScreenPage" me={keeper.me.value?.account.id ?? ''} />;

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
