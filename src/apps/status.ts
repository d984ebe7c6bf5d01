import type { FastifyInstance } from 'fastify';
import type { Authenticate, House } from '../core/house.ts';
import { overdueJobs } from '../core/jobs.ts';
import { isSchemaCurrent } from '../core/migrate.ts';

const isLoopback = (ip: string): boolean => ip === '::1' || ip.startsWith('127.') || ip.startsWith('::ffff:127.');

/** What a supervisor asks: is the process alive, is it ready for work, how is it doing. */
export const observe = (
  app: FastifyInstance,
  house: House,
  authenticate: Authenticate,
  isStopping: () => boolean,
): void => {
  const counts = new Map<string, { count: number; seconds: number }>();
  app.addHook('onResponse', async (request, reply) => {
    const key = `method="${request.method}",route="${request.routeOptions.url ?? 'none'}",status="${reply.statusCode}"`;
    const held = counts.get(key) ?? { count: 0, seconds: 0 };
    counts.set(key, { count: held.count + 1, seconds: held.seconds + reply.elapsedTime / 1000 });
  });

  app.get('/healthz', async () => ({ ok: true }));

  app.get('/readyz', async (_, reply) => {
    const { owner } = house.database.pools;
    const state = await Promise.all([isSchemaCurrent(owner), overdueJobs(owner, house.clock.now())]).catch(
      () => undefined,
    );
    const schemaCurrent = state?.[0] === true;
    const ready = schemaCurrent && !isStopping();
    return reply
      .code(ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send({
        ready,
        database: state !== undefined,
        schemaCurrent,
        overdueJobs: state?.[1] ?? [],
      });
  });

  app.get('/metrics', async (request, reply) => {
    const [, token] = /^bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
    const program = token ? await authenticate(token) : undefined;
    if (!isLoopback(request.ip) && program?.kind !== 'program') return reply.code(404).send();
    const memory = process.memoryUsage();
    const overdue = await overdueJobs(house.database.pools.owner, house.clock.now()).catch(() => []);
    const lines = [
      '# TYPE lachan_requests_total counter',
      ...[...counts].map(([key, { count }]) => `lachan_requests_total{${key}} ${count}`),
      '# TYPE lachan_request_seconds_total counter',
      ...[...counts].map(([key, { seconds }]) => `lachan_request_seconds_total{${key}} ${seconds.toFixed(6)}`),
      '# TYPE lachan_jobs_overdue gauge',
      `lachan_jobs_overdue ${overdue.length}`,
      '# TYPE process_resident_memory_bytes gauge',
      `process_resident_memory_bytes ${memory.rss}`,
      '# TYPE nodejs_heap_used_bytes gauge',
      `nodejs_heap_used_bytes ${memory.heapUsed}`,
    ];
    return reply.type('text/plain; version=0.0.4').send(`${lines.join('\n')}\n`);
  });
};
