import type { AreaPath } from '../../core/area.ts';
import type { House } from '../../core/house.ts';
import type { Actor } from '../../core/permission.ts';
import { insertStandIns, postponeEnds } from './exercise-store.ts';
import { verbsOfRoles } from './rules.ts';

/** Who acts in an exercise without signing in: a household by its phone, or a unit that is not staffed by trainees. */
export type StandIn = { id: string; name: string } & (
  | { kind: 'citizen'; phone: string }
  | { kind: 'program'; area: AreaPath; roles: readonly string[] }
);

/** Makes their accounts, without a means to sign in; a citizen gets one by a code, as always. Those that are there stay. */
export const admitStandIns = async (house: House, standIns: readonly StandIn[]): Promise<void> => {
  const rows = standIns.map((one) => ({
    id: one.id,
    kind: one.kind,
    name: one.name,
    area: one.kind === 'program' ? one.area : null,
    roles: one.kind === 'program' ? [...one.roles] : ['citizen'],
    phoneHash: one.kind === 'citizen' ? house.keys.hash('phone', one.phone).toString('base64') : null,
    sealed:
      one.kind === 'citizen' ? house.keys.seal(`account ${one.id}`, { phone: one.phone }).toString('base64') : null,
  }));
  await insertStandIns(house.database.pools.owner, rows, house.clock.now());
};

/** A stand-in as handlers meet it. A citizen's `persons` are those of the household that are recorded. */
export const actorOfStandIn = (one: StandIn, persons: readonly string[] = []): Actor => {
  const isCitizen = one.kind === 'citizen';
  const roles = isCitizen ? ['citizen'] : one.roles;
  return {
    account: one.id,
    session: one.id,
    kind: one.kind,
    area: isCitizen ? ('' as AreaPath) : one.area,
    roles,
    verbs: verbsOfRoles(roles),
    persons,
    name: one.name,
    ...(isCitizen && { phone: () => one.phone }),
  };
};

/** Skipping time keeps everybody signed in: sessions, links and codes end so much later. */
export const postponeSessions = (house: House, seconds: number): Promise<void> =>
  postponeEnds(house.database.pools.owner, seconds, house.clock.now());
