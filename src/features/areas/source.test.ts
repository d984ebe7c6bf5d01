import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { parseAreaPath } from '../../core/area.ts';
import { type AreaSet, readAreas } from './source.ts';
import { type Merger, readSuccession } from './succession.ts';
import { checkUnits, type Unit } from './unit.ts';

type Areas = Awaited<ReturnType<typeof readAreas>>;

const nation: Unit = { path: '', code: 'VN', level: 'nation', name: 'Việt Nam', kind: 'Quốc gia' };
const province: Unit = { path: '38.', code: '38', parent: '', level: 'province', name: 'Tỉnh Thanh Hóa', kind: 'Tỉnh' };
const commune = (code: string, name: string, path = `38.${code}.`): Unit => ({
  path,
  code,
  parent: path.replace(/[^.]+\.$/, ''),
  level: 'commune',
  name,
  kind: name.split(' ')[0] ?? '',
});
const small = [nation, province, commune('14782', 'Phường Đông Vệ'), commune('14755', 'Phường Hàm Rồng')];
const codes = (units: Unit[], counts: Parameters<typeof checkUnits>[1] = []) =>
  checkUnits(units, counts).map(({ code }) => code);

describe('the packages', () => {
  const sets = new Map<AreaSet, Areas>();
  const read = (set: AreaSet): Areas => sets.get(set) ?? assert.fail();
  const find = (set: AreaSet, path: string) => read(set).units.find((unit) => unit.path === path);
  const count = (set: AreaSet, level: string, below = '') =>
    read(set).units.filter((unit) => unit.level === level && unit.path.startsWith(below)).length;
  before(async () => {
    for (const set of ['2021', '2025'] as const) sets.set(set, await readAreas(set));
  });

  test('2021 has 63 provinces, 705 districts and 10,599 communes, Thanh Hóa 27 and 559', () => {
    assert.deepEqual(
      ['province', 'district', 'commune'].map((level) => count('2021', level)),
      [63, 705, 10_599],
    );
    assert.deepEqual([count('2021', 'district', '38.'), count('2021', 'commune', '38.')], [27, 559]);
  });

  test('2025 has 34 provinces, no districts and 3,321 communes, Thanh Hóa 166', () => {
    assert.deepEqual(
      ['province', 'district', 'commune'].map((level) => count('2025', level)),
      [34, 0, 3_321],
    );
    assert.equal(count('2025', 'commune', '38.'), 166);
  });

  test('names are full, with their kind, in one spelling', () => {
    assert.deepEqual(find('2021', '38.380.14782.'), {
      path: '38.380.14782.',
      code: '14782',
      parent: '38.380.',
      level: 'commune',
      name: 'Phường Đông Vệ',
      kind: 'Phường',
    });
    assert.equal(find('2021', '38.380.')?.name, 'Thành phố Thanh Hóa');
    assert.equal(find('2021', '38.380.14755.')?.name, 'Phường Hàm Rồng');
    assert.equal(find('2025', '38.')?.name, 'Tỉnh Thanh Hóa');
    assert.equal(find('2025', '46.')?.name, 'Thành phố Huế');
    assert.equal(find('2025', '38.14797.')?.name, 'Phường Hạc Thành');
    for (const { name } of [...read('2021').units, ...read('2025').units]) {
      assert.equal(name, name.normalize('NFC').replace(/\s+/g, ' ').trim());
    }
  });

  test('every path is an area path, and every unit stands after the one above it', () => {
    for (const set of ['2021', '2025'] as const) {
      const paths = read(set).units.map(({ path }) => path);
      const order = new Map(paths.map((path, index) => [path, index]));
      assert.deepEqual(
        paths.filter((path) => parseAreaPath(path) !== path),
        [],
      );
      assert.equal(order.size, paths.length);
      const early = read(set).units.filter(
        ({ path, parent }) => (order.get(parent ?? '') ?? 0) > (order.get(path) ?? 0),
      );
      assert.deepEqual(early, []);
    }
  });

  test('the units themselves are sound; only the succession of 2025 asks for a person', () => {
    assert.deepEqual(read('2021').problems, []);
    const counts = Map.groupBy(read('2025').problems, ({ code }) => code);
    assert.deepEqual(
      [...counts.keys()].filter((code) => code.startsWith('unit.')),
      [],
    );
    assert.equal(counts.get('succession.new_unknown'), undefined);
  });

  test('the 63 provinces became 34, each whole', () => {
    const provinces = read('2025').succession.filter(({ old }) => old.length === 2);
    assert.equal(new Set(provinces.map(({ old }) => old)).size, 63);
    assert.equal(provinces.length, 63);
    assert.equal(new Set(provinces.map((pair) => pair.new)).size, 34);
    assert.deepEqual(
      provinces.find(({ old }) => old === '38'),
      { old: '38', new: '38', kind: 'same' },
    );
    assert.deepEqual(
      provinces.find(({ old }) => old === '02'),
      { old: '02', new: '08', kind: 'merged' },
    );
  });

  test('every commune of 2021 has a successor or is listed as a problem', () => {
    const { succession, problems } = read('2025');
    const told = new Set([...succession.map(({ old }) => old), ...problems.map(({ unit }) => unit)]);
    assert.deepEqual(
      read('2021').units.filter(({ level, code }) => level === 'commune' && !told.has(code)),
      [],
    );
    assert.ok(
      succession.some(({ old, new: successor, kind }) => old === '14782' && successor === '14797' && kind === 'merged'),
    );
  });

  test('the code that the source gives to Ia Mơ is shown as that of another commune', () => {
    const wrong = read('2025').problems.filter(({ code }) => code === 'succession.code_of_another');
    assert.deepEqual(wrong, [{ code: 'succession.code_of_another', unit: '23737', detail: 'Xã Ia Mơ (52.23737.)' }]);
  });
});

describe('a spoiled source', () => {
  test('a sound one has no problems', () => {
    assert.deepEqual(checkUnits(small, [{ below: '38.', level: 'commune', count: 2 }]), []);
  });

  test('every fault is told with its unit', () => {
    assert.deepEqual(codes([...small, commune('14782', 'Xã Khác', '38.380.14782.')]), [
      'unit.code_duplicated',
      'unit.parent_missing',
    ]);
    assert.deepEqual(codes([...small, commune('1478', 'Xã Khác')]), ['unit.code_length']);
    assert.deepEqual(codes([...small, { ...commune('14783', 'Xã Khác'), kind: '' }]), ['unit.kind_missing']);
    assert.deepEqual(codes([...small, { ...commune('14783', ''), kind: 'Xã' }]), ['unit.name_missing']);
    assert.deepEqual(codes([...small, commune('14783', 'Phường Đông Vệ')]), ['unit.name_duplicated']);
    assert.deepEqual(checkUnits(small, [{ below: '38.', level: 'commune', count: 3 }]), [
      { code: 'unit.count', detail: "2 of level commune below '38.', expected 3" },
    ]);
  });
});

describe('succession', () => {
  const district: Unit = {
    path: '38.380.',
    code: '380',
    parent: '38.',
    level: 'district',
    name: 'Thành phố Thanh Hóa',
    kind: 'Thành phố',
  };
  const old = (code: string, name: string) => commune(code, name, `38.380.${code}.`);
  const before2025 = [
    nation,
    province,
    district,
    old('00001', 'Xã Một'),
    old('00002', 'Xã Thuỷ'),
    old('00003', 'Xã Ba'),
  ];
  const now = [nation, province, commune('00001', 'Xã Một'), commune('00002', 'Xã Hai')];
  const row = (code: string | null, name: string, successor: string): Merger => ({
    old_ward_code: code,
    old_ward_name: name,
    old_district_name: 'Thành phố Thanh Hóa',
    old_province_name: 'Tỉnh Thanh Hóa',
    new_ward_code: '',
    new_ward_name: successor,
    new_province_name: 'Thanh Hóa',
  });

  test('a commune found by code or by its only name is the same, merged or split', () => {
    const mergers = [row('00001', 'Xã Một', 'Xã Một'), row(null, 'Xã Thủy', 'Xã Hai'), row('00003', 'Xã Ba', 'Xã Hai')];
    const { succession, problems } = readSuccession(mergers, before2025, now);
    assert.deepEqual(succession, [
      { old: '38', new: '38', kind: 'same' },
      { old: '00001', new: '00001', kind: 'same' },
      { old: '00002', new: '00002', kind: 'merged' },
      { old: '00003', new: '00002', kind: 'merged' },
    ]);
    assert.deepEqual(problems, []);
    const split = readSuccession([...mergers, row('00003', 'Xã Ba', 'Xã Một')], before2025, now).succession;
    assert.deepEqual(
      split.filter((pair) => pair.old === '00003').map(({ kind }) => kind),
      ['split', 'split'],
    );
  });

  test('what cannot be found, or is found twice, is told and not guessed', () => {
    const told = (mergers: Merger[], units = before2025) =>
      readSuccession(mergers, units, now)
        .problems.filter(({ code }) => !/without/.test(code))
        .map(({ code }) => code);
    assert.deepEqual(told([row('00009', 'Xã Chín', 'Xã Hai')]), ['succession.old_unknown']);
    assert.deepEqual(told([row('00001', 'Xã Một', 'Xã Lạ')]), ['succession.new_unknown']);
    assert.deepEqual(told([row('00002', 'Xã Hai cũ', 'Xã Hai')]), ['succession.name_differs']);
    assert.deepEqual(told([row(null, 'Xã Ba', 'Xã Hai')], [...before2025, old('00004', 'Xã Ba')]), [
      'succession.old_ambiguous',
    ]);
  });
});
