import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aPerson, aServer, type Caller, made, ok, places } from '../../../test/support/server.ts';
import { dayOf } from '../../core/day.ts';

// What is over is told as over in the chain too: as the person's own class says it.

const server = await aServer({ at: '2026-01-12T05:00:00Z' });
let officer: Caller;
let tracer: Caller;
const signIn = async () => {
  officer = await server.officer(places.district, ['officer']);
  tracer = await server.officer(places.district, ['tracer']);
};
/** Nobody is signed in for weeks. */
const later = async (days: number) => {
  server.clock.step(days * 86_400_000);
  await signIn();
};
await signIn();

const ago = (hours: number) => server.ago(hours * 3_600_000);
const person = async (): Promise<string> => (await made(officer, '/people', aPerson())).id;
const openCase = async (who: string): Promise<string> => {
  const day = dayOf(server.clock.now());
  return (await made(tracer, '/cases', { person: who, sampledOn: day, confirmedOn: day, onsetOn: day })).id;
};
const accept = async (id: string, who: string, level: 1 | 2, hours: number, via?: string) => {
  const met = { kind: 'interview', from: ago(hours), to: ago(hours - 1), ...(via && { via }) };
  await made(tracer, `/cases/${id}/contacts`, { person: who, ...met });
  await made(tracer, `/cases/${id}/decisions`, { decisions: [{ person: who, level, accept: true }] });
};
type Node = { id: string; level: string | null; ended: { level: string; until: string } | null };
const nodesOf = async (id: string, persons: string[]): Promise<(Node | undefined)[]> => {
  const { nodes } = ok(await tracer.get(`/cases/${id}/graph`)) as { nodes: Node[] };
  return persons.map((who) => nodes.find((node) => node.id === who));
};
const classesOf = (persons: string[]): Promise<{ level: string | null; until: string | null }[]> =>
  Promise.all(persons.map(async (who) => ok(await officer.get(`/people/${who}/classification`))));

test('a class that has run out stands in the chain as ended, since when the class itself says so; a closed case too', async () => {
  const everybody = [await person(), await person(), await person()];
  const [f0, f1, f2] = everybody as [string, string, string];
  const id = await openCase(f0);
  await accept(id, f1, 1, 30);
  await accept(id, f2, 2, 20, f1);
  const check = async (levels: (string | null)[], ended: (string | undefined)[]) => {
    const [nodes, classes] = [await nodesOf(id, everybody), await classesOf(everybody)];
    assert.deepEqual(
      nodes.map((node) => node?.level),
      levels,
    );
    assert.deepEqual(
      nodes.map((node) => node?.level),
      classes.map(({ level }) => level),
      'as the class of each has it',
    );
    assert.deepEqual(
      nodes.map((node) => node?.ended?.level),
      ended,
    );
    for (const [i, node] of nodes.entries()) if (node?.ended) assert.equal(node.ended.until, classes[i]?.until);
  };
  await check(['F0', 'F1', 'F2'], [undefined, undefined, undefined]);
  await later(16);
  await check(['F0', 'F1', null], [undefined, undefined, 'F2']);
  await later(16);
  await check(['F0', null, null], [undefined, 'F1', 'F2']);
  await made(tracer, `/cases/${id}/changes`, { close: true, outcome: 'recovered' });
  await check([null, null, null], ['F0', 'F1', 'F2']);
  const again = await openCase(await person());
  await accept(again, f1, 1, 10);
  await check([null, 'F1', null], ['F0', undefined, 'F2']);
  await made(tracer, `/cases/${id}/revocation`, { reason: 'nhầm mẫu' });
  await check([null, 'F1', null], [undefined, undefined, undefined]);
});
