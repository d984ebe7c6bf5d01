import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { testDatabase } from '../../../test/support/database.ts';
import { newId } from '../../core/client.ts';
import { addDays, dayOf } from '../../core/day.ts';
import { dayKeysFrom, newRatchet, uuidsOf } from '../../core/day-keys.ts';
import { connect } from '../../core/db.ts';
import { findBeside } from './beside.ts';
import { longestStay } from './rules.ts';
import { findSeated } from './seats.ts';
import { presentIn } from './stays-store.ts';
import { ensureWeeks } from './weeks.ts';

const hour = 3_600_000;
const begin = Date.parse('2026-03-02T00:00:00+07:00');

const database = await testDatabase();
const owner = connect(database.url, 2);
after(async () => {
  await owner.end();
  await database.drop();
});

test('beside a stay is whoever overlaps it, came when they may, left or not: as all rows read one by one tell', async () => {
  const keys = dayKeysFrom(newRatchet(addDays(dayOf(new Date(begin)), -3)));
  const venues = [newId(), newId()] as const;
  const seed = { n: 7 };
  const random = (below: number): number => {
    seed.n = (Math.imul(seed.n, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((seed.n / 2 ** 32) * below);
  };
  // Hours around the lengths where another index answers, to the minute.
  const lengths = [1, 3, 11, 12, 13, 30, 47, longestStay / hour];
  const rows = Array.from({ length: 400 }, () => {
    const from = begin + random(10 * 24 * 60) * 60_000;
    const to = from + (lengths[random(lengths.length)] as number) * hour + (random(3) - 1) * 60_000;
    return {
      person: newId(),
      venue: venues[random(2)] as string,
      from,
      to: random(6) === 0 ? undefined : Math.min(to, from + longestStay),
      seat: random(3) === 0 ? `B${random(9)}` : null,
    };
  });
  await ensureWeeks(
    owner,
    rows.map(({ from }) => new Date(from)),
  );
  for (const { person, venue, from, to, seat } of rows) {
    const [inAt, outAt] = [new Date(from), to === undefined ? null : new Date(to)];
    const visitor = keys.pseudonym(dayOf(inAt), person) as string;
    await owner`
      insert into visit (venue_id, in_at, id, out_at, visitor, flags, method, answer, claim, stored_at, seat)
      values (${venue}, ${inAt}, ${newId()}, ${outAt}, ${visitor}, 0, 0, 0, '', ${inAt}, ${seat})`;
  }

  const found = Array.from({ length: 120 }, (_, n) => {
    const venue = venues[random(2)] as string;
    // Now and then a stay begins or ends in the very minute of another, or twelve hours after it began.
    const other = rows[random(rows.length)] as (typeof rows)[0];
    const from = [begin + random(10 * 24 * 60) * 60_000, other.to ?? other.from, other.from + 12 * hour][
      n % 3
    ] as number;
    const to = n % 5 === 0 && other.from > from ? other.from : from + (1 + random(600)) * 60_000;
    const window = { from, to };
    const stay = { id: newId(), venue, person: newId(), from, to, weak: false, seat: n % 2 === 0 ? 'B1' : null };
    return { source: { person: stay.person, window }, stay, beside: undefined };
  });
  await findBeside(owner, keys, found);
  const seated = Map.groupBy(await findSeated(owner, keys, found), (one) => one.found);
  const spans = found.map(({ stay: { venue, from, to } }, n) => ({ n, venue, from: new Date(from), to: new Date(to) }));
  const present = new Map((await presentIn(owner, spans)).map((row) => [row.n, row.present]));

  for (const [n, one] of found.entries()) {
    const { stay, beside } = one as { stay: typeof one.stay; beside: { ids: Buffer } | undefined };
    const expected = rows.filter(
      ({ venue, from, to }) =>
        venue === stay.venue &&
        from < stay.to &&
        from > stay.from - longestStay &&
        (to ?? Number.POSITIVE_INFINITY) > stay.from,
    );
    assert.deepEqual(beside ? uuidsOf(beside.ids).sort() : [], expected.map(({ person }) => person).sort());
    assert.equal(present.get(n), expected.length, 'all of them counted, nobody opened');
    assert.deepEqual(
      (seated.get(one) ?? []).map(({ person, theirs }) => [person, theirs]).sort(),
      stay.seat === null ? [] : expected.flatMap(({ person, seat }) => (seat ? [[person, seat]] : [])).sort(),
    );
  }
});
