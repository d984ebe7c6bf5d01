import { type Fonts, widthOf } from './letters.ts';
import { ink, type Mark, type Paper, type Sheet } from './marks.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** Signs that XML 1.0 has no way to write are left out. */
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
export const escaped = (text: string): string =>
  text.replace(unwritable, '').replace(/[&<>"]/g, (sign) => entities[sign] ?? '');

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

const written = (mark: Mark, fonts: Fonts): string => {
  if (mark.kind === 'shape')
    return `<path fill="${mark.colour}" transform="translate(${rounded(mark.x)} ${rounded(mark.y)}) scale(${mark.scale})" d="${mark.path}"/>`;
  if (mark.kind === 'line') {
    const { from, to, width, colour, dashed } = mark;
    const ends = `x1="${rounded(from.x)}" y1="${rounded(from.y)}" x2="${rounded(to.x)}" y2="${rounded(to.y)}"`;
    const dashes = dashed ? ` stroke-dasharray="${rounded(width * 8)} ${rounded(width * 6)}"` : '';
    return `<line ${ends} stroke="${colour}" stroke-width="${rounded(width)}"${dashes}/>`;
  }
  const { size, bold, align, colour = ink, lang, x, y } = mark;
  const text = mark.text.normalize('NFC');
  const attributes = [
    `x="${rounded(x)}" y="${rounded(y)}" font-size="${rounded(size)}" fill="${colour}"`,
    // Whatever font is at hand where the picture is opened, a line is as wide as it was measured.
    `textLength="${rounded(widthOf(fonts, text, mark))}" lengthAdjust="spacingAndGlyphs"`,
    bold && 'font-weight="700"',
    align === 'middle' && 'text-anchor="middle"',
    lang && `xml:lang="${lang}"`,
  ];
  return `<text ${attributes.filter(Boolean).join(' ')}>${escaped(text)}</text>`;
};

/** One sheet as a picture of its true size, with real text. It asks for no font, style or script from anywhere. */
export const svgOf = (
  { title, lang }: Pick<Paper, 'title' | 'lang'>,
  { width, height, marks }: Sheet,
  fonts: Fonts,
): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}mm" height="${height}mm" viewBox="0 0 ${width} ${height}" xml:lang="${lang}" font-family="'Be Vietnam Pro', system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif">`,
    `<title>${escaped(title)}</title>`,
    `<path fill="#ffffff" d="M0 0h${width}v${height}H0z"/>`,
    ...marks.map((mark) => written(mark, fonts)),
    '</svg>\n',
  ].join('\n');
