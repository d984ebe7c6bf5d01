import type { Member } from '../../../web/kit/citizen/device.ts';
import { maybe } from '../../../web/kit/citizen/more-texts.ts';
import { date, givenName } from '../../../web/kit/format.ts';
import type { Stay, Where } from './draft.ts';

/** Reasons of a triage in plain words; a part after ':' names what was met and is not for reading. */
export const reasonWords = (reason: string): string => {
  const code = reason.split(':')[0] ?? reason;
  return maybe(`reason.${code}`) ?? maybe(code) ?? code;
};

/** As the family calls them; with the full name where two are called alike. */
export const nameOf = (members: readonly Member[], id: string): string => {
  const fullName = members.find((member) => member.id === id)?.fullName ?? '';
  const called = givenName(fullName);
  return members.filter((member) => givenName(member.fullName) === called).length > 1 ? fullName : called;
};

export const whereWords = ({ area, hamlet, address }: Where): string =>
  [address, hamlet, area.name, area.trail].filter(Boolean).join(', ');

export const stayWords = ({ area, from, to, text }: Stay): string =>
  `${[text, area?.name, area?.trail].filter(Boolean).join(', ')} (${from === to ? date(from) : `${date(from)}–${date(to)}`})`;
