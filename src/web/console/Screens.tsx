import { useEffect } from 'preact/hooks';
import { lazy, Route, Router, useLocation } from 'preact-iso';
import { HandOverPage } from '../../features/verification/console/HandOverPage.tsx';
import { TestsPage } from '../../features/verification/console/TestsPage.tsx';
import { TodayPage } from '../../features/verification/console/TodayPage.tsx';
import { TransfersPage } from '../../features/verification/console/TransfersPage.tsx';
import { WorkPage } from '../../features/verification/console/WorkPage.tsx';
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
const AreasPage = lazy(() => import('../../features/areas/console/AreasPage.tsx').then((module) => module.AreasPage));
const AccountsPage = lazy(() =>
  import('../../features/accounts/console/AccountsPage.tsx').then((module) => module.AccountsPage),
);
const CodesPage = lazy(() =>
  import('../../features/accounts/console/CodesPage.tsx').then((module) => module.CodesPage),
);
const SessionsPage = lazy(() =>
  import('../../features/accounts/console/SessionsPage.tsx').then((module) => module.SessionsPage),
);
const AuditPage = lazy(() => import('../../features/audit/console/AuditPage.tsx').then((module) => module.AuditPage));

type Routed = { query: Record<string, string>; params: Record<string, string> };

/** Every screen by its address. */
export const Screens = () => (
  <Router>
    <Route path="/console" component={Home} />
    <Route path="/console/work" component={Work} />
    <Route path="/console/today" component={TodayPage} />
    <Route path="/console/transfers" component={TransfersPage} />
    <Route path="/console/tests" component={TestsPage} />
    <Route path="/console/hand-over" component={HandOverPage} />
    <Route path="/console/people" component={PeoplePage} />
    <Route path="/console/people/:id" component={Person} />
    <Route path="/console/declare" component={DeclarePage} />
    <Route path="/console/declarations" component={Declarations} />
    <Route path="/console/epidemic-areas" component={EpidemicAreasPage} />
    <Route path="/console/statistics" component={Statistics} />
    <Route path="/console/areas" component={AreasPage} />
    <Route path="/console/accounts" component={AccountsPage} />
    <Route path="/console/codes" component={CodesPage} />
    <Route path="/console/sessions" component={SessionsPage} />
    <Route path="/console/audit" component={AuditPage} />
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
    />
  );
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

const NotFound = () => (
  <Page title={t('shell.notFound')}>
    <p>{t('shell.notFoundText')}</p>
    <p>
      <a href="/console/">{t('shell.backToWork')}</a>
    </p>
  </Page>
);
