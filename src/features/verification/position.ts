import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import { fail } from '../../core/problem.ts';

/** A place in a list ordered by a time and an id. */
export type Position = { at: Date; id: string };

export const cursorOf = (row: Position | undefined): string | null =>
  row ? encodeCursor([row.at.getTime(), row.id]) : null;

export const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

export const timeOf = (value: unknown): Date | undefined => {
  const time = new Date(typeof value === 'number' ? value : Number.NaN);
  // Beyond these years PostgreSQL reads no text of a Date.
  return Math.abs(time.getTime()) < 4e12 ? time : undefined;
};

export const wrongCursor = (): never => fail('request.invalid', [{ path: 'after', code: 'cursor.format' }]);

export const positionOf = (cursor: string | undefined): Position | undefined => {
  const values = decodeCursor(cursor, 2);
  if (!values) return undefined;
  const [at, id] = [timeOf(values[0]), values[1]];
  return at && isUuid(id) ? { at, id } : wrongCursor();
};
