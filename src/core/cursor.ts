import { fail } from './problem.ts';

/** A keyset position as an opaque cursor: the values of the order's columns. */
export const encodeCursor = (values: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** 400 with the field: a cursor that is not one of ours. */
export const wrongCursor = (): never => fail('request.invalid', [{ path: 'after', code: 'cursor.format' }]);

/** The values again. */
export const decodeCursor = (cursor: string | undefined, length: number): (string | number | null)[] | undefined => {
  if (cursor === undefined || cursor === '') return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(values) && values.length === length) return values;
  } catch {}
  return wrongCursor();
};

export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

export const timeOf = (value: unknown): Date | undefined => {
  const time = new Date(typeof value === 'number' ? value : Number.NaN);
  // Beyond these years PostgreSQL reads no text of a Date.
  return Math.abs(time.getTime()) < 4e12 ? time : undefined;
};

/** A place in a list ordered by a time and an id. */
export type Position = { at: Date; id: string };

export const cursorOf = (row: Position | undefined): string | null =>
  row ? encodeCursor([row.at.getTime(), row.id]) : null;

export const positionOf = (cursor: string | undefined): Position | undefined => {
  const values = decodeCursor(cursor, 2);
  if (!values) return undefined;
  const [at, id] = [timeOf(values[0]), values[1]];
  return at && isUuid(id) ? { at, id } : wrongCursor();
};
