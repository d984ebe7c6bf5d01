import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exposurePlaces } from './console/exposure-places.ts';
import {
  dueAfter,
  exposedIn,
  exposureText,
  isLate,
  isolationAfter,
  lateContactsText,
  lateText,
  unansweredText,
} from './rules.ts';

const at = (text: string) => new Date(`${text}+07:00`);
const lastContact = at('2021-06-01T10:00:00');
const due = (from: Parameters<typeof dueAfter>[0]['from'], to: typeof from, when: string, level: 1 | 2 = 1) =>
  dueAfter({ from, to, level, at: at(when), lastContact })?.getTime();

test('each state has a time by which the next thing is due', () => {
  assert.equal(due('closed', 'to_call', '2021-06-02T08:00:00'), at('2021-06-02T10:00:00').getTime());
  assert.equal(due('to_call', 'to_call', '2021-06-02T08:00:00'), at('2021-06-02T09:00:00').getTime(), 'call again');
  assert.equal(due('to_call', 'reached', '2021-06-02T08:00:00'), at('2021-06-02T14:00:00').getTime());
  assert.equal(due('to_call', 'reached', '2021-06-02T08:00:00', 2), at('2021-06-03T08:00:00').getTime());
  assert.equal(due('sampled', 'closed', '2021-06-02T08:00:00'), undefined);
});

test('tests are due on their days after the last contact, and then nothing but the end', () => {
  const endOf = (day: string) => at(`${day}T24:00:00`).getTime();
  assert.equal(due('reached', 'quarantine', '2021-06-02T14:00:00'), endOf('2021-06-02'), 'day 1');
  assert.equal(due('quarantine', 'sampled', '2021-06-02T15:00:00'), endOf('2021-06-15'), 'day 14, not today again');
  assert.equal(due('quarantine', 'sampled', '2021-06-15T09:00:00'), endOf('2021-06-21'), 'day 20');
  assert.equal(due('quarantine', 'sampled', '2021-06-21T09:00:00'), endOf('2021-06-22'), 'the class ends');
  assert.equal(due('reached', 'quarantine', '2021-06-10T09:00:00'), endOf('2021-06-15'), 'late: the next test');
});

test('isolation begins once, outlasts a sample, and is taken back by going back', () => {
  const [first, later] = [at('2021-06-02T14:00:00'), at('2021-06-03T14:00:00')];
  assert.equal(isolationAfter('quarantine', first, null), first);
  assert.equal(isolationAfter('quarantine', later, first), first);
  assert.equal(isolationAfter('sampled', later, first), first);
  assert.equal(isolationAfter('closed', later, first), first);
  assert.equal(isolationAfter('reached', later, first), null);
});

test('a notice reaches the hours of the case in a place, and two more', () => {
  const hour = 3_600_000;
  const stays = [{ from: 10 * hour, to: 11 * hour }];
  assert.deepEqual(exposedIn({ from: 0, to: 100 * hour }, stays), { from: 10 * hour, to: 13 * hour });
  assert.deepEqual(exposedIn({ from: 12 * hour, to: 14 * hour }, stays), { from: 12 * hour, to: 13 * hour });
  assert.equal(exposedIn({ from: 13 * hour, to: 14 * hour }, stays), undefined, 'touching is not overlapping');
  assert.equal(exposedIn({ from: 0, to: hour }, []), undefined);
});

test('a message fits one SMS, and a day without an answer is late', () => {
  const longest = 'Ba Ria - Vung Tau';
  for (const text of [
    exposureText('01/06/2021', undefined, '0237 3852 111'),
    lateText(1000, longest),
    lateContactsText(1000, ['Phuong Ba Ria - Vung Tau']),
    lateContactsText(1000, [longest, longest]),
    unansweredText(1000, longest, '0237 3852 111'),
  ]) {
    assert.ok(text.length <= 160, `${text.length}`);
    assert.match(text, /^[\x20-\x7e]*$/);
  }
  const sent = at('2021-06-01T10:00:00');
  assert.equal(isLate(sent, null, at('2021-06-02T10:00:00')), false);
  assert.equal(isLate(sent, null, at('2021-06-02T10:00:01')), true);
  assert.equal(isLate(sent, sent, at('2021-06-05T10:00:00')), false);
  assert.equal(isLate(null, null, at('2021-06-05T10:00:00')), false);
});

test('a place is offered once: a milestone only where no stay tells it, and with a place alone', () => {
  const at = (hour: number) => `2021-06-01T${String(hour).padStart(2, '0')}:00:00.000Z`;
  const venue = (id: string) => ({ id, code: id, name: id, kind: 'market' as const, area: '38', areaName: '' });
  const stay = { id: 's', venue: venue('a'), from: at(8), to: at(9), doubtful: false };
  const milestone = (id: string, of: string | null, from: string, to: string | null) => ({
    ...{ id, kind: 'place' as const, from, to, venue: of === null ? null : venue(of) },
    ...{ area: null, text: '', publicText: null, publishedAt: null },
  });
  const found = exposurePlaces(
    [stay] as never,
    [
      milestone('same', 'a', at(8), null),
      milestone('later', 'a', at(10), at(11)),
      milestone('other', 'b', at(7), null),
      milestone('nowhere', null, at(7), null),
    ] as never,
  );
  assert.deepEqual(
    found.map(({ id, to, isWritten }) => [id, to, isWritten]),
    [
      ['later', at(11), true],
      ['s', at(9), false],
      ['other', at(7), true],
    ],
  );
});
