import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer, ok, places } from '../../../test/support/server.ts';
import { tracing } from '../../../test/support/tracing.ts';
import { newId } from '../../core/client.ts';
import { minuteWords } from './console/words.ts';

// What is shown of a meeting, and that it never says more than the rule counts.

const server = await aServer();
const officer = await server.officer(places.commune, ['officer']);
const tracer = await server.officer(places.district, ['tracer']);

const second = 1000;
const minute = 60 * second;
const start = server.clock.now().getTime();
const ago = (ms: number) => new Date(start - ms).toISOString();

const acts = tracing(server, officer, tracer);
const { person, venue, openCase } = acts;
const visit = (who: string, where: string, from: number, to: number) => acts.visit(who, where, ago(from), ago(to));
type Span = { from: string; to: string };
type Shown = {
  person: { id: string };
  state: string;
  evidence: (Span & { minutes: number; entered?: Span })[];
  riskParts: { part: string; points: number }[];
};
const contactOf = async (id: string, who: string, query = 'level=1'): Promise<Shown | undefined> =>
  ok(await tracer.get(`/cases/${id}/contacts?${query}`)).items.find((one: Shown) => one.person.id === who);

test('a meeting one second short of the rule is below the line and reads shorter than it; one second longer is above and reads as it', async () => {
  const [f0, short, long] = [await person(), await person(), await person()];
  const room = await venue('restaurant');
  await visit(f0, room, 300 * minute, 240 * minute);
  await visit(short, room, 290 * minute, 275 * minute + second);
  await visit(long, room, 270 * minute, 255 * minute);
  const id = await openCase(f0);
  const [below, above] = [await contactOf(id, short, 'state=below'), await contactOf(id, long)];
  assert.deepEqual(
    [below?.evidence[0]?.minutes, above?.evidence[0]?.minutes, above?.state],
    [14.9, 15, 'candidate'],
    'an hour is sixty minutes, and fifteen are fifteen',
  );
  const words = [below, above].map((one) => minuteWords(one?.evidence[0]?.minutes ?? 0).replaceAll('\u00A0', ' '));
  assert.deepEqual(words, ['14 phút', '15 phút']);
});

test('a stay that a clock read some milliseconds short is as long as it was meant', async () => {
  const [f0, near] = [await person(), await person()];
  const room = await venue('restaurant');
  await visit(f0, room, 60 * minute, 0);
  await visit(near, room, 30 * minute, 15 * minute + 40);
  const found = await contactOf(await openCase(f0), near);
  assert.deepEqual([found?.evidence[0]?.minutes, found?.state], [15, 'candidate']);
});

test('where any time together counts, a moment is not shown as none', async () => {
  const [f0, near] = [await person(), await person()];
  const room = await venue('karaoke');
  await visit(f0, room, 300 * minute, 240 * minute);
  await visit(near, room, 240 * minute + 2 * second, 200 * minute);
  const contact = await contactOf(await openCase(f0), near);
  assert.deepEqual([contact?.state, contact?.evidence[0]?.minutes], ['candidate', 0.1]);
  assert.equal(minuteWords(0.1).replaceAll('\u00A0', ' '), 'dưới 1 phút');
});

test('of what was entered by hand the part in the time that counts is shown, with what was entered; outside of it nothing counts', async () => {
  const [f0, partly, whole, outside] = [await person(), await person(), await person(), await person()];
  const id = await openCase(f0, { isolatedAt: ago(300 * minute) });
  const enter = async (who: string, from: number, to: number) => {
    const link = { id: newId(), person: who, kind: 'interview', from: ago(from * minute), to: ago(to * minute) };
    return ok(await tracer.post(`/cases/${id}/contacts`, link)).state;
  };
  const shown = (contact: Shown | undefined) =>
    contact?.evidence.map(({ from, to, minutes, entered }) => [from, to, minutes, entered]);
  assert.deepEqual(
    [await enter(partly, 320, 260), await enter(whole, 400, 390), await enter(outside, 290, 200)],
    ['candidate', 'candidate', 'below'],
  );
  const entered = { from: ago(320 * minute), to: ago(260 * minute) };
  assert.deepEqual(shown(await contactOf(id, partly)), [[ago(320 * minute), ago(300 * minute), 20, entered]]);
  assert.deepEqual(shown(await contactOf(id, whole)), [[ago(400 * minute), ago(390 * minute), 10, undefined]]);
  const below = await contactOf(id, outside, 'state=below');
  assert.deepEqual(shown(below), [[ago(290 * minute), ago(200 * minute), 0, undefined]]);
  const body = { id: newId(), decisions: [{ person: outside, level: 1, accept: true }] };
  const refused = await tracer.post(`/cases/${id}/decisions`, body);
  assert.deepEqual([refused.status, refused.body.code], [422, 'contact.outside']);
  const pointsOf = (contact: Shown | undefined) =>
    contact?.riskParts.find(({ part }) => part === 'minutes')?.points ?? 0;
  assert.deepEqual([pointsOf(await contactOf(id, partly)), pointsOf(below)], [2, 0], 'twenty minutes of four hours');
});
