import type { areas } from '../../../features/areas/contract.ts';
import { useLoaded } from '../load.ts';
import { caller } from './call.ts';
import { isAbove, ownArea } from './session.ts';
import { t } from './text.ts';

const callAreas = caller<typeof areas>();

/** The way from the officer's own unit down to an area; nothing above the own unit. */
export const trailOf = async (area: string, signal: AbortSignal) => {
  const trail = await callAreas('GET /areas/trail', { query: { area } }, signal);
  return trail.filter(({ path }) => path === ownArea() || isBelowOwn(path));
};
const isBelowOwn = (path: string): boolean => (!isAbove(path) ? false : path !== '');

/** The way from the own unit down to the area on the screen, each step a way back. */
export const Trail = ({ area, go }: { area: string; go: (area: string) => void }) => {
  const trail = useLoaded((signal) => trailOf(area, signal), [area]);
  return (
    <nav class="trail" aria-label={t('statistics.trail')}>
      {trail.value?.map(({ path, name }) =>
        path === area ? (
          <strong key={path} aria-current="page">
            {name}
          </strong>
        ) : (
          <button type="button" class="link" key={path} onClick={() => go(path)}>
            {name}
          </button>
        ),
      )}
    </nav>
  );
};
