/** A Vietnamese number behind 0 or +84: mobiles have nine digits, landlines (02…) ten; the 01… of before 2018 are dead. */
const vietnamese = /^(?:\+?84|(?:\+?84)?0)([35789]\d{8}|2\d{9})$/;
const foreign = /^\+(?!84)[1-9]\d{7,14}$/;

/** Reads a number as people write it (`0912 345 678`, `+84 (0)912-345-678`) into E.164; undefined when it is none. */
export const parsePhone = (text: string): string | undefined => {
  const number = text.normalize('NFKC').replace(/[\s.()\p{Pd}]/gu, '');
  const national = vietnamese.exec(number)?.[1];
  return national ? `+84${national}` : foreign.test(number) ? number : undefined;
};

/** An E.164 number as Vietnamese people read it: `0912 345 678`, `024 3825 5599`, `0237 385 2123`; foreign ones unchanged. */
export const formatPhone = (e164: string): string =>
  e164
    .replace(/^\+84([35789]\d{2})(\d{3})(\d{3})$/, '0$1 $2 $3')
    .replace(/^\+84(24|28)(\d{4})(\d{4})$/, '0$1 $2 $3')
    .replace(/^\+84(2\d{2})(\d{3})(\d{4})$/, '0$1 $2 $3');
