import { effect, signal } from '@preact/signals';
import { remember, remembered } from './memory.ts';

export type Language = 'vi' | 'en';
export type Texts = { readonly [key: string]: string | Texts };

/** The dotted paths to the texts of a nested JSON file. */
export type TextKey<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${TextKey<T[K]>}` }[keyof T &
  string];
type Values = Record<string, string | number>;

export const language = signal<Language>(remembered('language') === 'en' ? 'en' : 'vi');

/** Kept for the next visit. The texts of the other language follow when they have loaded; when they cannot, it goes back. */
export const setLanguage = (chosen: Language): void => {
  language.value = chosen;
  document.documentElement.lang = chosen;
  remember('language', chosen);
};
if (typeof document !== 'undefined') document.documentElement.lang = language.value;

const find = (texts: Texts, key: string): string | undefined => {
  const found = key
    .split('.')
    .reduce<string | Texts | undefined>((part, name) => (typeof part === 'object' ? part[name] : undefined), texts);
  return typeof found === 'string' ? found : undefined;
};

/** `{n}` is replaced; `one|many` is chosen by n, which English needs and Vietnamese does not. */
const fill = (text: string, values: Values): string => {
  const [one = text, many = one] = text.split('|');
  return (values.n === 1 ? one : many).replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
};

/**
 * The texts of one face. Vietnamese comes with the first load, English when it is chosen:
 * `const { t } = makeTranslator(vi, () => import('./console.en.json'))`, then `t('declare.symptom.fever')` in a
 * component, which is drawn again when the language changes. `maybe` takes a key that came from elsewhere.
 */
export const makeTranslator = <T extends Texts>(vi: T, english: () => Promise<{ default: Texts }>) => {
  const loaded = signal<Texts | undefined>(undefined);
  const maybe = (key: string, values: Values = {}): string | undefined => {
    const text = find((language.value === 'en' && loaded.value) || vi, key);
    return text === undefined ? undefined : fill(text, values);
  };

  effect(() => {
    if (language.value === 'en' && !loaded.peek())
      english().then(
        (texts) => {
          loaded.value = texts.default;
        },
        () => setLanguage('vi'),
      );
  });

  return { t: (key: TextKey<T>, values?: Values): string => maybe(key, values) ?? key, maybe, setLanguage };
};
