import { syllables } from '../../core/fold.ts';
import { parsePhone } from '../../core/phone.ts';
import { identityTypes } from './contract.ts';
import { checkIdentity, type Identity } from './rules.ts';

/** What an officer typed: a phone, perhaps an identity number (of any type whose form it has), or a name, perhaps with the year of birth. */
export type Asked = { phone?: string; identities: Identity[]; words: string[]; birthYear?: number };

const isYear = (word: string): boolean => /^(19|20)\d\d$/.test(word);

/** A year alone is looked for as a name is: so many were born in it. */
const nameOf = (words: readonly string[]): Pick<Asked, 'words' | 'birthYear'> => {
  const years = words.filter(isYear);
  const name = words.filter((word) => !isYear(word));
  return years.length === 1 && name.length > 0
    ? { words: name.slice(0, 10), birthYear: Number(years[0]) }
    : { words: words.slice(0, 10) };
};

export const readSearch = (text: string): Asked => {
  const isNumber = (text.match(/\d/g) ?? []).length >= 5;
  const fits = (type: Identity['type']) => !checkIdentity({ type, number: text }).includes('identity.format');
  return {
    phone: parsePhone(text),
    identities: isNumber ? identityTypes.filter(fits).map((type) => ({ type, number: text })) : [],
    ...nameOf([...new Set(syllables(text))]),
  };
};

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

/** Every word one slip away: a letter left out, typed twice or wrong, or two exchanged. About 53 words a letter. */
export const slips = (word: string): string[] => {
  const cuts = Array.from({ length: word.length + 1 }, (_, at) => [word.slice(0, at), word.slice(at)] as const);
  const all = cuts.flatMap(([before, after]) => [
    ...letters.map((letter) => `${before}${letter}${after}`),
    ...(after === ''
      ? []
      : [`${before}${after.slice(1)}`, ...letters.map((letter) => `${before}${letter}${after.slice(1)}`)]),
    ...(after.length < 2 ? [] : [`${before}${after[1]}${after[0]}${after.slice(2)}`]),
  ]);
  return [...new Set(all)].filter((one) => one !== '' && one !== word);
};
