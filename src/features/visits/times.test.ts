import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { aServer, places } from '../../../test/support/server.ts';
import { tracing } from '../../../test/support/tracing.ts';
import { newId } from '../../core/client.ts';
import { addDays, dayOf } from '../../core/day.ts';
import { usualStay, type VenueKind } from '../venues/rules.ts';

// What times mean, from the door to the list of contacts. Days begin at 00:00 in Viet Nam, 17:00 the day before in UTC.

const minute = 60_000;
const hour = 60 * minute;

const server = await aServer({ at: '2026-03-11T05:00:00Z' });
const officer = await server.officer(places.commune, ['officer']);
const tracer = await server.officer(places.district, ['tracer']);

const now = () => server.clock.now().getTime();
const ago = (ms: number) => new Date(now() - ms).toISOString();
/** A time of these days in Viet Nam, as '10T23:30'. */
const at = (text: string) => new Date(`2026-03-${text}:00+07:00`).toISOString();
const { person, venue: aVenue, visit, openCase } = tracing(server, officer, tracer);
const send = (visitor: string, venue: string, from: string, to?: string) =>
  officer.post('/visits', {
    id: newId(),
    venue,
    visitor: { person: visitor },
    in: from,
    ...(to && { out: to }),
    method: 'on_behalf',
  });
type Row = { id: string; venueId: string; inAt: Date; outAt: Date | null; visitor: string; flags: number };
const rowsAt = (venues: string[]): Promise<Row[]> => server.house.database.pools.owner<Row[]>`
  select id, venue_id, in_at, out_at, visitor, flags from visit where venue_id = any(${venues}::uuid[]) order by in_at, id`;
const ends = async (...venues: string[]) =>
  (await rowsAt(venues)).map(({ outAt, flags }) => [outAt?.toISOString() ?? null, (flags & 2) !== 0]);
/** Each contact with the minutes found, also of those below the line. */
const contactsOf = async (id: string, level = 1): Promise<Map<string, number>> => {
  const lists = await Promise.all(
    ['candidate', 'below'].map((state) => tracer.get(`/cases/${id}/contacts?level=${level}&state=${state}`)),
  );
  return new Map(
    lists
      .flatMap(({ body }) => body.items)
      .map((one) => [
        one.person.id,
        one.evidence.reduce((sum: number, { minutes }: { minutes: number }) => sum + minutes, 0),
      ]),
  );
};

test('intervals are half-open: who comes when the other leaves has not met, one minute earlier they have', async () => {
  const [f0, earlier, following, touchesTwice, meets] = [
    await person(),
    await person(),
    await person(),
    await person(),
    await person(),
  ];
  const venue = await aVenue('karaoke');
  await visit(f0, venue, at('10T10:00'), at('10T11:00'));
  await visit(earlier, venue, at('10T09:00'), at('10T10:00'));
  await visit(following, venue, at('10T11:00'), at('10T12:00'));
  await visit(touchesTwice, venue, at('10T09:00'), at('10T10:00'));
  await visit(touchesTwice, venue, at('10T11:00'), at('10T12:00'));
  await visit(meets, venue, at('10T10:59'), at('10T12:00'));
  assert.deepEqual([...(await contactsOf(await openCase(f0)))], [[meets, 1]]);
});

test('a stay over midnight is one stay: neighbours of both days are found, each under the name of the day of its own check-in', async () => {
  const [f0, evening, night, longAgo] = [await person(), await person(), await person(), await person()];
  const venue = await aVenue('bar');
  const stay = await visit(f0, venue, at('09T22:00'), at('10T01:30'));
  await visit(evening, venue, at('09T21:00'), at('09T23:00'));
  await visit(night, venue, at('10T00:30'), at('10T01:00'));
  await visit(longAgo, venue, at('08T23:00'), at('09T22:30'));
  await visit(f0, venue, at('10T08:00'), at('10T08:05'));
  const id = await openCase(f0);
  const found = await contactsOf(id);
  assert.deepEqual([found.get(evening), found.get(night), found.get(longAgo), found.size], [60, 30, 30, 3]);
  const rows = await rowsAt([venue]);
  const mine = rows.filter((row) => server.house.keys.days.pseudonym(dayOf(row.inAt), f0) === row.visitor);
  assert.deepEqual([mine.length, new Set(mine.map(({ visitor }) => visitor)).size], [2, 2]);
  assert.equal(mine[0]?.id, stay);
  // The other way round, of a case whose own stay began after midnight.
  await tracer.post(`/cases/${id}/revocation`, { id: newId(), reason: 'âm tính' });
  assert.equal((await contactsOf(await openCase(night))).get(f0), 30);
});

test('the window of a case begins at 00:00 in Viet Nam, and cuts a stay that was going on', async () => {
  const [f0, early, late] = [await person(), await person(), await person()];
  const venue = await aVenue('office');
  // Onset on the 10th: from the 7th, 00:00, which is the 6th, 17:00 in UTC.
  await visit(f0, venue, at('06T22:00'), at('07T02:00'));
  await visit(early, venue, at('06T21:00'), at('07T00:00'));
  await visit(late, venue, at('06T21:00'), at('07T00:20'));
  const id = await openCase(f0, { onsetOn: '2026-03-10', sampledOn: '2026-03-11' });
  assert.equal((await tracer.get(`/cases/${id}`)).body.window.from, at('07T00:00'));
  assert.deepEqual([...(await contactsOf(id))], [[late, 20]]);
});

test('checking in again at the same venue within its usual time goes on; the next day it is another stay', async () => {
  const venue = await aVenue('office');
  const who = await person();
  await visit(who, venue, at('09T08:00'));
  await visit(who, venue, at('09T13:00'));
  await visit(who, venue, at('10T08:00'));
  assert.deepEqual(await ends(venue), [
    [at('09T13:00'), false],
    [at('09T21:00'), true],
    [at('10T16:00'), true],
  ]);
});

test('a check-in elsewhere ends the stay before: when it comes, at the latest after the usual time, and estimated', async () => {
  const [shop, cafe] = [await aVenue('shop'), await aVenue('cafe')];
  const [quick, slow, out] = [await person(), await person(), await person()];
  for (const [who, gap] of [
    [quick, 10],
    [slow, 200],
  ] as const) {
    await visit(who, shop, ago((gap + 20) * minute));
    await visit(who, cafe, ago(20 * minute));
  }
  await visit(out, shop, ago(100 * minute), ago(90 * minute));
  await visit(out, cafe, ago(95 * minute));
  const rows = (await rowsAt([shop])).map(({ inAt, outAt, flags }) => [
    Math.round(((outAt?.getTime() ?? 0) - inAt.getTime()) / minute),
    flags & 2,
  ]);
  assert.deepEqual(
    rows,
    [
      [30, 2],
      [10, 0],
      [10, 2],
    ],
    'the usual stay of a shop is 30 minutes; what was said stays',
  );
});

test('stays of 48 hours are taken and found, longer ones refused with a code', async () => {
  const [f0, f1, other] = [await person(), await person(), await person()];
  const hotel = await aVenue('hotel');
  await visit(f0, hotel, at('09T09:00'), at('11T09:00'));
  await visit(f1, hotel, at('11T08:00'), at('11T11:00'));
  await visit(other, hotel, at('08T09:30'), at('09T15:30'));
  const found = await contactsOf(await openCase(f0));
  assert.deepEqual([found.get(f1), found.get(other)], [60, 390]);
  const { status, body } = await send(
    f1,
    hotel,
    at('08T00:00'),
    new Date(Date.parse(at('10T00:00')) + 1).toISOString(),
  );
  assert.deepEqual([status, body.code, body.fields[0].path], [422, 'visit.too_long', 'out']);
  const open = { id: await visit(f1, hotel, at('09T00:00')), in: at('09T00:00') };
  const ended = (to: string) =>
    officer.post(`/visits/${open.id}/out`, { id: newId(), venue: hotel, in: open.in, at: to });
  assert.deepEqual(
    [(await ended(at('11T00:01'))).body.code, (await ended(at('11T00:00'))).status],
    ['visit.too_long', 201],
  );
});

test('a forgotten check-out is closed by the usual stay of the kind, marked, weighs half, and gives way to who was seen leaving', async () => {
  const [f0, f1] = [await person(), await person()];
  const venue = await aVenue('cafe');
  const from = new Date(now());
  const forgotten = { id: await visit(f0, venue, from.toISOString()) };
  assert.deepEqual(await ends(venue), [[null, false]]);
  server.clock.step(3 * hour);
  const later = (minutes: number): string => new Date(from.getTime() + minutes * minute).toISOString();
  await visit(f1, venue, later(30), later(150));
  const id = await openCase(f0);
  assert.equal((await contactsOf(id)).get(f1), 120, 'still there, as far as anybody knows');
  await server.job('visits closing');
  const usual = later(usualStay('cafe'));
  assert.deepEqual((await ends(venue))[0], [usual, true]);
  assert.equal((await contactsOf(id)).get(f1), 30, 'half of the hour until the usual end');
  const left = later(50);
  const out = { id: newId(), venue, in: from.toISOString(), at: left };
  assert.equal((await officer.post(`/visits/${forgotten.id}/out`, out)).status, 201);
  assert.deepEqual([(await ends(venue))[0], (await contactsOf(id)).get(f1)], [[left, false], 20]);
  const late = { ...out, id: newId(), at: usual };
  assert.equal((await officer.post(`/visits/${forgotten.id}/out`, late)).body.code, 'visit.settled');
});

test('what is written down afterwards without a way out has ended after the usual stay at once, also within a batch', async () => {
  const [f0, f1, f2] = [await person(), await person(), await person()];
  const venue = await aVenue('restaurant');
  await visit(f0, venue, at('10T18:00'), at('10T20:00'));
  await visit(f0, venue, at('11T08:00'), at('11T09:00'));
  const item = (who: string, from: string) => ({
    id: newId(),
    venue,
    visitor: { person: who },
    in: from,
    method: 'controller',
  });
  const [long, short] = [item(f1, at('10T19:00')), item(f2, at('10T19:40'))];
  const { body } = await officer.post('/visits/batch', { items: [long, short] });
  assert.deepEqual(
    body.results.map(({ status }: { status: number }) => status),
    [201, 201],
  );
  const found = await contactsOf(await openCase(f0));
  assert.deepEqual(
    [found.get(f1), found.get(f2)],
    [30, 10],
    'half of what was shared, and nothing of the next morning',
  );
  const out = { id: newId(), venue, in: at('10T19:40'), at: at('10T20:30') };
  assert.equal((await officer.post(`/visits/${short.id}/out`, out)).status, 201);
  const [days] = await server.house.database.pools.owner<{ entered: number; leftCount: number }[]>`
    select entered, left_count from venue_day where venue_id = ${venue} and day = '2026-03-10'`;
  assert.deepEqual([days?.entered, days?.leftCount], [3, 3], 'counted as gone once');
});

test('late, too old, ahead of time, the wrong way round: each has its answer', async () => {
  const [who, venue] = [await person(), await aVenue()];
  const codeOf = async (from: string, to?: string) => {
    const { status, body } = await send(who, venue, from, to);
    return status === 201 ? body.late : [status, body.code, body.fields?.[0]?.path];
  };
  assert.equal(await codeOf(ago(71 * hour), ago(70 * hour)), false);
  assert.equal(await codeOf(ago(73 * hour), ago(72.5 * hour)), true);
  const oldest = addDays(dayOf(server.clock.now()), -server.house.config.visitDays);
  assert.equal(await codeOf(new Date(`${oldest}T00:00:00+07:00`).toISOString()), true);
  const earlier = new Date(Date.parse(`${oldest}T00:00:00+07:00`) - 1).toISOString();
  assert.deepEqual(await codeOf(earlier), [422, 'visit.too_old', 'in']);
  assert.deepEqual(await codeOf(ago(-6 * minute)), [422, 'time.future', 'in']);
  assert.equal(await codeOf(ago(-4 * minute)), false);
  assert.deepEqual(await codeOf(ago(hour), ago(-6 * minute)), [422, 'time.future', 'out']);
  assert.deepEqual(await codeOf(ago(hour), ago(2 * hour)), [422, 'time.order', 'out']);
  const same = ago(hour);
  assert.deepEqual(await codeOf(same, same), [422, 'time.order', 'out']);
});

/** What the rule says, from all check-ins of one visitor: written without the house. */
const expectedEnds = (stays: { venue: number; in: number }[], kinds: VenueKind[], until: number) =>
  stays
    .toSorted((a, b) => a.in - b.in)
    .map(({ venue, in: from }, i, all) => {
      const [usual, next] = [from + usualStay(kinds[venue] as VenueKind), all[i + 1]];
      const isClosed = usual <= until;
      if (!next || next.in - from > 48 * 60) return isClosed ? [usual, true] : [null, false];
      return next.venue === venue && next.in <= usual ? [next.in, false] : [Math.min(next.in, usual), true];
    });

test('in whatever order check-ins arrive, and whenever forgotten ones are closed, the stays become the same', async () => {
  const kinds: VenueKind[] = ['shop', 'cafe', 'office'];
  const venues = await Promise.all(kinds.map((kind) => aVenue(kind)));
  const world = fc
    .uniqueArray(fc.record({ venue: fc.nat(2), in: fc.integer({ min: 0, max: 3_000 }), turn: fc.nat(1_000) }), {
      selector: (one) => one.in,
      minLength: 2,
      maxLength: 6,
    })
    .chain((stays) => fc.record({ stays: fc.constant(stays), sweeps: fc.array(fc.nat(5), { maxLength: 2 }) }));
  await fc.assert(
    fc.asyncProperty(world, async ({ stays, sweeps }) => {
      const who = await person();
      const begin = Math.floor((now() - 3_001 * minute) / 1000) * 1000;
      for (const [i, one] of stays.toSorted((a, b) => a.turn - b.turn).entries()) {
        await visit(who, venues[one.venue] as string, new Date(begin + one.in * minute).toISOString());
        if (sweeps.includes(i)) await server.job('visits closing');
      }
      await server.job('visits closing');
      const mine = (await rowsAt(venues)).filter(
        ({ inAt, visitor }) => server.house.keys.days.pseudonym(dayOf(inAt), who) === visitor,
      );
      const found = mine.map(({ outAt, flags }) => [outAt && (outAt.getTime() - begin) / minute, (flags & 2) !== 0]);
      assert.deepEqual(found, expectedEnds(stays, kinds, (now() - begin) / minute));
    }),
    { numRuns: 15 },
  );
});
