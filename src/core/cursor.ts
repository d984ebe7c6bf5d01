import { fail } from './problem.ts';

/** A keyset position as an opaque cursor: the values of the order's columns. */
export const encodeCursor = (values: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** The values again; 400 with the field when it is not one of ours. */
export const decodeCursor = (cursor: string | undefined, length: number): (string | number | null)[] | undefined => {
  if (cursor === undefined || cursor === '') return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values) && values.length === length) return values;
  } catch {}
  return fail('request.invalid', [{ path: 'after', code: 'cursor.format' }]);
};
