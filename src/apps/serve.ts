import type { FastifyInstance } from 'fastify';
import type { Feature, House } from '../core/house.ts';
import { createHttp } from '../core/http.ts';
import { startJobs } from '../core/jobs.ts';
import { fail } from '../core/problem.ts';
import { authenticator } from '../features/accounts/index.ts';
import { markExercise } from './exercise.ts';
import { allFeatures } from './features.ts';
import { describe } from './openapi.ts';
import { observe } from './status.ts';
import { serveWeb } from './web.ts';

export type Server = { app: FastifyInstance; features: Feature[]; port: number; stop: () => Promise<void> };

/** Puts a house on a port: routes, pages, status, jobs. `stop` finishes what was accepted, then closes. */
export const serve = async (
  house: House,
  { jobs = true, features = allFeatures(house) }: { jobs?: boolean; features?: Feature[] } = {},
): Promise<Server> => {
  const authenticate = authenticator(house);
  const app = await createHttp(house, features, authenticate);
  const state = { isStopping: false };
  app.addHook('onRequest', async () => {
    if (state.isStopping) fail('server.busy');
  });
  observe(app, house, authenticate, () => state.isStopping);
  describe(app, features);
  if (house.isExercise) markExercise(app, house);
  await serveWeb(app, house);
  await app.listen({ port: house.config.port, host: house.config.host });
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : house.config.port;
  house.config.port = port;
  const stopJobs = jobs
    ? startJobs(
        house.database.pools.owner,
        features.flatMap((feature) => feature.jobs ?? []),
        house.clock,
        house.log,
      )
    : async () => {};
  return {
    app,
    features,
    port,
    stop: async () => {
      // Nobody new comes in while those who are in are served: under load the queues would never be empty.
      state.isStopping = true;
      const closing = app.close();
      await Promise.all(features.map((feature) => feature.drain?.()));
      // A browser's spare connection, opened and never used, would hold the door for a minute.
      const patience = setTimeout(() => app.server.closeAllConnections(), 2_000);
      await closing;
      clearTimeout(patience);
      await stopJobs();
      await house.database.close();
    },
  };
};
