import { type AreaPath, formatAreaPath } from '../../../core/area.ts';
import citizenEn from '../../../i18n/citizen.en.json' with { type: 'json' };
import citizenVi from '../../../i18n/citizen.vi.json' with { type: 'json' };
import placesEn from '../../../i18n/citizen-places.en.json' with { type: 'json' };
import placesVi from '../../../i18n/citizen-places.vi.json' with { type: 'json' };
import screensEn from '../../../i18n/citizen-screens.en.json' with { type: 'json' };
import screensVi from '../../../i18n/citizen-screens.vi.json' with { type: 'json' };
import consoleEn from '../../../i18n/console.en.json' with { type: 'json' };
import consoleVi from '../../../i18n/console.vi.json' with { type: 'json' };
import en from '../../../i18n/portal.en.json' with { type: 'json' };
import vi from '../../../i18n/portal.vi.json' with { type: 'json' };

export type Language = 'vi' | 'en';
export type PortalTexts = typeof vi;

/** Who reads a page: the language, and the area whose figures were asked for. */
export type Reader = { language: Language; area: AreaPath; t: PortalTexts };

const texts: Record<Language, PortalTexts> = { vi, en };
/** What a guide may quote: the words of the other faces, so that a guide always names a button as it is. */
const faces: Record<Language, object> = {
  vi: { citizen: { ...placesVi, ...screensVi, ...citizenVi }, console: consoleVi, portal: vi },
  en: { citizen: { ...placesEn, ...screensEn, ...citizenEn }, console: consoleEn, portal: en },
};

export const readerOf = (language: Language, area: AreaPath): Reader => ({ language, area, t: texts[language] });

/** `{name}` is replaced by a value. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** The words a face shows under a dotted key, `console.act.take`; undefined when it has none. */
export const wordsOf = (language: Language, key: string): string | undefined => {
  const found = key
    .split('.')
    .reduce<unknown>((part, name) => (part as Record<string, unknown> | undefined)?.[name], faces[language]);
  return typeof found === 'string' ? found : undefined;
};

/** An address of the portal that keeps the language and, where figures are shown, the area. */
export const linkTo = ({ language, area }: Reader, path: string): string => {
  const query = new URLSearchParams({
    ...(path.startsWith('/portal') && area !== '' && { area: formatAreaPath(area) }),
    ...(language === 'en' && { lang: 'en' }),
  });
  return query.size > 0 ? `${path}?${query}` : path;
};

const formats = { vi: new Intl.NumberFormat('vi-VN'), en: new Intl.NumberFormat('en-GB') };
export const number = ({ language }: Reader, value: number): string => formats[language].format(value);
