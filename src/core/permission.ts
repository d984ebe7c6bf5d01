import { type AreaPath, isWithin } from './area.ts';
import { fail } from './problem.ts';

/** Who acts. One request has one actor; its rights were read from the database with the session, in this request. */
export type Actor = {
  account: string;
  session: string;
  kind: 'citizen' | 'officer' | 'program';
  area: AreaPath;
  roles: readonly string[];
  verbs: ReadonlySet<string>;
  /** A citizen's own person and family members; empty for officers. */
  persons: readonly string[];
  name: string;
  /** A citizen's own number, E.164: opened only when asked for. */
  phone?: () => string;
};

export const isAble = (actor: Actor, verb: string, area?: AreaPath): boolean =>
  actor.verbs.has(verb) && (area === undefined || actor.kind === 'citizen' || isWithin(area, actor.area));

/** Lacking the verb is 403; a record outside one's area does not exist for the actor: 404. */
export const mustBeAble = (actor: Actor, verb: string, area?: AreaPath): void => {
  if (!actor.verbs.has(verb)) fail('permission.denied');
  if (area !== undefined && actor.kind !== 'citizen' && !isWithin(area, actor.area)) fail('record.missing');
};

export const isCitizen = (actor: Actor): boolean => actor.kind === 'citizen';
