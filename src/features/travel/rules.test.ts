import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { AreaPath } from '../../core/area.ts';
import { levels } from '../declarations/rules.ts';
import { checkReasons } from './contract.ts';
import {
  journeyOf,
  judgePass,
  judgePerson,
  kindOfName,
  type PassCode,
  type PassSeen,
  passPayload,
  provinceNumber,
  readGate,
  readGateKind,
  readPassPayload,
  seenWhileTravelling,
  spellingOf,
  termsOf,
  verdicts,
} from './rules.ts';

const now = new Date('2021-08-10T08:00:00+07:00');
const after = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
const pass = (over: Partial<PassSeen> = {}): PassSeen => ({
  isSigned: true,
  isRevoked: false,
  validFrom: after(-1),
  validUntil: after(71),
  level: 'clear',
  ...over,
});

test('a valid pass of somebody well is green until it ends', () => {
  assert.deepEqual(judgePass(pass(), now), {
    colour: 'green',
    reason: 'valid',
    advise: 'go',
    validUntil: after(71),
  });
  assert.equal(judgePass(pass(), after(71)).reason, 'expired');
  assert.equal(judgePass(pass({ validFrom: after(1) }), now).reason, 'not_yet');
});

test('a forged pass is red whatever it says, and says no end', () => {
  for (const level of levels) {
    const judged = judgePass(pass({ isSigned: false, level, isRevoked: true }), now);
    assert.deepEqual([judged.colour, judged.reason, judged.validUntil], ['red', 'forged', null]);
  }
});

test('what a post cannot verify is never green; what is plainly wrong with it still counts', () => {
  assert.equal(judgePass(pass({ isSigned: undefined }), now).reason, 'unverified');
  assert.equal(judgePass(pass({ isSigned: undefined, level: 'urgent' }), now).colour, 'red');
  assert.equal(judgePass(pass({ isSigned: undefined }), after(72)).reason, 'expired');
});

const seen = fc.record({
  isSigned: fc.constantFrom(true, false, undefined),
  isRevoked: fc.boolean(),
  validFrom: fc.integer({ min: -200, max: 200 }).map(after),
  validUntil: fc.integer({ min: -200, max: 200 }).map(after),
  level: fc.constantFrom(...levels),
});

test('green means signed, running, not revoked and well; red means one of the four reasons', () => {
  fc.assert(
    fc.property(seen, (one) => {
      const { colour, reason } = judgePass(one, now);
      const isRunning = one.validFrom <= now && one.validUntil > now;
      assert.equal(colour === 'green', one.isSigned === true && !one.isRevoked && isRunning && one.level === 'clear');
      assert.equal(colour === 'red', ['forged', 'revoked', 'expired', 'urgent'].includes(reason));
    }),
  );
});

test('a pass never looks better for being worse: revoking, ageing or a graver verdict only darken it', () => {
  const rank = { green: 0, amber: 1, red: 2 } as const;
  const dark = (one: PassSeen) => rank[judgePass(one, now).colour];
  fc.assert(
    fc.property(seen, fc.constantFrom(...levels), (one, level) => {
      assert.ok(dark({ ...one, isRevoked: true }) >= dark({ ...one, isRevoked: false }));
      const [lighter, graver] = [one.level, level].toSorted((a, b) => levels.indexOf(a) - levels.indexOf(b));
      assert.ok(dark({ ...one, level: graver ?? level }) >= dark({ ...one, level: lighter ?? level }));
    }),
  );
});

test('every reason has a colour and an advice', () => {
  assert.deepEqual(Object.keys(verdicts).toSorted(), [...checkReasons].toSorted());
});

test('somebody without a pass is judged by the last declaration of 72 hours; without one is asked to declare', () => {
  const at = after(-2);
  assert.equal(judgePerson([], { level: 'clear', at }, now).reason, 'declared');
  assert.equal(judgePerson([], { level: 'risk', at }, now).colour, 'amber');
  assert.equal(judgePerson([], { level: 'urgent', at }, now).colour, 'red');
  assert.equal(judgePerson([], { level: 'clear', at: after(-72) }, now).reason, 'undeclared');
  assert.equal(judgePerson([], undefined, now).advise, 'declare');
  assert.equal(judgePerson([pass({ validUntil: after(-1) })], undefined, now).reason, 'undeclared');
});

test('of several passes the running one speaks, and a revoked one before none', () => {
  const later = pass({ validFrom: after(5), validUntil: after(77) });
  const revoked = pass({ isRevoked: true });
  assert.equal(judgePerson([later, revoked, pass()], undefined, now).reason, 'valid');
  assert.equal(judgePerson([revoked, later], undefined, now).reason, 'not_yet');
  assert.equal(judgePerson([revoked], { level: 'clear', at: after(-1) }, now).reason, 'revoked');
});

test('a pass that its traveller gave up is as if there were none; one that was taken away is not', () => {
  const givenUp = pass({ isRevoked: true, isGivenUp: true });
  assert.equal(judgePerson([givenUp], { level: 'clear', at: after(-1) }, now).reason, 'declared');
  assert.equal(judgePerson([givenUp], undefined, now).reason, 'undeclared');
  assert.equal(judgePerson([givenUp, pass({ isRevoked: true })], undefined, now).reason, 'revoked');
});

test('a domestic declaration leads somewhere also when it says too little for a pass, and is not seen for years', () => {
  const full = { from: '38', to: '01', vehicle: 'train', departure: after(5).toISOString() };
  assert.deepEqual(journeyOf(full, now), {
    ...{ vehicle: 'train', from: '38', to: '01', validFrom: after(5), validUntil: after(77) },
  });
  assert.deepEqual(journeyOf({ to: '01' }, now)?.validFrom, now);
  assert.equal(journeyOf({ from: '38' }, now), undefined);
  const day = 24;
  assert.deepEqual(seenWhileTravelling(after(77), now), after(77 + 14 * day));
  assert.deepEqual(seenWhileTravelling(after(9_000 * day), now), after((30 + 3 + 14) * day));
});

const code: fc.Arbitrary<PassCode> = fc.record({
  id: fc.uuid(),
  validFrom: fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((minutes) => new Date(minutes * 60_000)),
  validUntil: fc.integer({ min: 0, max: 2 ** 32 - 1 }).map((minutes) => new Date(minutes * 60_000)),
  level: fc.constantFrom(...levels),
  from: fc.integer({ min: 0, max: 255 }),
  to: fc.integer({ min: 0, max: 255 }),
});

test('what is written into a code is read out of it, and other bytes are no pass', () => {
  fc.assert(fc.property(code, (one) => assert.deepEqual(readPassPayload(passPayload(one)), { ...one })));
  assert.equal(readPassPayload(new Uint8Array(26)), undefined);
  assert.equal(readPassPayload(Uint8Array.from({ length: 27 }, () => 9)), undefined);
});

test('a province is a number of one byte, or none', () => {
  assert.deepEqual(
    ['38.380.14755.', '01.', '', 'HA1.'].map((area) => provinceNumber(area as AreaPath)),
    [38, 1, 0, 0],
  );
});

test('a pass states what was declared; whoever left days ago or leaves in two months has none', () => {
  const answers = { vehicle: 'train', from: '38', to: '01.001', departure: '2021-08-10T09:00:00+07:00' };
  const terms = termsOf(answers, now);
  assert.ok(!Array.isArray(terms));
  assert.deepEqual([terms.vehicle, terms.from, terms.to], ['train', '38', '01.001']);
  assert.deepEqual(terms.validUntil, new Date('2021-08-13T09:00:00+07:00'));
  const codeOf = (departure: string) => {
    const refused = termsOf({ ...answers, departure }, now);
    return Array.isArray(refused) ? refused[0]?.code : undefined;
  };
  assert.equal(codeOf('2021-08-07T07:59:00+07:00'), 'pass.departed');
  assert.equal(codeOf('2021-10-10T08:00:00+07:00'), 'pass.too_early');
  assert.equal(codeOf('2021-08-07T08:01:00+07:00'), undefined);
});

test('gates are told apart by their marks, not by capitals or blanks', () => {
  assert.notEqual(spellingOf('Năm Căn'), spellingOf('Nậm Cắn'));
  assert.equal(spellingOf(' SÂN BAY  Vinh '), spellingOf('Sân bay Vinh'.normalize('NFD')));
});

test('a gate is named by its id or in words; its kind by a word of either language, or by its own name', () => {
  assert.deepEqual(readGate('01A1FB9B-1649-7d7b-b7b0-bd2c502f4307'), { id: '01a1fb9b-1649-7d7b-b7b0-bd2c502f4307' });
  assert.deepEqual(readGate(' Na Mèo '), { name: 'Na Mèo' });
  assert.deepEqual([readGate(''), readGate(7)], [undefined, undefined]);
  assert.deepEqual(['san bay', 'checkpoint', 'chot', 'gì đó'].map(readGateKind), [
    'airport',
    'checkpoint',
    'checkpoint',
    undefined,
  ]);
  assert.deepEqual(
    ['san bay noi bai', 'cang hang khong tho xuan', 'cang le mon', 'ga dong dang', 'cua khau lao bao', 'na meo'].map(
      kindOfName,
    ),
    ['airport', 'airport', 'port', 'rail', 'border', undefined],
  );
});
