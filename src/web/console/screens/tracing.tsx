import { lazy } from 'preact-iso';
import { filtered, ofOne, type Screen } from './routed.tsx';

const CasesPage = lazy(() =>
  import('../../../features/cases/console/CasesPage.tsx').then((module) => module.CasesPage),
);
const NewCase = lazy(() => import('../CaseScreens.tsx').then((module) => module.NewCase));
const CaseScreen = lazy(() => import('../CaseScreens.tsx').then((module) => module.CaseScreen));
const NoticesPage = lazy(() =>
  import('../../../features/cases/console/NoticesPage.tsx').then((module) => module.NoticesPage),
);
const ContactsPage = lazy(() =>
  import('../../../features/followup/console/ContactsPage.tsx').then((module) => module.ContactsPage),
);
const ContactsPrint = lazy(() =>
  import('../../../features/followup/console/ContactsPrint.tsx').then((module) => module.ContactsPrint),
);
const BackwardPage = lazy(() =>
  import('../../../features/investigations/console/BackwardPage.tsx').then((module) => module.BackwardPage),
);
const EpidemicAreasPage = lazy(() =>
  import('../../../features/declarations/console/EpidemicAreasPage.tsx').then((module) => module.EpidemicAreasPage),
);

/** Cases, their contacts, and where it came from. */
export const tracingScreens: readonly Screen[] = [
  ['/console/cases', CasesPage],
  ['/console/cases/new', NewCase],
  ['/console/cases/:id', ofOne(CaseScreen)],
  ['/console/notices', NoticesPage],
  ['/console/contacts', filtered(ContactsPage)],
  ['/console/print/contacts', ContactsPrint],
  ['/console/backward', filtered(BackwardPage)],
  ['/console/epidemic-areas', EpidemicAreasPage],
];
