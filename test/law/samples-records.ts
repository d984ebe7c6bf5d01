import { newId } from '../../src/core/client.ts';
import { aDeclaration, aPerson } from '../support/server.ts';
import { id, person, type Samples, type World } from './world.ts';

const two = async (world: World): Promise<[string, string]> => [await person(world), await person(world)];

/** Two records made one; `merge` is the id of that write, and of the pair that the two are from then on. */
const merged = async (world: World): Promise<{ kept: string; merge: string }> => {
  const [kept, other] = await two(world);
  const merge = newId();
  await world.root.post(`/people/${kept}/merge`, { id: merge, other });
  return { kept, merge };
};
/** Two records of which an officer has said that they are two humans. */
const pair = async (world: World): Promise<string> => {
  const { kept, merge } = await merged(world);
  await world.root.post(`/people/${kept}/unmerge`, { id: newId(), reason: 'hai người' });
  return merge;
};
/** What a citizen of the world's commune has asked its station to correct. */
const request = async ({ commune, citizen }: World): Promise<string> => {
  const holder = await citizen();
  const own = aPerson({ area: commune, relation: 'self' });
  await holder.post('/declarations', aDeclaration({ person: own, area: commune }));
  const { body } = await holder.post(`/people/${own.id}/correction-requests`, { id: newId(), note: 'sai năm sinh' });
  return body.id;
};

export const recordsSamples: Samples = {
  'GET /people/duplicates': ({ area }) => ({ query: `area=${area}` }),
  'POST /people/duplicates/:id/dismissal': async (world) => ({ id: await pair(world), body: { id: id() } }),
  'GET /people/:id/merge': async (world) => {
    const [kept, other] = await two(world);
    return { id: kept, query: `other=${other}` };
  },
  'POST /people/:id/merge': async (world) => {
    const [kept, other] = await two(world);
    return { id: kept, body: { id: id(), other, choose: { fullName: 'other' } } };
  },
  'GET /people/:id/merges': async (world) => ({ id: (await merged(world)).kept }),
  'POST /people/:id/unmerge': async (world) => ({
    id: (await merged(world)).kept,
    body: { id: id(), reason: 'hai người' },
  }),
  'GET /people/:id/data': async (world) => ({ id: await person(world) }),
  'GET /people/:id/readings': async (world) => ({ id: await person(world) }),
  'POST /people/:id/correction-requests': async (world) => ({
    id: await person(world),
    body: { id: id(), fields: { address: '7 Lê Lợi' }, note: 'đã chuyển nhà' },
    by: 'citizen',
  }),
  'GET /people/:id/correction-requests': async (world) => ({ id: await person(world) }),
  'GET /correction-requests': ({ area }) => ({ query: `area=${area}` }),
  'POST /correction-requests/:id/decision': async (world) => ({
    id: await request(world),
    body: { id: id(), accept: true },
  }),
};
