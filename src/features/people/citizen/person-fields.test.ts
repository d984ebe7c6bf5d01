import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blankPerson, type PersonFields, wrongIn } from './person-fields.ts';

const flagged: PersonFields = {
  ...blankPerson,
  fullName: 'Lại Thị Cờ',
  birth: '1961',
  sex: 'female',
  area: { path: '38.380.14755', name: 'Phường Hàm Rồng', trail: '' },
  identityNumber: '038061001234',
};

test('a contradiction that a station has kept is not asked about again, a new one is', () => {
  assert.ok(wrongIn(flagged).identity, 'typed now');
  assert.equal(wrongIn({ ...flagged, address: 'Số 12' }, flagged).identity, undefined);
  assert.ok(wrongIn({ ...flagged, birth: '1962' }, flagged).identity);
});
