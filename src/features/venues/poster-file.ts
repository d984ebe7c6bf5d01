import { openFonts } from '../../core/paper/letters.ts';
import { pdfOf } from '../../core/paper/pdf.ts';
import { svgOf } from '../../core/paper/svg.ts';
import { type Copies, type PosterOf, posterSheet } from './poster.ts';
import { type PosterLanguage, titleOf, wordsOf } from './poster-words.ts';
import type { posterFormats } from './rules.ts';

type Wanted = { format: (typeof posterFormats)[number]; copies: Copies; lang: PosterLanguage };

/** The sheet as a file, named after the code that is typed: a name of the place would have to be cut for it. */
export const posterFile = async (venue: PosterOf, { format, copies, lang }: Wanted, madeAt: Date) => {
  const fonts = await openFonts();
  const sheet = posterSheet(venue, copies, lang, fonts);
  const [words] = wordsOf(lang);
  const title = words ? titleOf(words, venue.name) : venue.name;
  const paper = { title, lang: words?.lang ?? 'vi', madeAt, sheets: [sheet] } as const;
  const name = `lachan-${venue.code}.${format}`;
  return format === 'svg'
    ? { type: 'image/svg+xml; charset=utf-8', name, bytes: Buffer.from(svgOf(paper, sheet, fonts)) }
    : { type: 'application/pdf', name, bytes: await pdfOf(paper, fonts) };
};
