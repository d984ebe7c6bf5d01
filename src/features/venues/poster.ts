import { type Block, fitted, paragraph, stacked } from '../../core/paper/blocks.ts';
import type { Fonts } from '../../core/paper/letters.ts';
import { type Mark, placed, rectangle, type Sheet } from '../../core/paper/marks.ts';
import { qrMarks } from '../../core/paper/qr.ts';
import { shieldMarks } from '../../core/paper/shield.ts';
import { type PosterLanguage, type PosterWords, posterLine, wordsOf } from './poster-words.ts';
import { grouped, type posterCopies } from './rules.ts';

export type PosterOf = {
  name: string;
  address: string | null;
  areaName: string;
  vehicle: { plate?: string | undefined; route?: string | undefined; trip?: string | undefined } | null;
  code: string;
  qr: string;
};

export type Copies = (typeof posterCopies)[number];
/** One layout serves all of them; the sheet lies on its side for two and eight. */
const grids: Record<Copies, { columns: number; rows: number }> = {
  1: { columns: 1, rows: 1 },
  2: { columns: 2, rows: 1 },
  4: { columns: 2, rows: 2 },
  8: { columns: 4, rows: 2 },
};

const a4 = { width: 210, height: 297 };
const green = '#0b6b4f';
const quiet = '#55625c';
const margin = 12;
const column = { x: margin, width: a4.width - 2 * margin };

type Drawn = { of: PosterOf; words: readonly PosterWords[]; fonts: Fonts };

/** What each language says, the second one smaller below the first. */
const inEach = (
  { words, fonts }: Drawn,
  say: (words: PosterWords['texts']) => string,
  { x, width, size }: { x: number; width: number; size: number },
  colours: readonly [string | undefined, string] = [undefined, quiet],
): Block =>
  stacked(
    words.map(({ lang, texts }, i) =>
      paragraph(
        fonts,
        say(texts),
        { x, width },
        i === 0
          ? { size, bold: true, lang, ...(colours[0] && { colour: colours[0] }) }
          : { size: size * 0.74, lang, colour: colours[1] },
      ),
    ),
    size * 0.1,
  );

const band = (drawn: Drawn): Block => {
  const [left, mark, air] = [margin + 4, 24, 4];
  const words = inEach(
    drawn,
    ({ title }) => title,
    { x: left + mark + air, width: column.x + column.width - left - mark - 2 * air, size: 8.8 },
    ['#ffffff', '#ffffff'],
  );
  const height = Math.max(mark, words.height) + 2 * air;
  return {
    height,
    marks: [
      { kind: 'shape', path: rectangle(column.width, height), x: margin, y: 0, scale: 1, colour: green },
      ...shieldMarks({ x: left, y: (height - mark) / 2 }, mark, { shield: '#ffffff', leaf: green }),
      ...placed(words.marks, { x: 0, y: (height - words.height) / 2 }),
    ],
  };
};

const nameSizes = [
  { size: 13, lines: 1 },
  { size: 10, lines: 2 },
  { size: 7.5, lines: 3 },
  { size: 5.5, lines: 9 },
];

/** The name of the place; of a vehicle its plate, route and trip; where it stands. */
const heading = ({ of, words, fonts }: Drawn): Block => {
  const small = { align: 'middle', colour: quiet } as const;
  const place = [of.address, of.areaName].filter(Boolean).join(', ');
  return stacked(
    [
      fitted(fonts, of.name, column, { bold: true, align: 'middle' }, nameSizes),
      ...words.slice(0, 1).map(({ texts }) =>
        fitted(fonts, posterLine(texts, of.vehicle), column, { align: 'middle', bold: true }, [
          { size: 6.5, lines: 1 },
          { size: 4.4, lines: 4 },
        ]),
      ),
      fitted(fonts, place, column, small, [
        { size: 5, lines: 2 },
        { size: 3.6, lines: 6 },
      ]),
    ],
    1.5,
  );
};

/** Eight letters and digits in two groups, as they are read out and typed. */
const typedCode = (drawn: Drawn, size: number): Block =>
  stacked([
    paragraph(drawn.fonts, drawn.words.map(({ texts }) => texts.code).join(' · '), column, {
      size: size * 0.42,
      align: 'middle',
      colour: quiet,
    }),
    paragraph(drawn.fonts, grouped(drawn.of.code), column, { size, bold: true, align: 'middle' }),
  ]);

const steps = (drawn: Drawn): Block => {
  const [size, number] = [5.4, 10];
  const each = (['step1', 'step2', 'step3'] as const).map((step, i): Block => {
    const words = inEach(drawn, (texts) => texts[step], {
      x: column.x + number,
      width: column.width - number,
      size,
    });
    const figure = paragraph(drawn.fonts, String(i + 1), column, { size: size * 1.5, bold: true, colour: green });
    return { height: words.height, marks: [...placed(figure.marks, { x: 0, y: -size * 0.3 }), ...words.marks] };
  });
  return stacked(each, 1.8);
};

const small = (drawn: Drawn, key: 'help' | 'private'): Block =>
  stacked(
    drawn.words.map(({ lang, texts }) =>
      paragraph(drawn.fonts, texts[key], column, { size: 3.7, lang, align: 'middle', colour: quiet }),
    ),
  );

/** The code is never smaller than a door needs, nor larger than looks well. With the light zone around it, it takes a sixth more. */
const least = 84;
const withAir = 1.17;
/** The code in what is left between the words above and below it. Words above that leave too little are set smaller, all of them. */
const around = (drawn: Drawn, above: Block, below: Block, most: number): Mark[] => {
  const bottom = a4.height - margin - below.height;
  const shrink = Math.min(1, (bottom - margin - least * withAir) / above.height);
  const top = margin + above.height * shrink;
  const width = Math.min(most, (bottom - top) / withAir);
  return [
    ...qrMarks(drawn.of.qr, { x: (a4.width - width) / 2, y: (top + bottom - width) / 2 }, width),
    ...placed(above.marks, { x: (a4.width / 2) * (1 - shrink), y: margin }, shrink),
    ...placed(below.marks, { x: 0, y: bottom }),
  ];
};

const fullPoster = (drawn: Drawn): Mark[] =>
  around(
    drawn,
    stacked([band(drawn), heading(drawn)], 5),
    stacked([typedCode(drawn, 10), small(drawn, 'help'), steps(drawn), small(drawn, 'private')], 3.2),
    120,
  );

/** For eight on a sheet, to stand on a table: what is left out would be too small to read. */
const smallPoster = (drawn: Drawn): Mark[] =>
  around(drawn, stacked([band(drawn), heading(drawn)], 5), typedCode(drawn, 18), 170);

/** Where the sheet is to be cut. */
const cuts = ({ width, height }: { width: number; height: number }, { columns, rows }: (typeof grids)[Copies]) => {
  const line = { kind: 'line', width: 0.2, colour: '#8b9791', dashed: true } as const;
  return [
    ...Array.from({ length: columns - 1 }, (_, i): Mark => {
      const x = (width / columns) * (i + 1);
      return { ...line, from: { x, y: 0 }, to: { x, y: height } };
    }),
    ...Array.from({ length: rows - 1 }, (_, i): Mark => {
      const y = (height / rows) * (i + 1);
      return { ...line, from: { x: 0, y }, to: { x: width, y } };
    }),
  ];
};

/** One sheet of A4 with as many posters as asked for. */
export const posterSheet = (of: PosterOf, copies: Copies, language: PosterLanguage, fonts: Fonts): Sheet => {
  const drawn = { of, words: wordsOf(language), fonts };
  const grid = grids[copies];
  const paper = grid.columns > grid.rows ? { width: a4.height, height: a4.width } : a4;
  const scale = paper.width / grid.columns / a4.width;
  const one = copies === 8 ? smallPoster(drawn) : fullPoster(drawn);
  const all = Array.from({ length: copies }, (_, i) =>
    placed(
      one,
      {
        x: (i % grid.columns) * a4.width * scale,
        y: Math.floor(i / grid.columns) * a4.height * scale,
      },
      scale,
    ),
  );
  return { ...paper, marks: [...all.flat(), ...cuts(paper, grid)] };
};
