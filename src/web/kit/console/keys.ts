import { useEffect } from 'preact/hooks';

/** A box is ticked and a button pressed by Space and Enter; an arrow moves along radio buttons: these keep their keys. */
const ownKeys = /^( |Enter|Arrow\w+)$/;
const isTyping = (target: EventTarget | null, key: string): boolean => {
  if (!(target instanceof HTMLElement)) return false;
  if (target.matches('input[type=checkbox], input[type=radio], button, summary, a')) return ownKeys.test(key);
  return target.isContentEditable || target.matches('input, textarea, select');
};

/** Single keys for an officer's hands. They rest while somebody types, and while a dialog is open. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target, event.key)) return;
      if (document.querySelector('dialog[open]')) return;
      const act = keys[event.key];
      if (!act) return;
      event.preventDefault();
      act();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}
