import { type Fonts, linesOf } from './letters.ts';
import { type Mark, placed, type TextMark } from './marks.ts';

/** Marks with their upper edge at 0, and the height they take. */
export type Block = { height: number; marks: Mark[] };

/** From base line to base line, by the size of the letters: Vietnamese capitals carry two accents. */
const leading = 1.32;
/** The base line of the first line, by the size. */
const ascent = 1.02;

type Letters = Pick<TextMark, 'size' | 'bold' | 'align' | 'colour' | 'lang'>;
type Column = { x: number; width: number };

/** Words broken into the lines of a column. */
export const paragraph = (fonts: Fonts, text: string, column: Column, letters: Letters): Block => {
  const lines = linesOf(fonts, text, column.width, letters);
  const x = letters.align === 'middle' ? column.x + column.width / 2 : column.x;
  const marks = lines.map(
    (line, i): Mark => ({
      ...letters,
      kind: 'text',
      text: line,
      x,
      y: (ascent + i * leading) * letters.size,
    }),
  );
  return { height: lines.length * leading * letters.size, marks };
};

/** In the largest of the sizes in which the text takes no more lines than that; in the last, as many as it needs. */
export const fitted = (
  fonts: Fonts,
  text: string,
  column: Column,
  letters: Omit<Letters, 'size'>,
  sizes: readonly { size: number; lines: number }[],
): Block => {
  const found =
    sizes.find(({ size, lines }) => linesOf(fonts, text, column.width, { ...letters, size }).length <= lines) ??
    sizes.at(-1);
  return paragraph(fonts, text, column, { ...letters, size: found?.size ?? 1 });
};

/** One below the other, with a gap between those that are not empty. */
export const stacked = (blocks: readonly Block[], gap = 0): Block =>
  blocks
    .filter(({ height }) => height > 0)
    .reduce<Block>(
      (above, block) => {
        const top = above.height > 0 ? above.height + gap : 0;
        return {
          height: top + block.height,
          marks: [...above.marks, ...placed(block.marks, { x: 0, y: top })],
        };
      },
      { height: 0, marks: [] },
    );
