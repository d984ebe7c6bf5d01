import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { create, type Font } from 'fontkit';
import type { TextMark } from './marks.ts';

/** Be Vietnam Pro, drawn for Vietnamese: each of its stacked accents has a letter of its own. */
export type Fonts = { regular: Font; bold: Font };

const openFont = async (name: string): Promise<Font> => {
  const file = import.meta.resolve(`@expo-google-fonts/be-vietnam-pro/${name}/BeVietnamPro_${name}.ttf`);
  const font = create(await readFile(fileURLToPath(file)));
  if (!('layout' in font)) throw new Error(`${name} is a collection of fonts`);
  return font;
};

const opened: { fonts?: Promise<Fonts> } = {};
/** Read when first needed, and once: taking the tables apart costs more than a sheet. */
export const openFonts = (): Promise<Fonts> => {
  opened.fonts ??= Promise.all([openFont('400Regular'), openFont('700Bold')]).then(([regular, bold]) => ({
    regular,
    bold,
  }));
  return opened.fonts;
};

type Letters = Pick<TextMark, 'size' | 'bold'>;
export const fontOf = ({ bold }: Pick<Letters, 'bold'>): keyof Fonts => (bold ? 'bold' : 'regular');

/** How wide a line is, in the unit of `size`. Word by word, as it is set. */
export const widthOf = (fonts: Fonts, text: string, letters: Letters): number => {
  const font = fonts[fontOf(letters)];
  const units = text
    .normalize('NFC')
    .split(/(?<= )/)
    .reduce((sum, word) => sum + font.layout(word).advanceWidth, 0);
  return (units / font.unitsPerEm) * letters.size;
};

const signs = new Intl.Segmenter('vi', { granularity: 'grapheme' });
type Line = { text: string; width: number };

const filled = (
  parts: readonly string[],
  between: string,
  width: number,
  measure: (text: string) => number,
): string[] => {
  const lines: Line[] = [];
  const gap = measure(between);
  for (const part of parts) {
    const own = measure(part);
    const last = lines.at(-1);
    // Letters that touch stand wider or closer than each alone; words do not touch, and adding them up costs half.
    const both = last && (between === '' ? measure(last.text + part) : last.width + gap + own);
    if (last && both !== undefined && both <= width) {
      last.text += between + part;
      last.width = both;
    } else lines.push({ text: part, width: own });
  }
  return lines.map(({ text }) => text);
};

/** Broken between words; within a word only where it alone is wider than the line. Nothing is left out. */
export const linesOf = (fonts: Fonts, text: string, width: number, letters: Letters): string[] => {
  const measure = (part: string) => widthOf(fonts, part, letters);
  const words = text.normalize('NFC').split(/\s+/).filter(Boolean);
  const parts = words.flatMap((word) =>
    measure(word) <= width
      ? [word]
      : filled(
          Array.from(signs.segment(word), ({ segment }) => segment),
          '',
          width,
          measure,
        ),
  );
  return filled(parts, ' ', width, measure);
};
