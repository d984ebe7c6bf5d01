import { useEffect, useRef } from 'preact/hooks';

/** Milliseconds between two keys of a hand-held reader at most, and how many it types at least; people are slower. */
const fast = 60;
const fewest = 12;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'));

type Hearer = (text: string) => void;
/** Who opened last is told: a scanner above the search of the console. */
const hearers: Hearer[] = [];
const held = { text: '', at: 0 };

const hear = (event: KeyboardEvent): void => {
  if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.repeat) {
    held.text = '';
    return;
  }
  const isFast = event.timeStamp - held.at <= fast;
  if (event.key === 'Enter' && isFast && held.text.length >= fewest) {
    event.preventDefault();
    event.stopPropagation();
    hearers[hearers.length - 1]?.(held.text);
    held.text = '';
  }
  // Shift and the like come between.
  if (event.key.length !== 1) return;
  held.text = isFast ? held.text + event.key : event.key;
  held.at = event.timeStamp;
  if (held.text.length > 2) event.stopPropagation();
};

/**
 * Hears a reader that types what it has read and ends with Enter, while no field has the focus. Its keys reach nothing else:
 * single letters are commands of the console.
 */
export const useWedge = (onText: Hearer): void => {
  const told = useRef(onText);
  told.current = onText;
  useEffect(() => {
    const tell: Hearer = (text) => told.current(text);
    if (hearers.length === 0) addEventListener('keydown', hear, true);
    hearers.push(tell);
    return () => {
      hearers.splice(hearers.indexOf(tell), 1);
      if (hearers.length === 0) removeEventListener('keydown', hear, true);
    };
  }, []);
};
