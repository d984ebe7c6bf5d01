import * as v from 'valibot';
import { runRoute } from '../core/api.ts';
import { type Contract, type Route, splitKey } from '../core/contract.ts';
import type { Feature, House } from '../core/house.ts';
import type { Actor } from '../core/permission.ts';
import { fail, Problem } from '../core/problem.ts';

/** A request without a socket. */
export type Sent = { key: keyof Contract; params?: Record<string, string>; body: Record<string, unknown> };
export type Desk = (actor: Actor, sent: Sent, now: Date) => Promise<Record<string, unknown> | Problem>;

/**
 * Does what somebody does in an exercise at a moment of it: through the contracts, the frame and the handlers of a request,
 * so that validation, rights, receipts, counters and audit are those of every other; only the socket is left out.
 */
export const openDesk = (house: House, features: readonly Feature[]): Desk => {
  const routes = new Map(
    features.flatMap(({ contract, handlers }) =>
      Object.entries(contract).map(([key, route]) => [key, { route: route as Route, handler: handlers[key] }] as const),
    ),
  );
  return async (actor, { key, params = {}, body }, now) => {
    const { route, handler } = routes.get(key) ?? fail('route.missing');
    try {
      if (!actor.verbs.has(route.verb)) fail('permission.denied');
      const { path } = splitKey(key);
      const call = {
        params,
        query: {},
        body: (route.body ? v.parse(route.body, body) : undefined) as never,
        now,
        requestId: 'exercise',
        raw: body,
        actor,
        request: undefined as never,
        http: undefined as never,
        key,
        path: `/api/v1${path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? '')}`,
      };
      return (await runRoute(house, route, handler, call)).reply as Record<string, unknown>;
    } catch (error) {
      if (error instanceof Problem) return error;
      throw error;
    }
  };
};
