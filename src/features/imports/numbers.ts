import { parsePhone } from '../../core/phone.ts';
import { checkIdentity, type Identity, type Sex } from '../people/rules.ts';

/** A value read from a cell; `note` says what was mended. */
export type Read<T> = { value: T; note?: string };

/** Mobile prefixes of eleven digits and what became of them in September 2018 (Ministry of Information, plan 798). */
const newPrefixes: Record<string, string> = {
  120: '70',
  121: '79',
  122: '77',
  126: '76',
  128: '78',
  123: '83',
  124: '84',
  125: '85',
  127: '81',
  129: '82',
  162: '32',
  163: '33',
  164: '34',
  165: '35',
  166: '36',
  167: '37',
  168: '38',
  169: '39',
  186: '56',
  188: '58',
  199: '59',
};

const modern = (digits: string): string | undefined => {
  const [, prefix = '', rest = ''] = /^0?(1\d{2})(\d{7})$/.exec(digits) ?? [];
  const renewed = newPrefixes[prefix];
  return renewed && parsePhone(`0${renewed}${rest}`);
};

/**
 * A number in E.164. A spreadsheet takes the zero before it away (`912345678`), old lists have the eleven digits of before
 * 2018, and some cells hold two numbers: each is read, and said so.
 */
export const readPhone = (text: string): Read<string> | undefined => {
  const parts = text.split(/[;/,|\n]|\s{2,}|\bhoặc\b/).filter((part) => /\d/.test(part));
  const reads = parts.map((part): Read<string> | undefined => {
    const plain = parsePhone(part);
    if (plain) return { value: plain };
    const digits = part.replace(/\D/g, '');
    const restored = /^(?:[35789]\d{8}|2\d{9})$/.test(digits) ? parsePhone(`0${digits}`) : undefined;
    if (restored) return { value: restored, note: 'phone.zero_restored' };
    const renewed = modern(digits.replace(/^84/, ''));
    return renewed ? { value: renewed, note: 'phone.prefix_renewed' } : undefined;
  });
  const whole = parsePhone(text);
  if (whole) return { value: whole };
  const first = reads.find((read) => read !== undefined);
  if (!first) return undefined;
  return parts.length > 1 ? { value: first.value, note: 'phone.several' } : first;
};

/**
 * An identity number and its kind by its form: 12 digits a citizen card, 9 an old one, letters a passport or insurance card.
 * Zeros that a spreadsheet took from a citizen card (11 or 10 digits are left) are restored only where the number then agrees
 * with province, sex and year of birth; those of an old card (8 digits) always.
 */
export const readIdentity = (text: string, given: { birthYear?: number; sex?: Sex }): Read<Identity> | undefined => {
  const number = text.toUpperCase().replace(/[\s.'’`\p{Pd}]/gu, '');
  if (/^\d{12}$/.test(number)) {
    const [wrong] = checkIdentity({ type: 'cccd', number }, given);
    return { value: { type: 'cccd', number }, ...(wrong && { note: wrong }) };
  }
  if (/^\d{10,11}$/.test(number)) {
    const restored: Identity = { type: 'cccd', number: number.padStart(12, '0') };
    if (checkIdentity(restored, given).length === 0) return { value: restored, note: 'identity.zero_restored' };
    return undefined;
  }
  if (/^\d{9}$/.test(number)) return { value: { type: 'cmnd', number } };
  if (/^\d{8}$/.test(number)) return { value: { type: 'cmnd', number: `0${number}` }, note: 'identity.zero_restored' };
  if (/^[A-Z]{2}\d{13}$/.test(number)) return { value: { type: 'insurance', number } };
  if (/^(?=.*[A-Z])(?=.*\d)[A-Z0-9]{6,12}$/.test(number)) return { value: { type: 'passport', number } };
  return undefined;
};

/** Degrees Celsius: `37,5`, `37.5°C`, `37 độ 5`; undefined when it is none between 30 and 45. */
export const readTemperature = (text: string): number | undefined => {
  const [, whole, part = '0'] =
    /^\s*(\d{2})(?:\s*(?:[.,]|độ|°)\s*(\d{1,2}))?\s*(?:°|độ|oC|C|ºC)*\s*C?\s*$/i.exec(text) ?? [];
  const degrees = Number(`${whole}.${part}`);
  return whole !== undefined && degrees >= 30 && degrees <= 45 ? degrees : undefined;
};
