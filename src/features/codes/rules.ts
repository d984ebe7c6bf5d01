import { type CodeKind, readCode, type SignedCode } from '../../core/code.ts';
import { fold } from '../../core/fold.ts';
import { type Birth, checkIdentity, checkName, type Identity, readBirth, type Sex } from '../people/rules.ts';

/** Why a code ended: the card was lost, a new one took its place, an officer or the owner withdrew it, its owner died. */
export const endings = ['lost', 'renewed', 'withdrawn', 'died'] as const;
export type Ending = (typeof endings)[number];
/** What somebody may say when ending one; a death says it itself. */
export const statedEndings = ['lost', 'renewed', 'withdrawn'] as const;

/** What a code is read for: kept in the audit as one of these, since free words would lie open there. */
export const purposes = ['identify', 'declaration', 'visit', 'check', 'admission', 'tracing'] as const;

/** For how long whoever was received at a unit by card is seen there, when nothing else is recorded. */
export const receptionHours = 24;

/** What a door without a network knows a withdrawn code by: 48 bits of its own id, which two codes hardly share and nobody can make a code of. */
export const markOfCode = (id: string): string => id.slice(0, 13);

// What a reader may give.

/** What a card or a national code says of a person: to fill a form, never to be believed over it. */
export type DocumentFields = Birth & {
  fullName: string;
  sex?: Sex;
  identity?: Identity;
  /** The nine digits of the identity card before, where the citizen card names them. */
  formerNumber?: string;
  /** The permanent address, as the card writes it. */
  address?: string;
  issuedOn?: string;
};
export type DocumentKind = 'card' | 'pc_covid';
export type Scan = { kind: CodeKind; code: SignedCode } | { kind: DocumentKind; fields: DocumentFields };

/** What the bytes 0x80 to 0x9f are in Windows-1252, which readers take for Latin-1. */
const high = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const byteOf = (sign: string): number => {
  const point = sign.codePointAt(0) ?? 0;
  const at = high.indexOf(sign);
  return at >= 0 ? 0x80 + at : point <= 0xff ? point : -1;
};

/** UTF-8 that a reader took for Latin-1, `Nguyá»…n`, read again; a text that is none stays as it is. */
const redecoded = (text: string): string => {
  const bytes = Array.from(text, byteOf);
  if (bytes.includes(-1) || !bytes.some((byte) => byte > 0x7f)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
  } catch {
    return text;
  }
};

/** What readers add or break: a byte order mark, quotes, line ends, blanks, full-width bars, the wrong encoding, split-off marks. */
const cleaned = (text: string): string =>
  redecoded(text.replace(/\p{Surrogate}/gu, ''))
    .replace(/[\p{Cc}\p{Z}]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .replaceAll('｜', '|')
    .normalize('NFC')
    .trim()
    .replace(/^"(.*)"$/, '$1');

const mostSigns = 2000;

/** Whatever a camera, a hand-held reader or a person's typing gave; undefined when it is nothing known here. */
export const readScan = (text: string): Scan | undefined => {
  if (text.length > mostSigns) return undefined;
  const clean = cleaned(text);
  const code = readCode(clean.replace(/[?#].*$/, ''));
  if (code) return { kind: code.kind, code };
  const parts = clean.split('|').map((part) => part.trim());
  const card = readCard(parts);
  if (card) return { kind: 'card', fields: card };
  const fields = readPcCovid(parts);
  return fields && { kind: 'pc_covid', fields };
};

/** Of the citizen card: `CCCD|CMND|name|ddmmyyyy|sex|address|ddmmyyyy`; the card of 2024 has more fields behind. */
const readCard = ([
  number = '',
  former = '',
  name = '',
  born = '',
  sex = '',
  address = '',
  issued = '',
]: readonly string[]): DocumentFields | undefined => {
  const digits = number.replace(/\s/g, '');
  const fullName = readName(name);
  const birth = readBirth(born);
  if (!/^\d{12}$/.test(digits) || fullName === undefined || (!birth && !sexes[fold(sex)])) return undefined;
  return {
    fullName,
    ...birth,
    ...given('sex', sexes[fold(sex)]),
    identity: { type: 'cccd', number: digits },
    ...given('formerNumber', /^(\d{9}|\d{12})$/.exec(former.replace(/\s/g, ''))?.[0]),
    ...given('address', address.slice(0, 300).trim() || undefined),
    ...given('issuedOn', readBirth(issued)?.birthDate),
  };
};

/** Of PC-Covid: `id-number|NAME|yyyy-mm-dd|type|QID|EXT`. What type, QID and EXT say is not public, and not used. */
const readPcCovid = ([number = '', name = '', born = '']: readonly string[]): DocumentFields | undefined => {
  const fullName = readName(name);
  const birth = readBirth(born);
  const identity = identityOf(number);
  if (fullName === undefined || !birth || (number !== '' && !identity)) return undefined;
  return { fullName, ...birth, ...given('identity', identity) };
};

const given = <Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: Value } =>
  value === undefined ? {} : ({ [key]: value } as { [K in Key]: Value });

const sexes: Record<string, Sex> = {
  nam: 'male',
  nu: 'female',
  male: 'male',
  female: 'female',
  m: 'male',
  f: 'female',
};

const readName = (text: string): string | undefined => {
  const name = text.replace(/\s+/g, ' ').trim();
  return checkName(name).length === 0 && !/\d/.test(name) ? properName(name) : undefined;
};

/** `NGUYỄN THỊ A` and `nguyễn thị a` as `Nguyễn Thị A`, `H'HEN NIÊ` as `H'Hen Niê`; a name written in both stays. */
export const properName = (name: string): string => {
  const isUniform = name === name.toUpperCase() || name === name.toLowerCase();
  if (!isUniform) return name;
  return name
    .toLowerCase()
    .replace(/(^|[\s'’‘ʼ`.-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase())
    .normalize('NFC');
};

/** The document a bare number belongs to by its form: twelve digits are a citizen card where a province has their beginning. */
export const identityOf = (text: string): Identity | undefined => {
  const number = text.toUpperCase().replace(/[\s.-]/g, '');
  const fits = (type: Identity['type']): boolean =>
    !checkIdentity({ type, number }).some((code) => code === 'identity.format' || code === 'identity.province');
  const type = (['cccd', 'cmnd', 'insurance', 'passport'] as const).find(fits);
  return type && { type, number };
};

// Where an address lies.

/** A written address taken apart: what stands before the units, then the names of commune and those above it. */
export type ReadAddress = { street: string; units: string[] };

/** The two ways to read it: with a district (to 2025), and without. None when it names too few units. */
export const readAddress = (address: string): ReadAddress[] => {
  const parts = address
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter(Boolean);
  return [3, 2]
    .filter((count) => parts.length >= count)
    .map((count) => ({ street: parts.slice(0, -count).join(', '), units: parts.slice(-count) }));
};

const kinds = /^(thanh pho|tp|tinh|quan|q|huyen|h|thi xa|tx|thi tran|tt|phuong|p|xa|x|dac khu)(?=[\s\d])\s*/;
/** The name of a unit as it is compared: folded, without its kind, however that is shortened. */
const bare = (unit: string): string => {
  const folded = fold(unit.replaceAll('.', '. '));
  return folded.replace(kinds, '') || folded;
};

/** What to search for, to meet the commune an address names. */
export const communeQuery = ({ units }: ReadAddress): string => units.map(bare).join(' ').slice(0, 120);

/** The one commune found that bears all names of the address, in their order; undefined when none or several do. */
export const communeIn = <Found extends { name: string; trail?: string }>(
  { units }: ReadAddress,
  found: readonly Found[],
): Found | undefined => {
  const wanted = units.map(bare).join('|');
  const fitting = found.filter(({ name, trail = '' }) => {
    const above = trail.split(', ').filter((part, at) => part !== '' && !(at === 0 && part === name));
    return [name, ...above].map(bare).join('|') === wanted;
  });
  return fitting.length === 1 ? fitting[0] : undefined;
};
