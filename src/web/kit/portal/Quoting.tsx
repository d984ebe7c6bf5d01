import { type Reader, wordsOf } from './reader.ts';

/** A text whose “{console.act.take}” become the words of that button, set off as a button's name. */
export const Quoting = ({ reader, text }: { reader: Reader; text: string }) => (
  <>
    {text
      .split(/“\{([\w.]+)\}”/)
      .map((part, i) => (i % 2 === 0 ? part : <b key={part}>“{wordsOf(reader.language, part) ?? part}”</b>))}
  </>
);
