import { id, type Samples, type World } from './world.ts';

const newFocalPoint = (area: string) => ({
  id: id(),
  area,
  kind: 'technical',
  name: 'Tổ công nghệ thông tin',
  phone: '0237 3852 222',
  hours: '7:00 – 17:00',
});
/** Named and, so that a unit never has too many, the earlier ones of the unit removed. */
const focalPoint = async ({ root, area }: World): Promise<string> => {
  const { body: named } = await root.get(`/focal-points?area=${area}`);
  for (const one of named) await root.post(`/focal-points/${one.id}/removal`, { id: id() });
  const { body } = await root.post('/focal-points', newFocalPoint(area));
  return body.id;
};

/**
 * Health areas stand only where communes have no district, which those of 2021 never lack: here such a write meets its refusal
 * (`once: false`), and is done twice in the tests of the units of 2025.
 */
export const areasSamples: Samples = {
  'POST /areas/population': ({ commune }) => ({
    query: `id=${id()}&mode=apply`,
    body: Buffer.from(`commune,people,year,source\n${commune},5120,2019,GSO\n`),
  }),
  'GET /areas/health-areas': ({ area }) => ({ query: `area=${area}` }),
  'GET /areas/moving': ({ commune }) => ({ query: `communes=${commune}` }),
  'POST /areas/health-areas': ({ area, commune }) => ({
    body: { id: id(), province: area, code: 'KV01', name: 'Khu vực y tế Thành phố', communes: [commune] },
    once: false,
  }),
  'POST /areas/health-areas/:id/changes': () => ({ id: id(), body: { id: id(), name: 'Khu vực' }, once: false }),
  'GET /focal-points': ({ area }) => ({ query: `area=${area}` }),
  'POST /focal-points': ({ area }) => ({ body: newFocalPoint(area) }),
  'POST /focal-points/:id/removal': async (world) => ({ id: await focalPoint(world), body: { id: id() } }),
};
