import { parentOf, parseAreaPath } from '../../src/core/area.ts';
import { id, type Samples, type World } from './world.ts';

/** Units below an area that nobody was reminded of yet: a second reminder within the hour is refused by design. */
const turn = { n: 0 };
const freshUnit = async ({ root, area }: World): Promise<string> => {
  const { body } = await root.get(`/areas?parent=${area}`);
  turn.n += 1;
  return body.length === 0 ? area : body[turn.n % body.length].path;
};

/** A reminder of the area: a new one, or the last when there was one within the hour. */
const reminder = async ({ root, area }: World): Promise<string> => {
  const { status, body } = await root.post('/reminders', { id: id(), area });
  if (status === 201) return body.id;
  const above = parentOf(parseAreaPath(area) ?? ('' as never)) ?? '';
  const { body: rows } = await root.get(`/statistics/lagging?area=${above}&by=child&limit=200`);
  return rows.find((row: { area: string }) => row.area === area).reminded.id;
};

export const steeringSamples: Samples = {
  'GET /statistics/lagging': ({ area }) => ({ query: `area=${area}` }),
  'POST /reminders': async (world) => ({ body: { id: id(), area: await freshUnit(world) } }),
  'GET /reminders': () => ({}),
  'POST /reminders/:id/acknowledgement': async (world) => ({ id: await reminder(world), body: { id: id() } }),
  'GET /statistics/alarms': ({ area }) => ({ query: `area=${area}` }),
  'GET /statistics/trend': ({ area }) => ({ query: `area=${area}&days=30` }),
  'POST /campaigns': ({ area }) => ({ body: { id: id(), area, name: 'Loa chợ' } }),
  'GET /campaigns': ({ area }) => ({ query: `area=${area}` }),
  'POST /campaigns/:id/changes': async ({ root, area }) => {
    const { body } = await root.post('/campaigns', { id: id(), area, name: 'Loa chợ' });
    return { id: body.id, body: { id: id(), ended: true } };
  },
  'GET /exports/declarations': ({ area }) => ({ query: `area=${area}` }),
  'GET /exports/people': ({ area }) => ({ query: `area=${area}` }),
  'GET /exports/work': ({ area }) => ({ query: `area=${area}` }),
  'GET /exports/tests': ({ area }) => ({ query: `area=${area}` }),
  'GET /exports/venues': ({ area }) => ({ query: `area=${area}` }),
  'GET /exports/statistics': ({ area }) => ({ query: `area=${area}` }),
};
