import en from '../../i18n/portal.en.json' with { type: 'json' };
import vi from '../../i18n/portal.vi.json' with { type: 'json' };
import type { posterLanguages } from './rules.ts';

export type PosterLanguage = (typeof posterLanguages)[number];
export type PosterWords = { lang: 'vi' | 'en'; texts: typeof vi.venuePoster };

const words = { vi: { lang: 'vi', texts: vi.venuePoster }, en: { lang: 'en', texts: en.venuePoster } } as const;

/** The words in the order they stand: Vietnamese first where both are wanted. */
export const wordsOf = (language: PosterLanguage): PosterWords[] =>
  language === 'both' ? [words.vi, words.en] : [words[language]];

type Vehicle = { plate?: string | undefined; route?: string | undefined; trip?: string | undefined };
/** Plate, route and trip in one line; empty for a place that stands still. */
export const posterLine = (texts: PosterWords['texts'], vehicle: Vehicle | null): string =>
  (['plate', 'route', 'trip'] as const)
    .flatMap((key) => (vehicle?.[key] ? [texts[key].replace(`{${key}}`, () => vehicle[key] ?? '')] : []))
    .join(' · ');

/** Of one place by its name, of several by their number. */
export const titleOf = ({ texts }: PosterWords, names: readonly string[]): string =>
  names.length > 1
    ? texts.documents.replace('{n}', String(names.length))
    : texts.document.replace('{name}', () => names[0] ?? '');
