import { parsePhone } from './phone.ts';

/** 1900 and 1800 numbers, and the short ones that a network answers (115, 1022): called within the country, not texted. */
const service = /^(?:1[89]00\d{4,6}|(?!1[89]00)1\d{2,3})$/;

/** A number that people call, as above or a service's (`1900 9095`, `1022`); undefined when it is none. */
export const parseHotline = (text: string): string | undefined => {
  const number = text.normalize('NFKC').replace(/[\s.()\p{Pd}]/gu, '');
  return service.test(number) ? number : parsePhone(text);
};

/** Whether a number can be sent a message to: a service's cannot. */
export const isTextable = (number: string): boolean => !service.test(number);
