import { useKeys } from '../../../web/kit/console/keys.ts';

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-task]')];
const focused = (): HTMLElement | undefined => document.activeElement?.closest<HTMLElement>('[data-task]') ?? undefined;

const step = (by: 1 | -1): void => {
  const all = rows();
  const at = all.indexOf(focused() as HTMLElement);
  const to = all[at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + by))];
  to?.focus();
  to?.scrollIntoView({ block: 'nearest' });
};

const click = (part: string) => () => focused()?.querySelector<HTMLElement>(part)?.click();

/** `j k` go along the rows, `n` is the next step, `c` calls, `u` takes back, Enter opens the person. */
export const useTaskKeys = (): void =>
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    n: click('[data-act=next] button'),
    u: click('[data-act=undo] button'),
    c: click('a[href^="tel:"]'),
    Enter: click('a.task-name'),
  });
