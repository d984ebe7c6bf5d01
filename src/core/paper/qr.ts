import { encode } from 'uqr';
import type { Mark, Place } from './marks.ts';

/** Light modules around the code, which readers need to find it (ISO/IEC 18004). */
const quiet = 4;

/** The dark modules of a row as pairs of first column and length. */
const runsOf = (row: readonly boolean[]): [number, number][] =>
  row.flatMap((isDark, x): [number, number][] => {
    if (!isDark || row[x - 1]) return [];
    const end = row.indexOf(false, x);
    return [[x, (end < 0 ? row.length : end) - x]];
  });

/** A QR code on white, `width` millimetres wide without the quiet zone, which lies around it. */
export const qrMarks = (text: string, { x, y }: Place, width: number): Mark[] => {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const scale = width / size;
  const dark = data.flatMap((row, top) => runsOf(row).map(([left, run]) => `M${left} ${top}h${run}v1h${-run}z`));
  const edge = quiet * scale;
  const outer = size + 2 * quiet;
  return [
    {
      kind: 'shape',
      path: `M0 0h${outer}v${outer}h${-outer}z`,
      x: x - edge,
      y: y - edge,
      scale,
      colour: '#ffffff',
    },
    { kind: 'shape', path: dark.join(''), x, y, scale, colour: '#000000' },
  ];
};
