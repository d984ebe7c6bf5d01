/** How Vietnamese text has been written into files: Unicode, Microsoft's code page, and the two font encodings of the nineties. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1258', 'tcvn3', 'vni'] as const;
export type Encoding = (typeof encodings)[number];

/** TCVN3 (ABC fonts) by byte; a dot is a byte without a letter. Capitals with tones are another font of the same bytes, so they stay small. */
const tcvn3Letters: ReadonlyMap<string, string> = new Map(
  (
    [
      [0xa1, 'ĂÂÊÔƠƯĐăâêôơưđ'],
      [0xb5, 'àảãáạ.ằẳẵắ'],
      [0xc6, 'ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ'],
    ] as const
  ).flatMap(([first, letters]) =>
    [...letters].flatMap((letter, at): [string, string][] =>
      letter === '.' ? [] : [[String.fromCharCode(first + at), letter]],
    ),
  ),
);

const [grave, acute, tilde, hook, dot] = ['\u0300', '\u0301', '\u0303', '\u0309', '\u0323'];
const [breve, circumflex, horn] = ['\u0306', '\u0302', '\u031b'];

/** VNI: a letter, then a byte for its marks; capitals have marks of their own, which mean the same. */
const vniMarks: Record<string, string> = {
  ù: acute,
  ø: grave,
  û: hook,
  õ: tilde,
  ï: dot,
  â: circumflex,
  á: circumflex + acute,
  à: circumflex + grave,
  å: circumflex + hook,
  ã: circumflex + tilde,
  ä: circumflex + dot,
  ê: breve,
  é: breve + acute,
  è: breve + grave,
  ú: breve + hook,
  ü: breve + tilde,
  ë: breve + dot,
};
/** Letters that VNI has whole. */
const vniLetters: Record<string, string> = {
  ñ: 'đ',
  í: `i${acute}`,
  ì: `i${grave}`,
  æ: `i${hook}`,
  ó: `i${tilde}`,
  ò: `i${dot}`,
  ô: `o${horn}`,
  ö: `u${horn}`,
  î: `y${dot}`,
};

const vniSign = (sign: string): string => {
  const small = sign.toLowerCase();
  const letter = vniLetters[small];
  if (letter) return small === sign ? letter : letter.toUpperCase();
  return vniMarks[small] ?? sign;
};

/** Reads text of a font encoding that was taken for Latin letters, as the cells of old workbooks hold it. */
export const fromFont = (text: string, font: 'tcvn3' | 'vni'): string =>
  (font === 'tcvn3'
    ? text.replace(/[\u00a1-\u00fe]/g, (sign) => tcvn3Letters.get(sign) ?? sign)
    : text.replace(/[\u00c0-\u00ff]/g, vniSign)
  ).normalize('NFC');

/** The text of a file, composed (NFC), without a byte order mark. Bytes that mean nothing become U+FFFD. */
export const decode = (bytes: Uint8Array, encoding: Encoding): string =>
  encoding === 'tcvn3' || encoding === 'vni'
    ? fromFont(new TextDecoder('windows-1252').decode(bytes), encoding)
    : new TextDecoder(encoding).decode(bytes).normalize('NFC');

const onset = 'b|ch?|d|đ|gh?|gi|h|kh?|l|m|ngh?|nh?|ph?|qu|r|s|th?|tr|v|x';
const nucleus =
  '[aăâeêioôơuưy]|ai|ao|au|ay|âu|ây|eo|êu|ia|iêu?|iu|oa[ioy]?|oă|oeo?|oi|oo|ôi|ơi|ua|uây?|uê|ui|uôi?|uơ|uy[aêu]?|ưa|ưi|ươ[iu]?|ưu|yêu?';
const syllable = new RegExp(`^(?:${onset})?(?:${nucleus})(?:ch?|m|n[gh]?|p|t)?$`);
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;

const isSyllable = (word: string): boolean => {
  const parts = word.toLowerCase().normalize('NFD');
  const base = parts.replace(tones, '');
  return parts.length - base.length <= 1 && syllable.test(base.normalize('NFC'));
};

/** How much of what is not plain Latin in a text are syllables that Vietnamese has: 0 to 1, undefined when there is nothing to judge. */
export const plausibility = (text: string): number | undefined => {
  const words = (text.match(/[A-Za-z\u0080-\uffff]+/g) ?? []).flatMap((run) =>
    run.split(/[\u00a0\u2010-\u2027]+/).filter((word) => /[\u0080-\uffff]/.test(word)),
  );
  return words.length === 0 ? undefined : words.filter(isSyllable).length / words.length;
};

/** Enough to judge by; the head of a list may be all capitals without marks, so it is not a few lines. */
const sampleBytes = 262_144;

const byMark = (bytes: Uint8Array): Encoding | undefined => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
};

/** UTF-16 without a mark gives itself away: every Latin letter, comma and line end has a zero byte. */
const byZeros = (sample: Uint8Array): Encoding | undefined => {
  const zeros = (parity: number) => sample.filter((byte, at) => byte === 0 && at % 2 === parity).length;
  const [even, odd] = [zeros(0), zeros(1)];
  if (odd > sample.length / 8 && odd > 8 * even) return 'utf-16le';
  return even > sample.length / 8 && even > 8 * odd ? 'utf-16be' : undefined;
};

const isUtf8 = (sample: Uint8Array): boolean => {
  try {
    // A sample may end inside a letter: `stream` lets that pass.
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
};

/** The encoding of a file: by its mark, by valid UTF-8, else the one in which most words are Vietnamese syllables. */
export const detectEncoding = (bytes: Uint8Array): Encoding => {
  const sample = bytes.subarray(0, sampleBytes);
  const certain = byMark(sample) ?? byZeros(sample);
  if (certain) return certain;
  if (isUtf8(sample)) return 'utf-8';
  const scored = (['windows-1258', 'tcvn3', 'vni', 'utf-8'] as const).map((encoding) => ({
    encoding,
    score: plausibility(decode(sample, encoding)) ?? 0,
  }));
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).encoding;
};

/** The font encoding that a workbook's text was typed in, when it reads better so than as it stands. */
export const detectFont = (text: string): 'tcvn3' | 'vni' | undefined => {
  const asIs = plausibility(text);
  if (asIs === undefined || asIs > 0.7) return undefined;
  const scored = (['tcvn3', 'vni'] as const).map((font) => ({ font, score: plausibility(fromFont(text, font)) ?? 0 }));
  const best = scored.reduce((one, other) => (other.score > one.score ? other : one));
  return best.score > 0.7 && best.score > asIs ? best.font : undefined;
};
