import { newId } from '../../src/core/client.ts';
import { aDeclaration, aPerson, places } from '../support/server.ts';
import { id, person, type Samples, type World } from './world.ts';

/** A domestic declaration of somebody who leaves the world's commune for another district. */
const domestic = async ({ root, commune }: World): Promise<string> => {
  const answers = {
    symptoms: [],
    vehicle: 'coach',
    trip: '36B-012.34',
    from: commune,
    to: places.elsewhere,
    departure: new Date(Date.now() - 60_000).toISOString(),
  };
  const made = aDeclaration({ form: 'domestic', person: aPerson({ area: commune }), area: commune, answers });
  return (await root.post('/declarations', made)).body.id;
};

export const pass = async (world: World): Promise<{ id: string; url: string }> => {
  const { body } = await world.root.post(`/declarations/${await domestic(world)}/pass`, { id: newId() });
  return body;
};

export const gate = async ({ root, area }: World): Promise<string> => {
  const { body } = await root.post('/gates', { id: newId(), name: `Chốt ${newId()}`, kind: 'checkpoint', area });
  return body.id;
};

/** Somebody who enters through a gate of the world's area, and will stay in its commune. */
export const entry = async (world: World): Promise<{ id: string; gate: string }> => {
  const at = await gate(world);
  const answers = { symptoms: [], gate: at, passport: 'B1234567', countries: ['LA'] };
  const { commune, root } = world;
  const made = aDeclaration({ form: 'entry', person: aPerson({ area: commune }), area: commune, answers });
  return { id: (await root.post('/declarations', made)).body.id, gate: at };
};

export const travelSamples: Samples = {
  'GET /stations/on-duty': ({ area }) => ({ query: `area=${area}` }),
  'GET /people/:id/daily': async (world) => ({ id: await person(world) }),
  'GET /gates': ({ area }) => ({ query: `area=${area}` }),
  'POST /gates': ({ area }) => ({ body: { id: id(), name: `Chốt ${newId()}`, kind: 'checkpoint', area } }),
  'POST /gates/:id/changes': async (world) => ({ id: await gate(world), body: { id: id(), closed: true } }),
  'POST /gates/import': ({ area }) => ({
    query: `id=${id()}&mode=apply&area=${area}`,
    body: Buffer.from(`name\nChốt ${newId()}\n`),
  }),
  'POST /declarations/:id/pass': async (world) => ({ id: await domestic(world), body: { id: id() } }),
  'GET /passes': () => ({}),
  'GET /passes/revoked': () => ({}),
  'GET /passes/:id': async (world) => ({ id: (await pass(world)).id }),
  'POST /passes/:id/revocation': async (world) => ({
    id: (await pass(world)).id,
    body: { id: id(), reason: 'hoãn chuyến' },
  }),
  'GET /travels': ({ area }) => ({ query: `area=${area}` }),
  'POST /checks': async (world) => ({ body: { id: id(), text: (await pass(world)).url, gate: await gate(world) } }),
  'POST /checks/batch': async (world) => ({
    body: { items: [{ id: id(), text: (await pass(world)).url }] },
    once: false,
  }),
  'GET /checks': ({ area }) => ({ query: `area=${area}` }),
  'GET /entries': ({ area }) => ({ query: `area=${area}` }),
  'POST /entries/:id/confirmation': async (world) => {
    const made = await entry(world);
    return { id: made.id, body: { id: id(), gate: made.gate, outcome: 'cleared', temperature: 36.6 } };
  },
};
