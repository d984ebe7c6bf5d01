import { id, person, type Samples, type World } from './world.ts';

/** Somebody of the world's commune with a code, and the text that its QR holds. */
const coded = async (world: World): Promise<{ person: string; text: string }> => {
  const owner = await person(world);
  const { body } = await world.root.post(`/people/${owner}/code`, { id: id() });
  return { person: owner, text: body.url };
};

export const codesSamples: Samples = {
  'GET /codes/keys': () => ({}),
  'GET /people/:id/code': async (world) => ({ id: (await coded(world)).person }),
  'POST /people/:id/code': async (world) => ({ id: await person(world), body: { id: id() } }),
  'POST /people/:id/code/revocation': async (world) => ({
    id: (await coded(world)).person,
    body: { id: id(), reason: 'withdrawn' },
  }),
  'POST /codes/reading': async (world) => ({
    body: { id: id(), text: (await coded(world)).text, purpose: 'identify' },
  }),
  'POST /codes/reception': async (world) => ({
    body: { id: id(), text: (await coded(world)).text, area: world.commune },
  }),
};
