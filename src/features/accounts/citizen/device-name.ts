/** In the order of asking: a later name also stands in the text of an earlier one. */
const browsers = [
  [/Zalo/i, 'Zalo'],
  [/FBAN|FBAV|Messenger/, 'Facebook'],
  [/CocCoc|coc_coc/, 'Cốc Cốc'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Edg/, 'Edge'],
  [/Firefox|FxiOS/, 'Firefox'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
] as const;
const systems = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'Mac'],
  [/Linux/, 'Linux'],
] as const;

type Names = readonly (readonly [RegExp, string])[];
const first = (names: Names, text: string) => names.find(([pattern]) => pattern.test(text))?.[1];

/** What a browser says of itself, as people call it: `Chrome · Android`; undefined when nothing is known. */
export const deviceName = (userAgent: string): string | undefined =>
  [first(browsers, userAgent), first(systems, userAgent)].filter(Boolean).join(' · ') || undefined;
