import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../problem.ts';
import { findColumns } from './columns.ts';

const heads = { name: ['name', 'ten dia diem'], commune: ['commune', 'xa phuong'], phone: ['phone'] };

test('a column is known by its head whatever case, diacritics and punctuation it is written with', () => {
  const { has, cell } = findColumns(['STT', 'TÊN ĐỊA ĐIỂM (*)', 'Xã/phường'], heads, ['name', 'commune']);
  const row = ['1', ' Quán Mai ', 'Hàm Rồng'];
  assert.deepEqual([cell(row, 'name'), cell(row, 'commune')], ['Quán Mai', 'Hàm Rồng']);
  assert.deepEqual([has('phone'), cell(row, 'phone')], [false, '']);
  assert.equal(cell(['2'], 'commune'), '', 'a row may be shorter than its head');
});

test('a table that lacks what is needed is refused, and every missing column named', () => {
  assert.throws(
    () => findColumns(['STT', 'Phone'], heads, ['name', 'commune']),
    (error: Problem) =>
      error instanceof Problem &&
      error.code === 'sheet.column_missing' &&
      error.fields?.map(({ path }) => path).join() === 'name,commune',
  );
});
