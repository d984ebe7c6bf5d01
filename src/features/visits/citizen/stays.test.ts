import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Parcel } from '../../../web/kit/outbox.ts';
import { declaredSince, openStays, outOf, staysOf, yetToCome } from './stays.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const before = (minutes: number) => new Date(now - minutes * 60_000).toISOString();
const parcel = (kind: string, id: string, body: object, over: Partial<Parcel> = {}): Parcel => ({
  id,
  kind,
  owner: 'hang',
  at: before(0),
  body,
  state: 'sent',
  ...over,
});
const visit = (id: string, person: string, minutes: number, over: Partial<Parcel> = {}) =>
  parcel('visit', id, { id, qr: 'K7M29QXT', visitor: { person }, in: before(minutes), method: 'self' }, over);
const open = (parcels: Parcel[]) => openStays(staysOf(parcels), now).map(({ id }) => id);

test('a person is where the newest check-in says, until the way out, and for two days at most', () => {
  assert.deepEqual(open([visit('a', 'hang', 60), visit('b', 'hang', 30), visit('c', 'bao', 90)]), ['b', 'c']);
  const out = parcel('visit_out', 'o', { visit: 'b', in: before(30), at: before(10) }, { state: 'waiting' });
  assert.deepEqual(open([visit('a', 'hang', 60), visit('b', 'hang', 30), out]), []);
  assert.deepEqual(open([visit('a', 'hang', 49 * 60)]), []);
});

test('what was refused was no visit, and what waits is one', () => {
  assert.deepEqual(open([visit('a', 'hang', 60), visit('b', 'hang', 30, { state: 'refused' })]), ['a']);
  assert.deepEqual(open([visit('a', 'hang', 60, { state: 'waiting' })]), ['a']);
});

test('a visit written down afterwards ends nothing that is going on, however its time is written', () => {
  const late = parcel('visit', 'late', {
    id: 'late',
    visitor: { person: 'hang' },
    in: '2026-11-21T14:00:00+07:00',
    out: '2026-11-21T15:00:00+07:00',
    method: 'self',
  });
  assert.deepEqual(open([late, visit('a', 'hang', 60)]), ['a']);
});

test('whoever declared after the door had asked for it may try again', () => {
  const asked = visit('a', 'hang', 60, { reply: { answer: 'declare', venue: 'v' } });
  const declared = (minutes: number, person: string) =>
    parcel('declaration', `d${minutes}`, { person: { id: person } }, { at: before(minutes) });
  const since = (...parcels: Parcel[]) => declaredSince(staysOf([asked]), parcels).map(({ id }) => id);
  assert.deepEqual(since(declared(90, 'hang'), declared(30, 'bao')), []);
  assert.deepEqual(since(declared(30, 'hang')), ['a']);
});

test('a stay of the very moment still has a length, and a typed code stands for a venue not yet known', () => {
  const [stay] = staysOf([visit('a', 'hang', 0, { state: 'waiting' })]);
  assert.deepEqual(stay && outOf(stay, new Date(now)), {
    visit: 'a',
    in: before(0),
    at: '2026-11-21T12:00:00.001Z',
    qr: 'K7M29QXT',
  });
});

test('others may come in as long as one of the family has not; who was asked and has not agreed is none of them', () => {
  const family = ['hang', 'bao', 'lan'].map((id) => ({ id, pending: id === 'lan' }));
  const others = (...inside: string[]) => yetToCome(family, inside).map(({ id }) => id);
  assert.deepEqual([others(), others('hang'), others('hang', 'bao')], [['hang', 'bao'], ['bao'], []]);
});
