import { lazy } from 'preact-iso';
import { filtered, leading, type Screen } from './routed.tsx';

const VenuesPage = lazy(() =>
  import('../../../features/venues/console/VenuesPage.tsx').then((module) => module.VenuesPage),
);
const NewVenuePage = lazy(() =>
  import('../../../features/venues/console/NewVenuePage.tsx').then((module) => module.NewVenuePage),
);
const SilentPage = lazy(() =>
  import('../../../features/venues/console/SilentPage.tsx').then((module) => module.SilentPage),
);
const VenueImportPage = lazy(() =>
  import('../../../features/venues/console/ImportPage.tsx').then((module) => module.ImportPage),
);
const DoorAlertsPage = lazy(() =>
  import('../../../features/visits/console/DoorAlertsPage.tsx').then((module) => module.DoorAlertsPage),
);
const CheckPage = lazy(() =>
  import('../../../features/travel/console/CheckPage.tsx').then((module) => module.CheckPage),
);
const EntriesPage = lazy(() =>
  import('../../../features/travel/console/EntriesPage.tsx').then((module) => module.EntriesPage),
);
const TravelsPage = lazy(() =>
  import('../../../features/travel/console/TravelsPage.tsx').then((module) => module.TravelsPage),
);
const PassPrint = lazy(() =>
  import('../../../features/travel/console/PassPrint.tsx').then((module) => module.PassPrint),
);
const GatesPage = lazy(() =>
  import('../../../features/travel/console/GatesPage.tsx').then((module) => module.GatesPage),
);
const ArrivalsPage = lazy(() =>
  import('../../../features/returnees/console/ArrivalsPage.tsx').then((module) => module.ArrivalsPage),
);

/** Places with a code at the door, gates and posts, and who comes through them. */
export const placeScreens: readonly Screen[] = [
  ['/console/venues', filtered(VenuesPage)],
  ['/console/venues/new', leading(NewVenuePage)],
  ['/console/venues/silent', leading(SilentPage)],
  ['/console/venues/import', VenueImportPage],
  ['/console/door-alerts', DoorAlertsPage],
  ['/console/check', CheckPage],
  ['/console/entries', EntriesPage],
  ['/console/travels', TravelsPage],
  ['/console/arrivals', ArrivalsPage],
  ['/console/gates', GatesPage],
  ['/console/print/pass', PassPrint],
];
