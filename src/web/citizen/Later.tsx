import type { ComponentProps, ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../kit/citizen/texts.ts';

type Screens = typeof import('./screens.ts');
type Name = keyof Screens;

const load = (): Promise<Screens> => import('./screens.ts');
const loaded: { screens?: Screens } = {};

/** A screen of the second part. A part that does not come is told to the error boundary, which offers a way on. */
export const Later = <N extends Name>({ screen, ...props }: { screen: N } & ComponentProps<Screens[N]>) => {
  const [screens, setScreens] = useState(loaded.screens);
  const [error, setError] = useState<Error>();
  useEffect(() => {
    if (screens) return;
    load().then((found) => {
      loaded.screens = found;
      setScreens(found);
    }, setError);
  }, []);
  if (error) throw error;
  if (!screens)
    return (
      <p class="state" role="status">
        {t('app.loading')}
      </p>
    );
  const Screen = screens[screen] as ComponentType<typeof props>;
  return <Screen {...props} />;
};
