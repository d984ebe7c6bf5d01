import en from '../../i18n/console.en.json' with { type: 'json' };
import vi from '../../i18n/console.vi.json' with { type: 'json' };

/** The words of the console, so that a file reads as the screen it was made from. */
export type Words = typeof vi;
export type Language = 'vi' | 'en';

export const wordsIn = (language: Language): Words => (language === 'en' ? en : vi);

/** The word of a code in a group of words; a code without one stays as it is. */
export const wordOf = (group: Readonly<Record<string, unknown>>, code: string | null | undefined): string => {
  if (code == null) return '';
  const word = group[code];
  return typeof word === 'string' ? word : code;
};

/** `exposure.contact_case`, `symptom.fever`, `age_65`, `stay.epidemic_area:38.380`: why a declaration was judged so. */
export const reasonWord = ({ declarations }: Words, reason: string): string => {
  const [code = ''] = reason.split(':');
  const [group = '', name] = code.split('.');
  const groups: Readonly<Record<string, unknown>> = declarations;
  const found = name === undefined ? undefined : (groups[group] as Readonly<Record<string, unknown>> | undefined);
  if (found && name !== undefined && typeof found[name] === 'string') return found[name];
  if (code === 'stay.epidemic_area') return declarations.reason.stay.epidemic_area;
  return wordOf(declarations.reason, code);
};
