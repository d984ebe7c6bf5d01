import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { t } from '../kit/citizen/texts.ts';

type PropsOf<Screen> = Screen extends ComponentType<infer Props> ? Props : never;

/**
 * Screens of a part that is loaded when the first of them opens. A part that does not come is told to the error boundary, which
 * offers a way on; a quiet one is simply not there.
 */
const partOf = <Screens extends object>(load: () => Promise<Screens>, isQuiet = false) => {
  const loaded: { screens?: Screens } = {};
  return <N extends keyof Screens>({ screen, ...props }: { screen: N } & PropsOf<Screens[N]>): JSX.Element | null => {
    const [screens, setScreens] = useState(loaded.screens);
    const [error, setError] = useState<Error>();
    useEffect(() => {
      if (screens) return;
      load().then((found) => {
        loaded.screens = found;
        setScreens(found);
      }, setError);
    }, []);
    if (!screens && isQuiet) return null;
    if (error) throw error;
    if (!screens)
      return (
        <p class="state" role="status">
          {t('app.loading')}
        </p>
      );
    const Screen = screens[screen] as ComponentType<object>;
    return <Screen {...props} />;
  };
};

export const Later = partOf(() => import('./screens.ts'));
/** Where one has been, and the places one keeps. */
export const LaterPlaces = partOf(() => import('./places.ts'));
export const Beside = partOf(() => import('./beside.ts'), true);
