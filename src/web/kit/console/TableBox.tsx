import type { ComponentChildren } from 'preact';

/** A table that scrolls within its own frame under a head that stays; the keyboard can reach and scroll it. */
export const TableBox = ({ label, children }: { label: string; children: ComponentChildren }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable (WCAG 2.1.1)
  <section class="table-box" aria-label={label} tabIndex={0}>
    {children}
  </section>
);
