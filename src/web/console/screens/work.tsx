import { lazy, useLocation } from 'preact-iso';
import { HandOverPage } from '../../../features/verification/console/HandOverPage.tsx';
import { TestsPage } from '../../../features/verification/console/TestsPage.tsx';
import { TodayPage } from '../../../features/verification/console/TodayPage.tsx';
import { TransfersPage } from '../../../features/verification/console/TransfersPage.tsx';
import { WorkPage } from '../../../features/verification/console/WorkPage.tsx';
import { DoorBand } from '../../../features/visits/console/DoorBand.tsx';
import { can } from '../../kit/console/session.ts';
import { DeclarationPanel } from '../PersonPanel.tsx';
import type { Routed, Screen } from './routed.tsx';

// A station's day needs the screens above at once, also without a network; the others come when they are opened.
const WorkPrint = lazy(() =>
  import('../../../features/verification/console/WorkPrint.tsx').then((module) => module.WorkPrint),
);
const LabImport = lazy(() =>
  import('../../../features/laboratory/console/LabImport.tsx').then((module) => module.LabImport),
);
const Positives = lazy(() =>
  import('../../../features/laboratory/console/Positives.tsx').then((module) => module.Positives),
);

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

const Tests = ({ query }: Routed) => (
  <TestsPage query={query} imports={(onDone) => <LabImport onDone={onDone} />} positives={<Positives />} />
);

/** The day of a station. */
export const workScreens: readonly Screen[] = [
  ['/console/work', Work],
  ['/console/today', TodayPage],
  ['/console/transfers', TransfersPage],
  ['/console/tests', Tests],
  ['/console/hand-over', HandOverPage],
  ['/console/print/work', WorkPrint],
];
