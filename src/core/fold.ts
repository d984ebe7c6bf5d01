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

/** Tones as signs of their own, and what of a syllable stands behind them. */
const toneAndTail = /([\u0300\u0301\u0303\u0309\u0323])(\p{L}\p{M}*)+/gu;

/**
 * Like `fold`, but with its marks: Hùng and Hưng differ. Each tone stands behind its syllable, so that 'Hoà' and 'Hòa' are alike.
 */
export const foldWithMarks = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replace(toneAndTail, (tail, tone: string) => tail.slice(1) + tone)
    .replace(barredD, 'đ')
    .replace(dropped, '')
    .replace(blanks, ' ')
    .trim();

/** Whether a name is written with its marks at all: 'Hưng', not 'Hung'. */
const hasMarks = (text: string): boolean => fold(text) !== foldWithMarks(text);

/** Whether two names that fold alike are two names: both are written with marks, and these differ. */
export const differInMarks = (one: string, other: string): boolean =>
  foldWithMarks(one) !== foldWithMarks(other) && hasMarks(one) && hasMarks(other);

/** The folded syllables in their order; whatever is neither letter nor digit parts them. */
export const syllables = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** The folded syllables of a name, each once: what the search for a name in any order compares. */
export const nameTokens = (name: string): string[] => [...new Set(syllables(name))];
