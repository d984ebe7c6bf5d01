import { newId } from '../../src/core/client.ts';
import { aDeclaration, aPerson, type Caller, places, somePhone, urgentAnswers } from '../support/server.ts';

/** What a sample may ask for: the area the request is about, and records lying in it, each made when asked. */
export type World = {
  area: string;
  /** The nearest commune of the area: where records of persons lie. */
  commune: string;
  /** An officer of the nation with every role. */
  root: Caller;
  /** Somebody new who has signed in by phone. */
  citizen: () => Promise<Caller>;
};

/** `body` may be a file's bytes; `by` the citizen who alone may write it; `once: false` where an id is not asked for by design. */
export type Sample = {
  id?: string;
  query?: string;
  body?: Record<string, unknown> | Buffer;
  by?: 'citizen';
  once?: false;
};
export type Samples = Record<string, (world: World) => Promise<Sample> | Sample>;

export const person = async ({ root, commune }: World): Promise<string> => {
  const { body } = await root.post('/people', aPerson({ area: commune }));
  return body.id;
};
export const declaration = async ({ root, commune }: World, answers: object = urgentAnswers): Promise<string> => {
  const { body } = await root.post(
    '/declarations',
    aDeclaration({ person: aPerson({ area: commune }), area: commune, answers }),
  );
  return body.id;
};
export const confirmed = async (world: World): Promise<string> => {
  const id = await declaration(world);
  await world.root.post(`/declarations/${id}/verification`, { id: newId(), result: 'confirmed' });
  return id;
};
export const test = async (world: World): Promise<string> => {
  const { body } = await world.root.post(`/people/${await person(world)}/tests`, {
    id: newId(),
    sampledAt: new Date(Date.now() - 1000).toISOString(),
    method: 'pcr',
  });
  return body.id;
};
export const dead = async (world: World): Promise<string> => {
  const id = await person(world);
  await world.root.post(`/people/${id}/death`, { id: newId(), diedOn: '2026-01-05', place: 'nhà', source: 'gia đình' });
  return id;
};
export const account = async ({ root, area }: World): Promise<string> => {
  const { body } = await root.post('/accounts', officer(area));
  return body.id;
};
/** Figures of the district: those of a commune are not approved. */
export const approval = async ({ root, commune }: World): Promise<string> => {
  const area = commune.split('.').slice(0, -1).join('.');
  const made = { id: newId(), area };
  await root.post('/figures/approval', made);
  return made.id;
};
export const hamlet = async ({ root, commune }: World): Promise<string> => {
  const { body } = await root.post('/hamlets', { id: newId(), area: commune, name: `Thôn ${newId().slice(-4)}` });
  return body.id;
};
export const later = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();
export const duty = async ({ root, area }: World): Promise<string> => {
  const { body } = await root.post('/duty', newDuty(area));
  return body.id;
};
export const epidemicArea = async ({ root, area }: World): Promise<string> => {
  const { body } = await root.post('/epidemic-areas', {
    id: newId(),
    area,
    from: '2020-01-01',
    to: '2020-01-31',
    source: 'x',
  });
  return body.id;
};
/** A transfer offered to the world's commune by another one. */
export const transfer = async (world: World): Promise<string> => {
  const id = await declaration({ ...world, commune: places.elsewhere });
  const { body } = await world.root.post(`/declarations/${id}/transfer`, {
    id: newId(),
    area: world.commune,
    reason: 'ở đó',
  });
  return body.id;
};
export const officer = (area: string) => ({
  id: newId(),
  area,
  login: `cb.${newId().slice(-10)}`,
  name: 'Cán bộ',
  roles: ['officer'],
});
export const newDuty = (area: string) => ({
  id: newId(),
  area,
  name: 'Trực',
  phone: somePhone(),
  from: later(-1),
  to: later(8),
});
export const id = () => newId();
