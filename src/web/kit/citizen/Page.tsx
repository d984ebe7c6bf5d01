import type { IconNode } from 'lucide';
import { ChevronLeft, ChevronRight } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { SignButton } from '../Button.tsx';
import { Icon } from '../Icon.tsx';
import { Loading as KitLoading } from '../Loading.tsx';
import { t } from './texts.ts';

/** The heading of a screen takes the focus when the screen opens, so that a reader begins there. */
export const Heading = ({ children }: { children: ComponentChildren }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
};

type Props = {
  title: string;
  children: ComponentChildren;
  /** Where ← leads; a function when the screen itself knows. */
  back?: string | (() => void);
  /** Stands where a thumb reaches it, at the bottom of the screen. */
  action?: ComponentChildren;
  /** Between ← and the heading: progress, for instance. */
  above?: ComponentChildren;
};

/** One task a screen: back, heading, content, and the one thing to do next. Give it a `key` when its task changes. */
export const Page = ({ title, children, back, action, above }: Props) => {
  const { route } = useLocation();
  return (
    <div class="page">
      {back !== undefined && (
        <div class="page-top">
          <SignButton
            icon={ChevronLeft}
            name={t('app.back')}
            onClick={() => (typeof back === 'function' ? back() : route(back))}
          />
          {above}
        </div>
      )}
      <Heading>{title}</Heading>
      <div class="stack">{children}</div>
      {action && <div class="page-action">{action}</div>}
    </div>
  );
};

/** A quiet row that leads somewhere. */
export const Row = ({ href, icon, children, note }: RowProps) => (
  <a class="row" href={href}>
    {icon && <Icon of={icon} />}
    <span class="words">
      <span>{children}</span>
      {note && <span class="quiet small">{note}</span>}
    </span>
    <Icon of={ChevronRight} />
  </a>
);
type RowProps = { href: string; icon?: IconNode; children: ComponentChildren; note?: string | undefined };

type LoadingProps<T> = Omit<Parameters<typeof KitLoading<T>>[0], 'texts'>;

export const Loading = <T,>(props: LoadingProps<T>) => (
  <KitLoading
    {...props}
    texts={{ loading: t('app.loading'), offline: t('app.offline'), failed: t('app.failed'), again: t('app.again') }}
  />
);
