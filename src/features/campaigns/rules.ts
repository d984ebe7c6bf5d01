/** Letters and digits that are not taken for one another on paper or over a telephone: no 0 O Q, 1 I L, 2 Z, 5 S, 8 B. */
export const codeAlphabet = '34679ACDEFGHJKMNPRTUVWXY';
export const codeLength = 6;

/** A source code from random bytes, one each sign: 24⁶ ≈ 190 million, so that a slip of the pen hits none. */
export const codeFrom = (bytes: Uint8Array): string =>
  Array.from(bytes.slice(0, codeLength), (byte) => codeAlphabet[byte % codeAlphabet.length]).join('');

/** A code of the unit's own choosing: 4 to 12 letters and digits. It is written in capitals. */
export const ownCode = /^[A-Z0-9]{4,12}$/;

/** The link a poster's QR opens: the citizen app, which remembers where the person came from. */
export const linkOf = (publicUrl: string, code: string): string => `${publicUrl}/?s=${code}`;

/** After scanning a poster a person declares soon or not because of it. */
const sourceHolds = 48 * 3_600_000;

/** The source in an address such as `/?s=K7MCAR`; undefined when there is none. */
export const sourceIn = (search: string): string | undefined => {
  const code = new URLSearchParams(search).get('s')?.trim().toUpperCase();
  return code && ownCode.test(code) ? code : undefined;
};

/** As the device keeps it: the code and when it was read. */
export const keptSource = (code: string, at: number): string => `${code} ${at}`;
export const sourceNow = (kept: string | null, now: number): string | undefined => {
  const [code = '', at] = kept?.split(' ') ?? [];
  return ownCode.test(code) && Math.abs(now - Number(at)) < sourceHolds ? code : undefined;
};
