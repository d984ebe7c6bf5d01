import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  type AreaPath,
  areaRange,
  formatAreaPath,
  isBeside,
  isWithin,
  levelDepth,
  parentOf,
  parseAreaPath,
} from './area.ts';

const area = (text: string): AreaPath => parseAreaPath(text) ?? assert.fail(`no area path: ${text}`);

/** Few segments, so that areas above, below and beside each other come often. */
const segments = fc.constantFrom('38', '3', '380', '14782', '04', '9', 'H12', 'Z', 'A', '99999999');
const areas = fc.array(segments, { maxLength: 4 }).map((parts) => area(parts.join('.')));
const areasBelowNation = fc.array(segments, { minLength: 1, maxLength: 4 }).map((parts) => area(parts.join('.')));

const bytes = (text: string) => Buffer.from(text, 'utf8');
const isInRange = (path: string, [from, to]: [string, string]) =>
  Buffer.compare(bytes(path), bytes(from)) >= 0 && Buffer.compare(bytes(path), bytes(to)) < 0;

test('a path is read with and without its last dot', () => {
  assert.equal(parseAreaPath('38.380.14782'), '38.380.14782.');
  assert.equal(parseAreaPath('38.380.14782.'), '38.380.14782.');
  assert.equal(parseAreaPath('38.H12'), '38.H12.');
  assert.equal(parseAreaPath(''), '');
});

test('what is no path is refused', () => {
  for (const text of [
    '.',
    '..',
    '38..1',
    ' 38',
    '38 ',
    'h12',
    '38.380.14782.1.2',
    '123456789',
    "38'",
    '38.\n',
    '38/',
    '３８',
  ]) {
    assert.equal(parseAreaPath(text), undefined, JSON.stringify(text));
  }
});

test('whatever text is read as a path holds only digits, capital letters and dots', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom('3', 'A', '.', "'") })),
      (text) => assert.match(parseAreaPath(text) ?? '', /^[0-9A-Z.]*$/),
    ),
  );
});

test('a formatted path is read back as the same area', () => {
  fc.assert(fc.property(areas, (path) => assert.equal(parseAreaPath(formatAreaPath(path)), path)));
});

test('an area below the nation is in the range of another exactly when it is within it', () => {
  fc.assert(
    fc.property(areasBelowNation, areas, (inner, outer) =>
      assert.equal(isInRange(inner, areaRange(outer)), isWithin(inner, outer)),
    ),
  );
});

test('the empty text is in no range, so that an unset scope shows nothing', () => {
  fc.assert(fc.property(areas, (outer) => assert.ok(!isInRange('', areaRange(outer)))));
});

test('a province whose code begins with the code of another is not within it', () => {
  assert.ok(!isWithin(area('380'), area('38')));
  assert.ok(!isInRange(area('380'), areaRange(area('38'))));
});

test('every area below the nation is within the one above it, one level deeper', () => {
  fc.assert(
    fc.property(areasBelowNation, (path) => {
      const parent = parentOf(path) ?? assert.fail();
      assert.ok(isWithin(path, parent) && !isWithin(parent, path));
      assert.equal(levelDepth(path), levelDepth(parent) + 1);
    }),
  );
});

test('the nation has nothing above it', () => {
  assert.equal(parentOf(area('')), undefined);
  assert.equal(levelDepth(area('')), 0);
});

test('communes of one district are beside each other, those of two are not', () => {
  assert.ok(isBeside(area('38.380.14782'), area('38.380.14755')));
  assert.ok(!isBeside(area('38.380.14782'), area('38.381.14755')));
  assert.ok(!isBeside(area('38.380'), area('38.380')));
});
