import { aDeclaration, aPerson } from '../support/server.ts';
import { id, type Samples, type World } from './world.ts';

/** Somebody who comes home to the world's commune. */
export const arrival = async ({ root, commune }: World): Promise<string> => {
  const answers = { symptoms: [], from: '79.760', origin: 'epidemic' };
  const made = aDeclaration({ form: 'returnee', person: aPerson({ area: commune }), area: commune, answers });
  return (await root.post('/declarations', made)).body.id;
};

export const returneesSamples: Samples = {
  'GET /arrivals': ({ area }) => ({ query: `area=${area}` }),
  'POST /arrivals/:id/confirmation': async (world) => ({ id: await arrival(world), body: { id: id(), arrived: true } }),
};
