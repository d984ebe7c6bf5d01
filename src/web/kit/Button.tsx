import type { IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { Icon } from './Icon.tsx';

type Look = { kind?: 'primary' | 'danger' | 'plain'; wide?: boolean; large?: boolean; icon?: IconNode };
const classes = ({ kind, wide, large }: Look): string =>
  ['button', kind, wide && 'wide', large && 'large'].filter(Boolean).join(' ');

type ButtonProps = Look & {
  children: ComponentChildren;
  onClick?: (event: MouseEvent) => void;
  /** A button inside a form sends it only when it says so. */
  type?: 'button' | 'submit';
  busy?: boolean;
  /** What a reader says where the visible word alone is not enough: "Sửa" of many, and of what. It begins with that word. */
  name?: string;
};

/** While `busy` it takes no second press, but keeps the focus. */
export const Button = ({ children, onClick, type = 'button', busy = false, name, ...look }: ButtonProps) => (
  <button
    type={type}
    class={classes(look)}
    aria-disabled={busy}
    aria-label={name}
    onClick={(event) => {
      if (busy) event.preventDefault();
      else onClick?.(event);
    }}
  >
    {look.icon && <Icon of={look.icon} />}
    {children}
  </button>
);

/** A link that looks like a button. */
export const LinkButton = ({ children, href, ...look }: Look & { children: ComponentChildren; href: string }) => (
  <a href={href} class={classes(look)}>
    {look.icon && <Icon of={look.icon} />}
    {children}
  </a>
);

/** For the few signs that need no word: ←, ×, ⋯. `name` is what a reader says. */
export const SignButton = ({ icon, name, onClick }: { icon: IconNode; name: string; onClick: () => void }) => (
  <button type="button" class="button plain square" aria-label={name} onClick={onClick}>
    <Icon of={icon} />
  </button>
);
