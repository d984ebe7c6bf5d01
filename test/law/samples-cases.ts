import { newId } from '../../src/core/client.ts';
import { id, later, person, type Samples, type World } from './world.ts';

const day = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
const newCase = async (world: World) => ({
  id: newId(),
  person: await person(world),
  sampledOn: day(),
  confirmedOn: day(),
});
export const aCase = async (world: World): Promise<string> =>
  (await world.root.post('/cases', await newCase(world))).body.id;
const newContact = async (world: World) => ({
  id: newId(),
  person: await person(world),
  from: later(-3),
  to: later(-2),
  kind: 'interview',
});
/** A case with one contact that an interview gave. */
const withContact = async (world: World) => {
  const found = await aCase(world);
  const contact = await newContact(world);
  await world.root.post(`/cases/${found}/contacts`, contact);
  return { case: found, contact };
};
/** A person whose class an accepted contact gave. */
const classified = async (world: World): Promise<string> => {
  const { case: found, contact } = await withContact(world);
  const decisions = [{ person: contact.person, level: 1, accept: true }];
  await world.root.post(`/cases/${found}/decisions`, { id: newId(), decisions });
  return contact.person;
};

export const caseSamples: Samples = {
  'POST /cases': async (world) => ({ body: await newCase(world) }),
  'GET /cases': ({ area }) => ({ query: `area=${area}` }),
  'GET /cases/:id': async (world) => ({ id: await aCase(world) }),
  'GET /cases/:id/history': async (world) => ({ id: (await withContact(world)).case }),
  'POST /cases/:id/changes': async (world) => ({ id: await aCase(world), body: { id: id(), onsetOn: day() } }),
  'POST /cases/:id/revocation': async (world) => ({
    id: await aCase(world),
    body: { id: id(), reason: 'dương tính giả' },
  }),
  'GET /cases/:id/contacts': async (world) => ({ id: (await withContact(world)).case }),
  'POST /cases/:id/contacts': async (world) => ({ id: await aCase(world), body: await newContact(world) }),
  'POST /contact-links/:id/withdrawal': async (world) => ({
    id: (await withContact(world)).contact.id,
    body: { id: id(), reason: 'nhầm người' },
  }),
  'POST /cases/:id/decisions': async (world) => {
    const { case: found, contact } = await withContact(world);
    return { id: found, body: { id: id(), decisions: [{ person: contact.person, level: 1, accept: true }] } };
  },
  'GET /people/:id/classification': async (world) => ({ id: await person(world) }),
  'GET /classifications/pending': ({ area }) => ({ query: `area=${area}` }),
  'POST /classifications/notices': async (world) => ({ body: { id: id(), persons: [await classified(world)] } }),
  'POST /people/:id/notice/receipt': async (world) => ({ id: await person(world), body: { id: id() }, by: 'citizen' }),
};
