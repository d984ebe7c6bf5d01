/** Letters that people type for đ: the Vietnamese one, the Icelandic eth and the African one look alike as capitals. */
const barredD = /[đðɖ]/g;
const marks = /\p{M}/gu;
const blanks = /[\s\p{Z}\p{Cc}]+/gu;
/** Apostrophes, hyphens, dots and what is not seen at all (zero-width and soft characters). */
const dropped = /['`´‘’‛ʹʻʼʽ′\p{Pd}\u2212.·․…\p{Cf}]/gu;

/**
 * The form in which Vietnamese text is compared: small letters without marks, đ as d, single blanks.
 * NFC and NFD, 'Hoà' and 'Hòa', "H'Hen" and 'H’Hen' fold alike; folding twice changes nothing more.
 */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(marks, '')
    .replace(barredD, 'd')
    .replace(dropped, '')
    .replace(blanks, ' ')
    .trim();

/** The folded syllables in their order; whatever is neither letter nor digit parts them. */
export const syllables = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** The folded syllables of a name, each once: what the search for a name in any order compares. */
export const nameTokens = (name: string): string[] => [...new Set(syllables(name))];
