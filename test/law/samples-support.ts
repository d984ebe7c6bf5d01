import { id, type Samples, type World } from './world.ts';

const report = async ({ root, area }: World): Promise<string> => {
  const { body } = await root.post('/problem-reports', { id: id(), area, text: 'Không mở được danh sách' });
  return body.id;
};

export const supportSamples: Samples = {
  'POST /problem-reports': ({ area }) => ({
    body: { id: id(), area, text: 'Không mở được danh sách', page: '/console' },
  }),
  'GET /problem-reports/mine': () => ({}),
  'GET /problem-reports': ({ area }) => ({ query: `area=${area}` }),
  'POST /problem-reports/:id/answer': async (world) => ({
    id: await report(world),
    body: { id: id(), text: 'Đã sửa, xin thử lại' },
  }),
};
