import { lazy } from 'preact-iso';
import { leading, type Screen } from './routed.tsx';

const StatisticsPage = lazy(() =>
  import('../../../features/statistics/console/StatisticsPage.tsx').then((module) => module.StatisticsPage),
);
const DailyReport = lazy(() =>
  import('../../../features/statistics/console/DailyReport.tsx').then((module) => module.DailyReport),
);
const LaggingPage = lazy(() =>
  import('../../../features/reminders/console/LaggingPage.tsx').then((module) => module.LaggingPage),
);
const RemindersPage = lazy(() =>
  import('../../../features/reminders/console/RemindersPage.tsx').then((module) => module.RemindersPage),
);
const AlarmsPage = lazy(() =>
  import('../../../features/alarms/console/AlarmsPage.tsx').then((module) => module.AlarmsPage),
);
const CampaignsPage = lazy(() =>
  import('../../../features/campaigns/console/CampaignsPage.tsx').then((module) => module.CampaignsPage),
);
const PosterPrint = lazy(() =>
  import('../../../features/campaigns/console/PosterPrint.tsx').then((module) => module.PosterPrint),
);

/** Figures, and what offices do about them. */
export const steeringScreens: readonly Screen[] = [
  ['/console/statistics', leading(StatisticsPage)],
  ['/console/print/daily', DailyReport],
  ['/console/lagging', LaggingPage],
  ['/console/reminders', RemindersPage],
  ['/console/alarms', leading(AlarmsPage)],
  ['/console/campaigns', CampaignsPage],
  ['/console/print/poster', PosterPrint],
];
