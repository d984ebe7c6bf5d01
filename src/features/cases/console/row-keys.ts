import { useKeys } from '../../../web/kit/console/keys.ts';

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-contact]')];
const focusedRow = (): HTMLElement | undefined =>
  document.activeElement?.closest<HTMLElement>('[data-contact]') ?? undefined;

/** Moves the focus along the rows. */
const step = (by: 1 | -1): void => {
  const all = rows();
  const at = all.indexOf(focusedRow() as HTMLElement);
  const to = at === -1 ? 0 : Math.min(all.length - 1, Math.max(0, at + by));
  all[to]?.focus();
  all[to]?.scrollIntoView({ block: 'nearest' });
};

/** Puts the hand on a row. */
export const focusRow = (id: string | undefined): void => {
  const row = rows().find(({ dataset }) => dataset.contact === id);
  row?.focus();
  row?.scrollIntoView({ block: 'nearest' });
};

/** After a decision by the bar at the foot, which is gone then, the hand goes on at the row that follows; at the end it stays. */
export const goOnAfter = (decided: readonly string[]): void => {
  if (focusedRow()) return;
  const ids = rows().map(({ dataset }) => dataset.contact);
  const last = ids.findLastIndex((id) => id !== undefined && decided.includes(id));
  focusRow(ids[last + 1] ?? ids[last]);
};

type Acts = {
  toggle: ((id: string) => void) | undefined;
  decide: ((focused: string | undefined, accept: boolean) => void) | undefined;
};

/** `j k` go along the rows, Space chooses, `a r` accept and reject what is chosen or else the row, Enter opens the person. */
export const useContactKeys = ({ toggle, decide }: Acts): void => {
  const focused = (): string | undefined => focusedRow()?.dataset.contact;
  useKeys({
    j: () => step(1),
    k: () => step(-1),
    Enter: () => focusedRow()?.querySelector<HTMLElement>('a.contact-name')?.click(),
    ...(toggle && {
      ' ': () => {
        const id = focused();
        if (id) toggle(id);
      },
    }),
    ...(decide && { a: () => decide(focused(), true), r: () => decide(focused(), false) }),
  });
};
