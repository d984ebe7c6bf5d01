import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as v from 'valibot';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { NewVenue } from '../contract.ts';
import { isOpen, venueKinds } from '../rules.ts';
import { kindGroups, kindsFound } from './kinds.ts';
import { hoursOf, isNight, lackOf, type Opening, openingOf, usual, week } from './opening.ts';
import { blankVenue, bodyOf, isAnswered, stepsOf, type VenueForm } from './venue-form.ts';
import { openingWords } from './words.ts';

const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const span = fc.record({ from: clock, to: clock });
const opening: fc.Arbitrary<Opening> = fc.oneof(
  fc.constant<Opening>({ way: 'always' }),
  span.map((one): Opening => ({ way: 'daily', ...one })),
  fc.array(fc.option(span), { minLength: 7, maxLength: 7 }).map((days): Opening => ({ way: 'byDay', days })),
);

test('every kind stands in one group, and has words', () => {
  assert.deepEqual(Object.values(kindGroups).flat().toSorted(), [...venueKinds].toSorted());
  for (const kind of venueKinds) assert.notEqual(t(`venues.kinds.${kind}`), `venues.kinds.${kind}`);
});

test('a kind is found without marks and in any order of the words', () => {
  const find = (text: string) => kindsFound(text, (kind) => t(`venues.kinds.${kind}`));
  assert.deepEqual(find('ca phe'), ['cafe']);
  assert.deepEqual(find('phê CÀ'), ['cafe']);
  assert.ok(find('xe').includes('coach') && find('xe').includes('bus'));
  assert.deepEqual(find('qqq'), []);
});

test('opening hours go to the server and come back as they were written', () => {
  fc.assert(
    fc.property(opening, (given) => {
      if (lackOf(given)) return;
      const back = openingOf(hoursOf(given));
      assert.deepEqual(hoursOf(back), hoursOf(given));
      for (const { from, to } of hoursOf(given)) assert.ok(from < to && to <= 2880);
    }),
  );
});

test('a bar that closes after midnight is open at one in the morning of the next day', () => {
  const daily: Opening = { way: 'daily', from: '18:00', to: '02:00' };
  assert.ok(isNight(daily) && !isNight(usual));
  const hours = hoursOf(daily);
  assert.ok(isOpen(hours, 1440 + 60));
  assert.ok(!isOpen(hours, 1440 + 180));
});

test('what lacks is named: no way chosen, a missing time, no open day', () => {
  assert.equal(lackOf(undefined), 'unset');
  assert.equal(lackOf({ way: 'daily', from: '08:00', to: '' }), 'wrong');
  assert.equal(lackOf({ way: 'byDay', days: week.map(() => null) }), 'none');
  assert.equal(lackOf({ way: 'always' }), undefined);
});

test('a vehicle is asked for plate, route and trip, and never for hours or an address', () => {
  const area = { path: '38.380.14755', name: 'Phường Hàm Rồng' };
  const bus: VenueForm = {
    ...blankVenue(),
    kind: 'coach',
    name: ' Hùng Dũng ',
    area,
    plate: '36B-012.34',
    address: 'x',
  };
  assert.deepEqual(stepsOf(bus), ['kind', 'place', 'review']);
  assert.deepEqual(bodyOf(bus), {
    name: 'Hùng Dũng',
    kind: 'coach',
    area: area.path,
    vehicle: { plate: '36B-012.34' },
  });
});

test('a step is answered when what it must have is there, and the whole is what the contract takes', () => {
  const blank = blankVenue();
  assert.equal(isAnswered(blank, 'kind') || isAnswered(blank, 'place') || isAnswered(blank, 'hours'), false);
  assert.equal(bodyOf(blank), undefined);
  const full: VenueForm = {
    ...blank,
    kind: 'restaurant',
    name: 'Quán Hương',
    area: { path: '38.380.14755', name: 'Phường Hàm Rồng' },
    point: { lat: 19.8, lon: 105.7 },
    opening: { way: 'daily', ...usual },
  };
  assert.ok(v.is(NewVenue, { id: full.id, ...bodyOf(full) }));
  assert.ok(stepsOf(full).every((step) => step === 'review' || isAnswered(full, step)));
});

test('opening hours are read as on a sign: neighbouring days of the same hours in one line', () => {
  const byDay = (spans: (string | null)[]) =>
    openingWords({
      way: 'byDay',
      days: spans.map((text) => {
        const [from = '', to = ''] = text?.split('-') ?? [];
        return text === null ? null : { from, to };
      }),
    });
  const [day, late] = ['07:00-22:00', '08:00-01:00'];
  assert.deepEqual(byDay(Array(7).fill(day)), ['Mỗi ngày 07:00–22:00']);
  assert.deepEqual(byDay([day, day, day, day, day, late, null]), [
    'Thứ Hai – Thứ Sáu: 07:00–22:00',
    'Thứ Bảy: 08:00–01:00',
    'Chủ nhật: Nghỉ',
  ]);
  assert.deepEqual(byDay([null, null, day, day, null, day, day]), [
    'Thứ Hai – Thứ Ba: Nghỉ',
    'Thứ Tư – Thứ Năm: 07:00–22:00',
    'Thứ Sáu: Nghỉ',
    'Thứ Bảy – Chủ nhật: 07:00–22:00',
  ]);
  assert.deepEqual(openingWords({ way: 'daily', from: '08:00', to: '22:00' }), ['Mỗi ngày 08:00–22:00']);
});
