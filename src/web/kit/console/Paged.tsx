import type { ComponentChildren } from 'preact';
import { Button } from '../Button.tsx';
import type { usePages } from './pages.ts';
import { Empty, Shown } from './Shown.tsx';
import { t } from './text.ts';

type Props<T> = {
  of: ReturnType<typeof usePages<T, object>>;
  empty: string;
  emptyText?: string | undefined;
  children: (items: T[]) => ComponentChildren;
};

/** The list that `usePages` reads: loading, failed, `empty` with what to do next, or its items and the way to more of them. */
export const Paged = <T,>({ of: { first, items, more }, empty, emptyText, children }: Props<T>) => (
  <>
    <Shown of={first}>
      {() => (items.length === 0 ? <Empty title={empty}>{emptyText && <p>{emptyText}</p>}</Empty> : children(items))}
    </Shown>
    {more && (
      <Button wide onClick={more}>
        {t('common.more')}
      </Button>
    )}
  </>
);
