import { startOfDay } from '../../core/day.ts';
import { parsePhone } from '../../core/phone.ts';
import { fail } from '../../core/problem.ts';
import { findColumns } from '../../core/sheet/columns.ts';
import { readSheet } from '../../core/sheet/read.ts';
import { readDate, readTime } from '../imports/index.ts';
import type { Who } from '../people/index.ts';
import { canonicalNumber, readBirth } from '../people/rules.ts';
import { type Column, columns, type Result, readResult } from './rules.ts';

/** A row that is understood; whose sample it is stands in a test's id, or in who the person is. */
export type ReadRow = {
  row: number;
  cells: string[];
  test?: string;
  who?: Who;
  fullName?: string;
  sampledOn?: string;
  result: Result;
  resultAt?: Date;
};
export type Rejected = { row: number; field: string; code: string; cells: string[] };
type ReadList = { header: string[]; rows: number; read: ReadRow[]; rejected: Rejected[] };

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Twelve digits are a CCCD, nine a CMND; anything else with letters a passport. */
const identityOf = (text: string): Who['identity'] => {
  const number = canonicalNumber(text);
  if (/^\d{12}$/.test(number)) return { type: 'cccd', number };
  if (/^\d{9}$/.test(number)) return { type: 'cmnd', number };
  return /^[A-Z]\d{6,8}$/.test(number) ? { type: 'passport', number } : undefined;
};

/** A moment as a cell holds it: the day with its time, else the day's last minute. */
const momentOf = (text: string, thisYear: number): Date | undefined => {
  const day = readDate(text, 'dmy', thisYear)?.day;
  if (!day) return undefined;
  const time = readTime(text);
  return time ? new Date(`${day}T${time}:00+07:00`) : new Date(startOfDay(day).getTime() + 86_340_000);
};

/** What a laboratory's list says, CSV or XLSX; rows are numbered as in the file. */
export const readResults = async (file: Buffer, now: Date): Promise<ReadList> => {
  const { header, rows, lines } = await readSheet(file);
  const table = findColumns(header, columns, ['result']);
  const { has } = table;
  if (!has('test') && !has('identity') && !(has('phone') && has('fullName')))
    fail('sheet.column_missing', [{ path: 'identity', code: 'field.missing' }]);
  const thisYear = now.getFullYear();
  const read: ReadRow[] = [];
  const rejected: Rejected[] = [];
  for (const [i, cells] of rows.entries()) {
    const cell = (name: Column): string => table.cell(cells, name);
    const row = lines[i] ?? i + 2;
    const refuse = (field: Column, code: string) => rejected.push({ row, field, code, cells });
    if (cell('result') === '') {
      refuse('result', 'field.missing');
      continue;
    }
    const result = readResult(cell('result'));
    if (!result) {
      refuse('result', 'field.choice');
      continue;
    }
    const resultAt = cell('resultAt') === '' ? undefined : momentOf(cell('resultAt'), thisYear);
    if (cell('resultAt') !== '' && !resultAt) {
      refuse('resultAt', 'day.format');
      continue;
    }
    const sampledOn = cell('sampledOn') === '' ? undefined : readDate(cell('sampledOn'), 'dmy', thisYear)?.day;
    if (cell('sampledOn') !== '' && !sampledOn) {
      refuse('sampledOn', 'day.format');
      continue;
    }
    const fullName = cell('fullName').normalize('NFC');
    const identity = cell('identity') === '' ? undefined : identityOf(cell('identity'));
    const phone = cell('phone') === '' ? undefined : parsePhone(cell('phone'));
    const test = uuid.test(cell('test')) ? cell('test').toLowerCase() : undefined;
    if (!test && !identity && !(phone && fullName)) {
      refuse(cell('identity') !== '' ? 'identity' : 'test', 'row.nobody');
      continue;
    }
    const birth = readBirth(cell('birth')) ?? {};
    const common = { row, cells, result, ...(fullName && { fullName }), ...(sampledOn && { sampledOn }) };
    const who: Who = { fullName, ...birth, ...(phone && { phone }), ...(identity && { identity }) };
    read.push({
      ...common,
      ...(resultAt && { resultAt: new Date(Math.min(resultAt.getTime(), now.getTime())) }),
      ...(test ? { test } : { who }),
    });
  }
  return { header, rows: rows.length, read, rejected };
};
