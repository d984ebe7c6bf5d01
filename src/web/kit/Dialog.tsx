import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

type Props = { title: string; open: boolean; onClose: () => void; children: ComponentChildren };

/** The native modal dialog: Escape closes it, the focus goes back to where it was. Put the buttons in `.actions`. */
export const Dialog = ({ title, open, onClose, children }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const name = useId();
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={name} onClose={onClose}>
      <h2 id={name}>{title}</h2>
      {open && children}
    </dialog>
  );
};
