import { CloudOff, RotateCw } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Band } from './Band.tsx';
import { Button } from './Button.tsx';
import type { Loaded } from './load.ts';

type Texts = { loading: string; offline: string; failed: string; again: string };
type Props<T> = { of: Loaded<T> & { reload: () => void }; texts: Texts; children: (value: T) => ComponentChildren };

/** The four states of a loaded screen: loading, ready (also while it reloads), offline, failed. Empty is the screen's own. */
export const Loading = <T,>({ of: loaded, texts, children }: Props<T>) => (
  <>
    {loaded.state === 'failed' && (
      <Band
        notice
        tone={loaded.error.code === 'offline' ? 'amber' : 'red'}
        icon={CloudOff}
        action={
          <Button icon={RotateCw} onClick={loaded.reload}>
            {texts.again}
          </Button>
        }
      >
        {loaded.error.code === 'offline' ? texts.offline : (loaded.error.problem?.title ?? texts.failed)}
      </Band>
    )}
    {loaded.value !== undefined
      ? children(loaded.value)
      : loaded.state === 'loading' && (
          <p class="state" role="status">
            {texts.loading}
          </p>
        )}
  </>
);
