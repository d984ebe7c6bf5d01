import { newId } from '../../src/core/client.ts';
import { aCase } from './samples-cases.ts';
import { id, later, type Samples, type World } from './world.ts';

const newMilestone = ({ commune }: World) => ({
  id: newId(),
  kind: 'place',
  from: later(-5),
  area: commune,
  text: 'Chợ',
});
const milestone = async (world: World): Promise<string> => {
  const { body } = await world.root.post(`/cases/${await aCase(world)}/milestones`, newMilestone(world));
  return body.id;
};

export const investigationSamples: Samples = {
  'GET /cases/backward': ({ area }) => ({ query: `area=${area}` }),
  'GET /cases/:id/graph': async (world) => ({ id: await aCase(world) }),
  'GET /cases/:id/stays': async (world) => ({ id: await aCase(world) }),
  'GET /cases/:id/milestones': async (world) => ({ id: await aCase(world) }),
  'POST /cases/:id/milestones': async (world) => ({ id: await aCase(world), body: newMilestone(world) }),
  'POST /milestones/:id/publication': async (world) => ({
    id: await milestone(world),
    body: { id: id(), text: 'Ai đến chợ sáng hôm đó, xin gọi Trạm Y tế' },
  }),
  'POST /milestones/:id/removal': async (world) => ({ id: await milestone(world), body: { id: id() } }),
  'GET /public/milestones': ({ area }) => ({ query: `area=${area}` }),
};
