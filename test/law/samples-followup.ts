import { aPerson, somePhone } from '../support/server.ts';
import { venue } from './samples-visits.ts';
import { id, later, person, type Samples, test, type World } from './world.ts';

const day = () => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
const newCase = async (world: World, who: string): Promise<string> =>
  (await world.root.post('/cases', { id: id(), person: who, sampledOn: day(), confirmedOn: day() })).body.id;
const somebody = async (world: World, area = world.commune): Promise<string> =>
  (await world.root.post('/people', aPerson({ area, phone: somePhone() }))).body.id;

/** An accepted F1 with a telephone, living in an area, of a case that lies in another or the same. */
const followed = async (world: World, { caseIn = world.commune, contactIn = world.commune } = {}) => {
  const found = await newCase(world, await somebody(world, caseIn));
  const contact = await somebody(world, contactIn);
  const link = { id: id(), person: contact, from: later(-3), to: later(-2), kind: 'interview' };
  await world.root.post(`/cases/${found}/contacts`, link);
  const decisions = [{ person: contact, level: 1, accept: true }];
  await world.root.post(`/cases/${found}/decisions`, { id: id(), decisions });
  return { case: found, person: contact };
};
const otherProvince = '01.001.00001';
const met = () => ({ id: id(), fullName: 'Lê Văn Bạn', from: later(-2), to: later(-1), kind: 'interview' });
const named = async (world: World) => {
  const { case: found, person: contact } = await followed(world);
  const one = met();
  await world.root.post(`/cases/${found}/named`, { id: id(), person: contact, people: [one] });
  return one.id;
};
/** A case that was in a place this morning. */
const exposed = async (world: World) => {
  const who = await person(world);
  const place = await venue(world);
  const visit = { venue: place, visitor: { person: who }, in: later(-4), out: later(-3), method: 'on_behalf' };
  await world.root.post('/visits', { id: id(), ...visit });
  return { case: await newCase(world, who), asked: { venue: place, from: later(-4), to: later(-3), reach: 'all' } };
};

export const followupSamples: Samples = {
  'GET /contacts': ({ area }) => ({ query: `area=${area}` }),
  'GET /contacts/summary': ({ area }) => ({ query: `area=${area}` }),
  'POST /cases/:id/assignments': async (world) => {
    const { case: found, person: contact } = await followed(world);
    return { id: found, body: { id: id(), person: contact, state: 'reached' } };
  },
  'GET /cases/:id/assignments': async (world) => {
    const { case: found, person: contact } = await followed(world);
    return { id: found, query: `person=${contact}` };
  },
  'GET /contacts/elsewhere': () => ({}),
  'POST /cases/:id/elsewhere': async (world) => {
    const { case: found } = await followed(world, { contactIn: otherProvince });
    return { id: found, body: { id: id(), province: '01' } };
  },
  'POST /cases/:id/elsewhere/acknowledgement': async (world) => {
    const { case: found } = await followed(world, { caseIn: otherProvince });
    await world.root.post(`/cases/${found}/elsewhere`, { id: id(), province: '38' });
    return { id: found, body: { id: id(), province: '38' } };
  },
  'POST /cases/:id/asks': async (world) => {
    const { case: found, person: contact } = await followed(world);
    return { id: found, body: { id: id(), person: contact } };
  },
  'POST /contact-asks/check': () => ({ body: { token: 'A'.repeat(22) }, once: false }),
  'POST /contact-asks/answers': () => ({ body: { token: 'A'.repeat(22), people: [met()] }, once: false }),
  'GET /contact-asks': () => ({}),
  'POST /contact-asks/:id/answers': async (world) => {
    const { case: found, person: contact } = await followed(world);
    const ask = id();
    await world.root.post(`/cases/${found}/asks`, { id: ask, person: contact });
    return { id: ask, body: { id: id(), people: [met()] }, by: 'citizen' };
  },
  'POST /cases/:id/named': async (world) => {
    const { case: found, person: contact } = await followed(world);
    return { id: found, body: { id: id(), person: contact, people: [met()] } };
  },
  'GET /cases/:id/named': async (world) => ({ id: (await followed(world)).case }),
  'POST /named-contacts/:id/decision': async (world) => ({
    id: await named(world),
    body: { id: id(), decision: { as: 'dismissed' } },
  }),
  'GET /cases/:id/exposure': async (world) => {
    const { case: found, asked } = await exposed(world);
    return { id: found, query: String(new URLSearchParams(asked)) };
  },
  'GET /cases/:id/exposure-notices': async (world) => ({ id: (await exposed(world)).case }),
  'POST /cases/:id/exposure-notices': async (world) => {
    const { case: found, asked } = await exposed(world);
    return { id: found, body: { id: id(), ...asked, namesVenue: false } };
  },
  'POST /tests/import': async (world) => ({
    query: `id=${id()}&area=${world.area}&mode=apply`,
    body: Buffer.from(`id,result\n${await test(world)},negative\n`),
  }),
  'GET /tests/positives': ({ area }) => ({ query: `area=${area}` }),
};
