import type { Readable } from 'node:stream';
import { openFonts } from '../../core/paper/letters.ts';
import { pdfStream } from '../../core/paper/pdf.ts';
import { svgOf } from '../../core/paper/svg.ts';
import { type Copies, type PosterOf, posterSheet } from './poster.ts';
import { type PosterLanguage, titleOf, wordsOf } from './poster-words.ts';
import type { posterFormats } from './rules.ts';

type Wanted = { format: (typeof posterFormats)[number]; copies: Copies; lang: PosterLanguage };
type PosterFile = { type: string; name: string; body: string | Readable };

/**
 * The sheets as a file, one for each place; an SVG holds the first. Named after the code that is typed: a name of the place
 * would have to be cut for it.
 */
export const posterFile = async (
  venues: readonly PosterOf[],
  { format, copies, lang }: Wanted,
  madeAt: Date,
): Promise<PosterFile> => {
  const fonts = await openFonts();
  const sheetOf = (venue: PosterOf) => posterSheet(venue, copies, lang, fonts);
  const [words] = wordsOf(lang);
  const names = venues.map(({ name }) => name);
  const title = words ? titleOf(words, names) : names.join(', ');
  const paper = { title, lang: words?.lang ?? 'vi', madeAt } as const;
  const name = `lachan-${venues.length > 1 ? `${venues.length}-posters` : venues[0]?.code}.${format}`;
  if (format === 'pdf') {
    const sheets = Iterator.from(venues).map(sheetOf);
    return { type: 'application/pdf', name, body: await pdfStream({ ...paper, sheets }, fonts) };
  }
  const [body = ''] = venues.slice(0, 1).map((venue) => svgOf(paper, sheetOf(venue), fonts));
  return { type: 'image/svg+xml; charset=utf-8', name, body };
};
