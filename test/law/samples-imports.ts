import { newId } from '../../src/core/client.ts';
import { id, type Samples, type World } from './world.ts';

const list = () => Buffer.from(`Họ và tên,Năm sinh\r\nNguyễn Văn ${newId().slice(-6)},1957\r\n`);
const mapping = { fullName: 0, birth: 1 };

const uploaded = async ({ root, area }: World): Promise<string> => {
  const { body } = await root.post(`/imports?id=${newId()}&kind=people&name=ds.csv&area=${area}`, list());
  return body.id;
};
const checked = async (world: World): Promise<string> => {
  const listed = await uploaded(world);
  await world.root.post(`/imports/${listed}/check`, { id: newId(), mapping, area: world.commune });
  while ((await world.root.get(`/imports/${listed}`)).body.state === 'checking') {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return listed;
};

export const importsSamples: Samples = {
  'POST /imports': ({ area }) => ({ query: `id=${newId()}&kind=people&name=ds.csv&area=${area}`, body: list() }),
  'GET /imports': ({ area }) => ({ query: `area=${area}` }),
  'GET /imports/template': () => ({ query: 'kind=people' }),
  'GET /imports/:id': async (world) => ({ id: await uploaded(world) }),
  'GET /imports/:id/preview': async (world) => ({ id: await uploaded(world), query: 'encoding=tcvn3' }),
  'POST /imports/:id/check': async (world) => ({ id: await uploaded(world), body: { id: id(), mapping } }),
  'POST /imports/:id/apply': async (world) => ({ id: await checked(world), body: { id: id() } }),
  'POST /imports/:id/cancel': async (world) => ({ id: await uploaded(world), body: { id: id() } }),
  'GET /imports/:id/rows': async (world) => ({ id: await checked(world) }),
  'GET /imports/:id/rejected': async (world) => ({ id: await checked(world) }),
};
