import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

/** A screen's head: one h1, a line below it, and what can be done at its right. */
export const Page = ({ title, text, actions, children, narrow }: PageProps) => {
  useEffect(() => {
    document.title = `${title} · Lá Chắn`;
  }, [title]);
  return (
    <div class={narrow ? 'page narrow' : 'page'}>
      <div class="page-head">
        <h1>{title}</h1>
        {actions && <div class="row">{actions}</div>}
      </div>
      {text && <p class="quiet measure">{text}</p>}
      {children}
    </div>
  );
};
type PageProps = {
  title: string;
  text?: string | undefined;
  actions?: ComponentChildren;
  children: ComponentChildren;
  narrow?: boolean;
};
