import { newId } from '../../src/core/client.ts';
import { aDeclaration, aPerson, somePhone, urgentAnswers } from '../support/server.ts';
import { id, later, person, type Samples, type World } from './world.ts';

const newVenue = (area: string) => ({ id: newId(), name: 'Quán Hương', kind: 'restaurant', area, phone: somePhone() });
export const venue = async ({ root, commune }: World): Promise<string> =>
  (await root.post('/venues', newVenue(commune))).body.id;
const newVisit = async (world: World) => ({
  id: newId(),
  venue: await venue(world),
  visitor: { person: await person(world) },
  in: later(-2),
  method: 'on_behalf',
});
const visit = async (world: World) => {
  const body = await newVisit(world);
  await world.root.post('/visits', body);
  return body;
};

/** Somebody of the commune whom a door of it asked to call the station. */
const alert = async (world: World): Promise<string> => {
  const sent = await world.root.post(
    '/declarations',
    aDeclaration({ person: aPerson({ area: world.commune }), area: world.commune, answers: urgentAnswers }),
  );
  const { body: found } = await world.root.get(`/declarations/${sent.body.id}`);
  const visitor = { person: found.person.id };
  await world.root.post('/visits', { ...(await newVisit(world)), visitor, in: later(0) });
  const { body } = await world.root.get(`/door-alerts?area=${world.commune}&limit=1`);
  return body.items[0].id;
};

export const venueSamples: Samples = {
  'POST /venues': ({ commune }) => ({ body: newVenue(commune) }),
  'GET /venues': ({ area }) => ({ query: `area=${area}` }),
  'GET /venues/:id': async (world) => ({ id: await venue(world) }),
  'POST /venues/:id/changes': async (world) => ({ id: await venue(world), body: { id: id(), address: '3 Lê Lai' } }),
  'POST /venues/:id/closure': async (world) => ({ id: await venue(world), body: { id: id() } }),
  'POST /venues/:id/code': async (world) => ({ id: await venue(world), body: { id: id() } }),
  'GET /venues/:id/members': async (world) => ({ id: await venue(world) }),
  'POST /venues/:id/members': async (world) => ({ id: await venue(world), body: { id: id(), phone: somePhone() } }),
  'POST /venues/:id/hand-over': async (world) => ({ id: await venue(world), body: { id: id(), phone: somePhone() } }),
  'POST /venues/:id/acceptance': async (world) => ({ id: await venue(world), body: { id: id() }, by: 'citizen' }),
  'GET /venues/:id/days': async (world) => ({ id: await venue(world) }),
  'GET /venues/:id/screen': async (world) => {
    const venueId = await venue(world);
    await world.root.post(`/venues/${venueId}/changes`, { id: id(), rotating: true });
    return { id: venueId };
  },
  'GET /venues/:id/poster': async (world) => ({ id: await venue(world), query: 'format=svg' }),
  'GET /venues/lookup': async (world) => {
    const { body } = await world.root.get(`/venues/${await venue(world)}`);
    return { query: `code=${body.code}` };
  },
  'POST /venues/reminders': async (world) => ({ body: { id: id(), venues: [await venue(world)] } }),
  'POST /venues/import': ({ area }) => ({
    query: `id=${id()}&area=${area}&mode=check`,
    body: Buffer.from('name,kind,commune\nQuán A,cafe,38.380.14755\n'),
  }),
  'GET /venues/activity': ({ area }) => ({ query: `area=${area}` }),
};

export const visitSamples: Samples = {
  'POST /visits': async (world) => ({ body: await newVisit(world) }),
  'POST /visits/batch': async (world) => ({ body: { items: [await newVisit(world)] }, once: false }),
  'POST /visits/:id/out': async (world) => {
    const { id: visitId, venue: at, in: from } = await visit(world);
    return { id: visitId, body: { id: id(), venue: at, in: from, at: later(-1) } };
  },
  'POST /visits/:id/confirmation': async (world) => {
    const phone = somePhone();
    const { id: visitId, venue: at, in: from, ...rest } = await newVisit(world);
    const visitor = { phone, fullName: 'Lê Thị Cúc' };
    await world.root.post('/visits', { ...rest, id: visitId, venue: at, in: from, visitor });
    return { id: visitId, body: { id: id(), venue: at, in: from, phone, code: '000000' }, once: false };
  },
  'POST /venues/:id/departures/batch': async (world) => {
    const { id: visitId, venue: at } = await visit(world);
    return {
      id: at,
      body: { items: [{ id: id(), at: later(-1), visitor: { visit: visitId } }] },
      once: false,
    };
  },
  'GET /venues/:id/withdrawn-codes': async (world) => ({ id: await venue(world) }),
  'GET /visits': () => ({}),
  'GET /visits/openings': () => ({}),
  'GET /door-alerts': ({ area }) => ({ query: `area=${area}` }),
  'POST /door-alerts/:id/call': async (world) => ({ id: await alert(world), body: { id: id() } }),
};
