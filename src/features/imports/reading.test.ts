import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AreaPath } from '../../core/area.ts';
import { parsePhone } from '../../core/phone.ts';
import { plantTree, readAreas } from '../areas/index.ts';
import { guessMapping, isMonthFirst } from './headings.ts';
import { readIdentity, readPhone, readTemperature } from './numbers.ts';
import { findPlace, findStay, placeIndex, type Said } from './places.ts';
import { missingFields } from './rules.ts';
import { readConditions, readExposures, readSex, readSymptoms, readTick } from './words.ts';

test('a column tells whether months stand first', () => {
  assert.equal(isMonthFirst(['3/25/1957', '1/2/1960']), true);
  assert.equal(isMonthFirst(['25/3/1957', '1/2/1960']), false);
  assert.equal(isMonthFirst(['1/2/1960']), false);
});

test('phones get back what a spreadsheet and the year 2018 took from them', () => {
  assert.deepEqual(readPhone('0912 345 678'), { value: '+84912345678' });
  assert.deepEqual(readPhone('912345678'), { value: '+84912345678', note: 'phone.zero_restored' });
  assert.deepEqual(readPhone('01629999999'), { value: '+84329999999', note: 'phone.prefix_renewed' });
  assert.deepEqual(readPhone('1629999999'), { value: '+84329999999', note: 'phone.prefix_renewed' });
  assert.deepEqual(readPhone('0912345678 / 0987654321'), { value: '+84912345678', note: 'phone.several' });
  for (const text of ['12345', '0412345678', 'có', '11111111111111']) assert.equal(readPhone(text), undefined, text);
  fc.assert(
    fc.property(fc.integer({ min: 900_000_000, max: 999_999_999 }), (number) => {
      assert.equal(readPhone(String(number))?.value, parsePhone(`0${number}`));
    }),
  );
});

test('zeros of a citizen card come back only where the number then agrees with sex and birth', () => {
  const man = { birthYear: 1957, sex: 'male' as const };
  assert.deepEqual(readIdentity('38057000123', man), {
    value: { type: 'cccd', number: '038057000123' },
    note: 'identity.zero_restored',
  });
  assert.equal(readIdentity('38057000123', { ...man, sex: 'female' }), undefined);
  assert.deepEqual(readIdentity('1057000123', man)?.value.number, '001057000123');
  assert.deepEqual(readIdentity('038.057.000.123', man), { value: { type: 'cccd', number: '038057000123' } });
  assert.equal(readIdentity('038057000123', { birthYear: 1960 })?.note, 'identity.birth_year');
  assert.deepEqual(readIdentity('171234567', man), { value: { type: 'cmnd', number: '171234567' } });
  assert.deepEqual(readIdentity('11234567', man)?.note, 'identity.zero_restored');
  assert.deepEqual(readIdentity('c1234567', man)?.value, { type: 'passport', number: 'C1234567' });
  for (const text of ['12345', '1234567890123', 'không có']) assert.equal(readIdentity(text, man), undefined, text);
});

test('temperatures are degrees of a living body', () => {
  assert.deepEqual(['37,5', '37.5', '38', '37.5°C', '37 độ 5', '375', '20', 'sốt'].map(readTemperature), [
    37.5,
    37.5,
    38,
    37.5,
    37.5,
    undefined,
    undefined,
    undefined,
  ]);
});

test('words become codes; a word that is none is told', () => {
  assert.deepEqual(['Nam', 'Nữ', 'NỮ', 'M', 'f', '1', '0', 'x'].map(readSex), [
    'male',
    'female',
    'female',
    'male',
    'female',
    'male',
    'female',
    undefined,
  ]);
  assert.deepEqual(['x', 'Có', '1', '', '-', 'không', 'nhiều'].map(readTick), [
    true,
    true,
    true,
    false,
    false,
    false,
    undefined,
  ]);
  assert.deepEqual(readSymptoms('Sốt, khó thở và ho; đau họng'), {
    codes: ['fever', 'breathless', 'cough', 'sore_throat'],
    unknown: [],
  });
  assert.deepEqual(readSymptoms('Không có triệu chứng'), { codes: [], unknown: [] });
  assert.deepEqual(readSymptoms('sốt, đau lưng'), { codes: ['fever'], unknown: ['đau lưng'] });
  assert.deepEqual(readExposures('tiếp xúc F0; về từ vùng dịch').codes, ['contact_case', 'contact_epidemic_area']);
  assert.deepEqual(readConditions('Tăng huyết áp, tiểu đường, gút'), ['hypertension', 'diabetes', 'other']);
  assert.deepEqual(readConditions('không'), []);
});

test('columns are known by their heads in either language, each once', () => {
  assert.deepEqual(
    guessMapping('people', [
      'STT',
      'Họ và tên (in hoa)',
      'NĂM SINH',
      'Giới tính',
      'SĐT',
      'CMND/CCCD',
      'Xã/Phường',
      'Thôn',
      'Địa chỉ',
    ]),
    { fullName: 1, birth: 2, sex: 3, phone: 4, identity: 5, commune: 6, hamlet: 7, address: 8 },
  );
  assert.deepEqual(guessMapping('people', ['Họ', 'Tên', 'Ngày sinh']), { familyName: 0, givenName: 1, birth: 2 });
  assert.deepEqual(guessMapping('declarations', ['Ngày khai báo', 'Họ tên', 'Sốt', 'Ho', 'Khó thở', 'Nhiệt độ']), {
    date: 0,
    fullName: 1,
    fever: 2,
    cough: 3,
    breathless: 4,
    temperature: 5,
  });
  assert.deepEqual(guessMapping('people', ['Full name', 'Date of birth', 'Phone']), {
    fullName: 0,
    birth: 1,
    phone: 2,
  });
  assert.deepEqual(missingFields('people', { birth: 1 }), ['fullName']);
  assert.deepEqual(missingFields('declarations', { givenName: 0 }), ['date']);
});

const { units } = await readAreas('2021');
const index = placeIndex(
  plantTree(units.map(({ path, code, level, name }) => ({ path: path as AreaPath, code, level, name }))),
);
const said = (given: Partial<Said>): Said => ({
  code: '',
  province: '',
  district: '',
  commune: '',
  address: '',
  ...given,
});
const placeOf = (given: Partial<Said>, within = '38.') => {
  const found = findPlace(index, said(given), within as AreaPath, undefined);
  return 'unit' in found ? found.unit.name : found.code;
};

test('a commune is found by its code, also without the zeros before it, and by its path', () => {
  assert.equal(placeOf({ code: '14755' }), 'Phường Hàm Rồng');
  assert.equal(placeOf({ code: '38.380.14755' }), 'Phường Hàm Rồng');
  assert.equal(placeOf({ code: '1' }, '01.'), 'Phường Phúc Xá');
  assert.equal(placeOf({ code: '99999' }), 'area.unknown');
});

test('a commune is found by names however they are shortened or marked', () => {
  for (const commune of ['Phường Đông Vệ', 'P.Đông Vệ', 'p. dong ve', 'Đông Vệ', 'PHƯỜNG ĐÔNG VỆ'])
    for (const district of ['Thành phố Thanh Hóa', 'TP. Thanh Hoá', 'tp thanh hóa', ''])
      assert.equal(placeOf({ commune, district }), 'Phường Đông Vệ', `${commune}, ${district}`);
  assert.equal(placeOf({ commune: 'P.1', district: 'Q.3', province: 'TP.HCM' }, '79.'), 'Phường 01');
});

test('neighbours told apart by a mark alone are told apart; without marks they are ambiguous, with the candidates', () => {
  assert.equal(placeOf({ commune: 'Hoằng Đồng', district: 'Hoằng Hóa' }), 'Xã Hoằng Đồng');
  assert.equal(placeOf({ commune: 'xã Hoằng Đông', district: 'Hoằng Hoá' }), 'Xã Hoằng Đông');
  const found = findPlace(index, said({ commune: 'hoang dong', district: 'hoang hoa' }), '38.' as AreaPath, undefined);
  assert.ok('code' in found && found.code === 'area.ambiguous');
  assert.equal(found.candidates?.length, 2);
});

test('what lies in another area is outside, and a district that does not hold the commune is not passed over', () => {
  assert.equal(placeOf({ commune: 'Đông Vệ' }, '38.381.'), 'area.outside');
  assert.equal(placeOf({ commune: 'Đông Vệ', district: 'Huyện Yên Định' }), 'area.unknown');
  assert.equal(placeOf({ commune: 'Đông Vệ', district: 'Huyen Gì Đó' }), 'Phường Đông Vệ');
});

test('an address names its commune behind commas; a list of one commune needs none', () => {
  assert.equal(placeOf({ address: 'thôn 5, xã Yên Trường, huyện Yên Định, tỉnh Thanh Hóa' }), 'Xã Yên Trường');
  assert.equal(placeOf({ address: '12 Lê Lợi, P.Điện Biên, TP Thanh Hoá' }), 'Phường Điện Biên');
  assert.equal(placeOf({ address: 'thôn Tân Lập' }), 'area.missing');
  const own = index.byCode.get('14755');
  const found = findPlace(index, said({ address: '5 Đông Vệ' }), own?.path as AreaPath, own);
  assert.ok('unit' in found && found.unit.code === '14755');
});

test('a journey is as narrow as its words', () => {
  assert.equal(findStay(index, 'về từ Bắc Giang')?.level, 'province');
  assert.equal(findStay(index, 'huyện Việt Yên, Bắc Giang')?.name, 'Huyện Việt Yên');
  assert.equal(findStay(index, 'chợ đầu mối'), undefined);
});
