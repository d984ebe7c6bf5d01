import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { setImmediate } from 'node:timers/promises';
import { type Fonts, fontOf, widthOf } from './letters.ts';
import { ink, type Mark, type Paper, type Sheet } from './marks.ts';

const points = 72 / 25.4;

const draw = (doc: PDFKit.PDFDocument, fonts: Fonts, mark: Mark): void => {
  if (mark.kind === 'shape') {
    doc.save().translate(mark.x, mark.y).scale(mark.scale).path(mark.path).fill(mark.colour).restore();
    return;
  }
  if (mark.kind === 'line') {
    const { from, to, width, colour, dashed } = mark;
    doc.save().lineWidth(width);
    if (dashed) doc.dash(width * 8, { space: width * 6 });
    doc.moveTo(from.x, from.y).lineTo(to.x, to.y).stroke(colour).restore();
    return;
  }
  const text = mark.text.normalize('NFC');
  doc.font(fontOf(mark)).fontSize(mark.size);
  const left = mark.align === 'middle' ? mark.x - widthOf(fonts, text, mark) / 2 : mark.x;
  doc.fillColor(mark.colour ?? ink).text(text, left, mark.y, { baseline: 'alphabetic', lineBreak: false });
};

/** Drawn only when its turn comes, so that many sheets need the room of one. */
type Sheets = Omit<Paper, 'sheets'> & { sheets: Iterable<Sheet> };

/**
 * A PDF of real text: the letters it uses are embedded with their meaning, so that it can be searched, copied and read aloud.
 * Between two sheets everybody else is served; a reader who leaves ends the work.
 */
export const pdfStream = async ({ title, lang, madeAt, sheets }: Sheets, fonts: Fonts): Promise<Readable> => {
  const { default: PDFDocument } = await import('pdfkit');
  const doc = new PDFDocument({
    autoFirstPage: false,
    font: fonts.regular as never,
    lang,
    displayTitle: true,
    info: { Title: title, Creator: 'Lá Chắn', Producer: 'Lá Chắn', CreationDate: madeAt },
  });
  // Opened fonts are taken as well, which the types do not say.
  for (const [name, font] of Object.entries(fonts)) doc.registerFont(name, font as never);
  const write = async (): Promise<void> => {
    for (const { width, height, marks } of sheets) {
      doc.addPage({ size: [width * points, height * points], margin: 0 }).scale(points);
      for (const mark of marks) draw(doc, fonts, mark);
      await setImmediate();
      if (doc.destroyed) return;
    }
    doc.end();
  };
  write().catch((error) => doc.destroy(error));
  return doc;
};

export const pdfOf = async (paper: Sheets, fonts: Fonts): Promise<Buffer> => buffer(await pdfStream(paper, fonts));
