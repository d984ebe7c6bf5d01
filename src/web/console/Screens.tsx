import { useEffect } from 'preact/hooks';
import { Route, Router, useLocation } from 'preact-iso';
import { Page } from '../kit/console/Page.tsx';
import { Empty } from '../kit/console/Shown.tsx';
import { can } from '../kit/console/session.ts';
import { t } from '../kit/console/text.ts';
import { places } from './navigation.ts';
import { officeScreens } from './screens/office.tsx';
import { peopleScreens } from './screens/people.tsx';
import { placeScreens } from './screens/places.tsx';
import { steeringScreens } from './screens/steering.tsx';
import { tracingScreens } from './screens/tracing.tsx';
import { workScreens } from './screens/work.tsx';

const screens = [
  ...workScreens,
  ...peopleScreens,
  ...placeScreens,
  ...tracingScreens,
  ...steeringScreens,
  ...officeScreens,
];

/** Every screen by its address. */
export const Screens = () => (
  <Router>
    <Route path="/console" component={Home} />
    {screens.map(([path, component]) => (
      <Route key={path} path={path} component={component} />
    ))}
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

const NotFound = () => (
  <Page title={t('shell.notFound')}>
    <p>{t('shell.notFoundText')}</p>
    <p>
      <a href="/console/">{t('shell.backToWork')}</a>
    </p>
  </Page>
);
