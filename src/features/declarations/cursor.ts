import { decodeCursor, encodeCursor } from '../../core/cursor.ts';
import { fail } from '../../core/problem.ts';
import type { Position, Row } from './store.ts';

export const cursorOf = (row: Row | undefined): string | null =>
  row ? encodeCursor([row.at.getTime(), row.id]) : null;

export const positionOf = (cursor: string | undefined): Position | undefined => {
  const values = decodeCursor(cursor, 2);
  if (!values) return undefined;
  const [at, id] = [new Date(Number(values[0])), String(values[1])];
  if (Number.isNaN(at.getTime()) || !/^[0-9a-f-]{36}$/.test(id))
    fail('request.invalid', [{ path: 'after', code: 'cursor.format' }]);
  return { at, id };
};
