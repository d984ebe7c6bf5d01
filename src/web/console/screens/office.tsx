import { lazy } from 'preact-iso';
import type { Routed, Screen } from './routed.tsx';

const AreasPage = lazy(() =>
  import('../../../features/areas/console/AreasPage.tsx').then((module) => module.AreasPage),
);
const AccountsPage = lazy(() =>
  import('../../../features/accounts/console/AccountsPage.tsx').then((module) => module.AccountsPage),
);
const UnitsPage = lazy(() =>
  import('../../../features/accounts/console/UnitsPage.tsx').then((module) => module.UnitsPage),
);
const ListPage = lazy(() =>
  import('../../../features/accounts/console/ListPage.tsx').then((module) => module.ListPage),
);
const RequestsPage = lazy(() =>
  import('../../../features/accounts/console/RequestsPage.tsx').then((module) => module.RequestsPage),
);
const CodesPage = lazy(() =>
  import('../../../features/accounts/console/CodesPage.tsx').then((module) => module.CodesPage),
);
const SessionsPage = lazy(() =>
  import('../../../features/accounts/console/SessionsPage.tsx').then((module) => module.SessionsPage),
);
const ProblemsPage = lazy(() =>
  import('../../../features/support/console/ProblemsPage.tsx').then((module) => module.ProblemsPage),
);
const ProblemQueuePage = lazy(() =>
  import('../../../features/support/console/ProblemQueuePage.tsx').then((module) => module.ProblemQueuePage),
);
const AuditPage = lazy(() =>
  import('../../../features/audit/console/AuditPage.tsx').then((module) => module.AuditPage),
);

const Problems = ({ query }: Routed) => <ProblemsPage from={query.from ?? ''} />;

/** Units, accounts, and what goes wrong. */
export const officeScreens: readonly Screen[] = [
  ['/console/areas', AreasPage],
  ['/console/accounts', AccountsPage],
  ['/console/accounts/units', UnitsPage],
  ['/console/accounts/list', ListPage],
  ['/console/accounts/requests', RequestsPage],
  ['/console/codes', CodesPage],
  ['/console/sessions', SessionsPage],
  ['/console/problems', Problems],
  ['/console/problem-queue', ProblemQueuePage],
  ['/console/audit', AuditPage],
];
