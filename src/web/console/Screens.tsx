import { useEffect } from 'preact/hooks';
import { lazy, Route, Router, useLocation } from 'preact-iso';
import { HandOverPage } from '../../features/verification/console/HandOverPage.tsx';
import { TestsPage } from '../../features/verification/console/TestsPage.tsx';
import { TodayPage } from '../../features/verification/console/TodayPage.tsx';
import { TransfersPage } from '../../features/verification/console/TransfersPage.tsx';
import { WorkPage } from '../../features/verification/console/WorkPage.tsx';
import { DoorBand } from '../../features/visits/console/DoorBand.tsx';
import { Page } from '../kit/console/Page.tsx';
import { Empty } from '../kit/console/Shown.tsx';
import { can } from '../kit/console/session.ts';
import { t } from '../kit/console/text.ts';
import { places } from './navigation.ts';
import { DeclarationPanel, PersonPage } from './PersonPanel.tsx';

// A station's day needs the screens above at once, also without a network; the others come when they are opened.
const PeoplePage = lazy(() =>
  import('../../features/people/console/PeoplePage.tsx').then((module) => module.PeoplePage),
);
const DeclarePage = lazy(() => import('./DeclarePage.tsx').then((module) => module.DeclarePage));
const DeclarationsPage = lazy(() =>
  import('../../features/declarations/console/DeclarationsPage.tsx').then((module) => module.DeclarationsPage),
);
const EpidemicAreasPage = lazy(() =>
  import('../../features/declarations/console/EpidemicAreasPage.tsx').then((module) => module.EpidemicAreasPage),
);
const StatisticsPage = lazy(() =>
  import('../../features/statistics/console/StatisticsPage.tsx').then((module) => module.StatisticsPage),
);
const DailyReport = lazy(() =>
  import('../../features/statistics/console/DailyReport.tsx').then((module) => module.DailyReport),
);
const WorkPrint = lazy(() =>
  import('../../features/verification/console/WorkPrint.tsx').then((module) => module.WorkPrint),
);
const LaggingPage = lazy(() =>
  import('../../features/reminders/console/LaggingPage.tsx').then((module) => module.LaggingPage),
);
const RemindersPage = lazy(() =>
  import('../../features/reminders/console/RemindersPage.tsx').then((module) => module.RemindersPage),
);
const AlarmsPage = lazy(() =>
  import('../../features/alarms/console/AlarmsPage.tsx').then((module) => module.AlarmsPage),
);
const CampaignsPage = lazy(() =>
  import('../../features/campaigns/console/CampaignsPage.tsx').then((module) => module.CampaignsPage),
);
const PosterPrint = lazy(() =>
  import('../../features/campaigns/console/PosterPrint.tsx').then((module) => module.PosterPrint),
);
const AreasPage = lazy(() => import('../../features/areas/console/AreasPage.tsx').then((module) => module.AreasPage));
const AccountsPage = lazy(() =>
  import('../../features/accounts/console/AccountsPage.tsx').then((module) => module.AccountsPage),
);
const AccountUnitsPage = lazy(() =>
  import('../../features/accounts/console/UnitsPage.tsx').then((module) => module.UnitsPage),
);
const AccountListPage = lazy(() =>
  import('../../features/accounts/console/ListPage.tsx').then((module) => module.ListPage),
);
const AccountRequestsPage = lazy(() =>
  import('../../features/accounts/console/RequestsPage.tsx').then((module) => module.RequestsPage),
);
const CodesPage = lazy(() =>
  import('../../features/accounts/console/CodesPage.tsx').then((module) => module.CodesPage),
);
const ScanPage = lazy(() => import('../../features/codes/console/ScanPage.tsx').then((module) => module.ScanPage));
const CardPrint = lazy(() => import('../../features/codes/console/CardPrint.tsx').then((module) => module.CardPrint));
const SessionsPage = lazy(() =>
  import('../../features/accounts/console/SessionsPage.tsx').then((module) => module.SessionsPage),
);
const ProblemsPage = lazy(() =>
  import('../../features/support/console/ProblemsPage.tsx').then((module) => module.ProblemsPage),
);
const ProblemQueuePage = lazy(() =>
  import('../../features/support/console/ProblemQueuePage.tsx').then((module) => module.ProblemQueuePage),
);
const AuditPage = lazy(() => import('../../features/audit/console/AuditPage.tsx').then((module) => module.AuditPage));

const ImportsPage = lazy(() =>
  import('../../features/imports/console/ImportsPage.tsx').then((module) => module.ImportsPage),
);
const ImportPage = lazy(() =>
  import('../../features/imports/console/ImportPage.tsx').then((module) => module.ImportPage),
);
const ImportReceipt = lazy(() =>
  import('../../features/imports/console/ReceiptPrint.tsx').then((module) => module.ReceiptPrint),
);
const CheckPage = lazy(() => import('../../features/travel/console/CheckPage.tsx').then((module) => module.CheckPage));
const EntriesPage = lazy(() =>
  import('../../features/travel/console/EntriesPage.tsx').then((module) => module.EntriesPage),
);
const TravelsPage = lazy(() =>
  import('../../features/travel/console/TravelsPage.tsx').then((module) => module.TravelsPage),
);
const PassPrint = lazy(() => import('../../features/travel/console/PassPrint.tsx').then((module) => module.PassPrint));
const GatesPage = lazy(() => import('../../features/travel/console/GatesPage.tsx').then((module) => module.GatesPage));
const ArrivalsPage = lazy(() =>
  import('../../features/returnees/console/ArrivalsPage.tsx').then((module) => module.ArrivalsPage),
);
const CasesPage = lazy(() => import('../../features/cases/console/CasesPage.tsx').then((module) => module.CasesPage));
const NewCase = lazy(() => import('./CaseScreens.tsx').then((module) => module.NewCase));
const CaseScreen = lazy(() => import('./CaseScreens.tsx').then((module) => module.CaseScreen));
const NoticesPage = lazy(() =>
  import('../../features/cases/console/NoticesPage.tsx').then((module) => module.NoticesPage),
);
const VenuesPage = lazy(() =>
  import('../../features/venues/console/VenuesPage.tsx').then((module) => module.VenuesPage),
);
const NewVenuePage = lazy(() =>
  import('../../features/venues/console/NewVenuePage.tsx').then((module) => module.NewVenuePage),
);
const SilentPage = lazy(() =>
  import('../../features/venues/console/SilentPage.tsx').then((module) => module.SilentPage),
);
const VenueImportPage = lazy(() =>
  import('../../features/venues/console/ImportPage.tsx').then((module) => module.ImportPage),
);
const DoorAlertsPage = lazy(() =>
  import('../../features/visits/console/DoorAlertsPage.tsx').then((module) => module.DoorAlertsPage),
);
const ContactsPage = lazy(() =>
  import('../../features/followup/console/ContactsPage.tsx').then((module) => module.ContactsPage),
);
const ContactsPrint = lazy(() =>
  import('../../features/followup/console/ContactsPrint.tsx').then((module) => module.ContactsPrint),
);
const LabImport = lazy(() =>
  import('../../features/laboratory/console/LabImport.tsx').then((module) => module.LabImport),
);
const Positives = lazy(() =>
  import('../../features/laboratory/console/Positives.tsx').then((module) => module.Positives),
);
const HotlinePage = lazy(() => import('./HotlinePage.tsx').then((module) => module.HotlinePage));

const BackwardPage = lazy(() =>
  import('../../features/investigations/console/BackwardPage.tsx').then((module) => module.BackwardPage),
);

const DuplicatesPage = lazy(() =>
  import('../../features/people/console/DuplicatesPage.tsx').then((module) => module.DuplicatesPage),
);
const MergePage = lazy(() => import('../../features/people/console/MergePage.tsx').then((module) => module.MergePage));
const CorrectionsPage = lazy(() =>
  import('../../features/records/console/CorrectionsPage.tsx').then((module) => module.CorrectionsPage),
);

type Routed = { query: Record<string, string>; params: Record<string, string> };

/** Every screen by its address. */
export const Screens = () => (
  <Router>
    <Route path="/console" component={Home} />
    <Route path="/console/work" component={Work} />
    <Route path="/console/today" component={TodayPage} />
    <Route path="/console/transfers" component={TransfersPage} />
    <Route path="/console/tests" component={Tests} />
    <Route path="/console/hand-over" component={HandOverPage} />
    <Route path="/console/people" component={PeoplePage} />
    <Route path="/console/people/:id" component={Person} />
    <Route path="/console/duplicates" component={DuplicatesPage} />
    <Route path="/console/merge" component={MergePage} />
    <Route path="/console/corrections" component={CorrectionsPage} />
    <Route path="/console/declare" component={DeclarePage} />
    <Route path="/console/declarations" component={Declarations} />
    <Route path="/console/check" component={CheckPage} />
    <Route path="/console/entries" component={EntriesPage} />
    <Route path="/console/travels" component={TravelsPage} />
    <Route path="/console/arrivals" component={ArrivalsPage} />
    <Route path="/console/gates" component={GatesPage} />
    <Route path="/console/venues" component={Venues} />
    <Route path="/console/venues/new" component={NewVenue} />
    <Route path="/console/venues/silent" component={Silent} />
    <Route path="/console/venues/import" component={VenueImportPage} />
    <Route path="/console/door-alerts" component={DoorAlertsPage} />
    <Route path="/console/cases" component={CasesPage} />
    <Route path="/console/cases/new" component={NewCase} />
    <Route path="/console/cases/:id" component={OneCase} />
    <Route path="/console/notices" component={NoticesPage} />
    <Route path="/console/contacts" component={Contacts} />
    <Route path="/console/hotline" component={HotlinePage} />
    <Route path="/console/epidemic-areas" component={EpidemicAreasPage} />
    <Route path="/console/statistics" component={Statistics} />
    <Route path="/console/lagging" component={LaggingPage} />
    <Route path="/console/reminders" component={RemindersPage} />
    <Route path="/console/alarms" component={Alarms} />
    <Route path="/console/campaigns" component={CampaignsPage} />
    <Route path="/console/print/poster" component={PosterPrint} />
    <Route path="/console/areas" component={AreasPage} />
    <Route path="/console/accounts" component={AccountsPage} />
    <Route path="/console/accounts/units" component={AccountUnitsPage} />
    <Route path="/console/accounts/list" component={AccountListPage} />
    <Route path="/console/accounts/requests" component={AccountRequestsPage} />
    <Route path="/console/codes" component={CodesPage} />
    <Route path="/console/sessions" component={SessionsPage} />
    <Route path="/console/backward" component={Backward} />
    <Route path="/console/audit" component={AuditPage} />
    <Route path="/console/problems" component={Problems} />
    <Route path="/console/problem-queue" component={ProblemQueuePage} />
    <Route path="/console/imports" component={ImportsPage} />
    <Route path="/console/imports/:id" component={Imported} />
    <Route path="/console/print/import/:id" component={PrintedImport} />
    <Route path="/console/scan" component={ScanPage} />
    <Route path="/console/print/card" component={CardPrint} />
    <Route path="/console/print/pass" component={PassPrint} />
    <Route path="/console/print/contacts" component={PrintedContacts} />
    <Route path="/console/print/work" component={WorkPrint} />
    <Route path="/console/print/daily" component={DailyReport} />
    <Route default component={NotFound} />
  </Router>
);

/** The first place that the officer's roles open. */
const Home = () => {
  const { route } = useLocation();
  const first = places.find(({ verb }) => can(verb));
  useEffect(() => {
    if (first) route(first.href, true);
  }, []);
  return first ? null : <Empty title={t('shell.noVerbs')} />;
};

const Work = ({ query }: Routed) => {
  const { route } = useLocation();
  return (
    <WorkPage
      query={query}
      go={(url) => route(url, true)}
      panel={(open) => <DeclarationPanel key={open.declaration} {...open} />}
      above={can('work.act') && <DoorBand />}
    />
  );
};

const Venues = ({ query }: Routed) => {
  const { route } = useLocation();
  return <VenuesPage query={query} go={(url) => route(url, true)} />;
};

const NewVenue = () => {
  const { route } = useLocation();
  return <NewVenuePage go={route} />;
};

const Silent = ({ query }: Routed) => {
  const { route } = useLocation();
  return <SilentPage query={query} go={route} />;
};

const Person = ({ params }: Routed) => <PersonPage key={params.id} id={params.id ?? ''} />;

const Declarations = ({ query }: Routed) => {
  const { route } = useLocation();
  return <DeclarationsPage query={query} go={(url) => route(url, true)} />;
};

const Statistics = ({ query }: Routed) => {
  const { route } = useLocation();
  return <StatisticsPage query={query} go={route} />;
};

const Tests = ({ query }: Routed) => (
  <TestsPage query={query} imports={(onDone) => <LabImport onDone={onDone} />} positives={<Positives />} />
);

const Contacts = ({ query }: Routed) => {
  const { route } = useLocation();
  return <ContactsPage query={query} go={(url) => route(url, true)} />;
};

const PrintedContacts = ({ query }: Routed) => <ContactsPrint query={query} />;

const Alarms = ({ query }: Routed) => {
  const { route } = useLocation();
  return <AlarmsPage query={query} go={route} />;
};

const Backward = ({ query }: Routed) => {
  const { route } = useLocation();
  return <BackwardPage query={query} go={(url) => route(url, true)} />;
};

const Problems = ({ query }: Routed) => <ProblemsPage from={query.from ?? ''} />;

const Imported = ({ params }: Routed) => <ImportPage key={params.id} id={params.id ?? ''} />;

const OneCase = ({ params }: Routed) => <CaseScreen key={params.id} id={params.id ?? ''} />;

const PrintedImport = ({ params }: Routed) => <ImportReceipt id={params.id ?? ''} />;

const NotFound = () => (
  <Page title={t('shell.notFound')}>
    <p>{t('shell.notFoundText')}</p>
    <p>
      <a href="/console/">{t('shell.backToWork')}</a>
    </p>
  </Page>
);
