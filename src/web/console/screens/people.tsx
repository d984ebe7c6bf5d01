import { lazy } from 'preact-iso';
import { PersonPage } from '../PersonPanel.tsx';
import { filtered, ofOne, type Screen } from './routed.tsx';

const PeoplePage = lazy(() =>
  import('../../../features/people/console/PeoplePage.tsx').then((module) => module.PeoplePage),
);
const DuplicatesPage = lazy(() =>
  import('../../../features/people/console/DuplicatesPage.tsx').then((module) => module.DuplicatesPage),
);
const MergePage = lazy(() =>
  import('../../../features/people/console/MergePage.tsx').then((module) => module.MergePage),
);
const CorrectionsPage = lazy(() =>
  import('../../../features/records/console/CorrectionsPage.tsx').then((module) => module.CorrectionsPage),
);
const DeclarePage = lazy(() => import('../DeclarePage.tsx').then((module) => module.DeclarePage));
const DeclarationsPage = lazy(() =>
  import('../../../features/declarations/console/DeclarationsPage.tsx').then((module) => module.DeclarationsPage),
);
const HotlinePage = lazy(() => import('../HotlinePage.tsx').then((module) => module.HotlinePage));
const ScanPage = lazy(() => import('../../../features/codes/console/ScanPage.tsx').then((module) => module.ScanPage));
const CardPrint = lazy(() =>
  import('../../../features/codes/console/CardPrint.tsx').then((module) => module.CardPrint),
);
const ImportsPage = lazy(() =>
  import('../../../features/imports/console/ImportsPage.tsx').then((module) => module.ImportsPage),
);
const ImportPage = lazy(() =>
  import('../../../features/imports/console/ImportPage.tsx').then((module) => module.ImportPage),
);
const ImportReceipt = lazy(() =>
  import('../../../features/imports/console/ReceiptPrint.tsx').then((module) => module.ReceiptPrint),
);

/** Who there is, and what they declare. */
export const peopleScreens: readonly Screen[] = [
  ['/console/people', PeoplePage],
  ['/console/people/:id', ofOne(PersonPage)],
  ['/console/duplicates', DuplicatesPage],
  ['/console/merge', MergePage],
  ['/console/corrections', CorrectionsPage],
  ['/console/declare', DeclarePage],
  ['/console/declarations', filtered(DeclarationsPage)],
  ['/console/hotline', HotlinePage],
  ['/console/scan', ScanPage],
  ['/console/print/card', CardPrint],
  ['/console/imports', ImportsPage],
  ['/console/imports/:id', ofOne(ImportPage)],
  ['/console/print/import/:id', ofOne(ImportReceipt)],
];
