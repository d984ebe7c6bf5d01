import { useEffect, useRef, useState } from 'preact/hooks';

/** Milliseconds of silence after which a reader that sends no Enter has ended, and how many signs it has typed by then. */
const idle = 300;
const fewest = 12;
/** Milliseconds a sign that a reader takes at most; people are slower. */
const fast = 60;

/** Text that arrives as keys: taken at Enter, or when a reader that ends without one falls silent. What a person types waits for Enter. */
export const useReader = (onText: (text: string) => void) => {
  const [text, setText] = useState('');
  const live = useRef({ onText, begun: 0, timer: undefined as ReturnType<typeof setTimeout> | undefined });
  live.current.onText = onText;
  useEffect(() => () => clearTimeout(live.current.timer), []);

  const take = (whole: string) => {
    clearTimeout(live.current.timer);
    setText('');
    if (whole.trim() !== '') live.current.onText(whole.trim());
  };
  return {
    text,
    onInput: (whole: string) => {
      const now = performance.now();
      if (text === '' || whole === '') live.current.begun = now;
      setText(whole);
      clearTimeout(live.current.timer);
      const isFast = now - live.current.begun <= whole.length * fast;
      if (whole.length >= fewest && isFast) live.current.timer = setTimeout(() => take(whole), idle);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'Enter' && event.key !== 'Tab') return;
      const { value } = event.currentTarget as HTMLInputElement;
      if (event.key === 'Tab' && value === '') return;
      event.preventDefault();
      take(value);
    },
  };
};
