import type { IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

type Props = {
  tone?: 'sky' | 'amber' | 'red' | 'green';
  icon?: IconNode;
  children: ComponentChildren;
  /** A link or button at the end. */
  action?: ComponentChildren;
  /** A notice stands inside a page; a band runs across its top. */
  notice?: boolean;
};

/** Something to know now: read aloud politely when it appears. */
export const Band = ({ tone = 'sky', icon, children, action, notice = false }: Props) => (
  <div class={`band ${tone}${notice ? ' notice' : ''}`} role="status">
    {icon && <Icon of={icon} />}
    <div class="words">{children}</div>
    {action}
  </div>
);
