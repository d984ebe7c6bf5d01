import { createHash } from 'node:crypto';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import underPressure from '@fastify/under-pressure';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import * as v from 'valibot';
import { asProblem, isUnnamed, runRoute } from './api.ts';
import { writeAudit } from './audit.ts';
import { newId } from './client.ts';
import { type Route, splitKey } from './contract.ts';
import { fieldsOf } from './fields.ts';
import type { Authenticate, Feature, House } from './house.ts';
import { whereOf } from './log.ts';
import { withCurrentAreas } from './moved-areas.ts';
import type { Actor } from './permission.ts';
import { fail, Problem, wireForm } from './problem.ts';
import { Uuid } from './schema.ts';

declare module 'fastify' {
  interface FastifyRequest {
    actor: Actor | undefined;
  }
  interface FastifyContextConfig {
    /** The route of the API that is asked. */
    asked?: Route;
  }
}

export const sessionCookie = 'lachan';

const languageOf = (request: FastifyRequest): 'vi' | 'en' =>
  /^\s*en\b/i.test(String(request.headers['accept-language'] ?? '')) ? 'en' : 'vi';

const parse = (schema: v.GenericSchema, value: unknown): unknown => {
  const result = v.safeParse(schema, value);
  return result.success ? result.output : fail('request.invalid', fieldsOf(result.issues));
};

const tokenOf = (request: FastifyRequest): { token: string; fromCookie: boolean } | undefined => {
  const [, bearer] = /^bearer +(lct_[\w-]{20,80})$/i.exec(request.headers.authorization ?? '') ?? [];
  if (bearer) return { token: bearer, fromCookie: false };
  if (request.headers.authorization !== undefined) return undefined;
  const own = request.cookies[sessionCookie];
  return own ? { token: own, fromCookie: true } : undefined;
};

/** A browser says where a writing request comes from; with a cookie it must be from here. */
const checkOrigin = (request: FastifyRequest, publicUrl: string): void => {
  const origin = request.headers.origin;
  if (request.method === 'GET' || origin === undefined) return;
  if (origin !== publicUrl && origin.replace(/^https?:\/\//, '') !== request.headers.host) fail('origin.refused');
};

/** Spreadsheets come as they are; a handler looks into them, whatever the browser called them. */
const fileTypes = [
  'text/csv',
  'text/plain',
  'application/octet-stream',
  'application/vnd.ms-excel',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
];
const fileOf = ({ body }: FastifyRequest): Buffer => (Buffer.isBuffer(body) ? body : fail('media.unsupported'));
const jsonOf = ({ body }: FastifyRequest): unknown => (Buffer.isBuffer(body) ? fail('media.unsupported') : body);
/** Without its query. */
const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] as string;
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64');

/** Server, routes of every feature, and the one place where an error becomes an answer. */
export const createHttp = async (
  house: House,
  features: readonly Feature[],
  authenticate: Authenticate,
): Promise<FastifyInstance> => {
  const app = fastify({
    genReqId: () => newId(),
    bodyLimit: 256 << 10,
    // One proxy: what a caller writes into the header itself stands further left and is not believed.
    trustProxy: house.config.trustProxy && ((_address: string, hop: number) => hop === 0),
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    routerOptions: { maxParamLength: 200 },
    // An address that cannot be read, or is longer than any of ours, leads nowhere.
    frameworkErrors: (_error, request, reply) =>
      void answerProblem(house, new Problem('route.missing'), request, reply as FastifyReply),
  });
  app.decorateRequest('actor', undefined);
  app.addContentTypeParser(fileTypes, { parseAs: 'buffer' }, async (_request: FastifyRequest, body: Buffer) => body);
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // The reader of QR codes is WebAssembly where the browser has none of its own; this allows that, and no eval.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
        objectSrc: ["'none'"],
        baseUri: ["'self'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    hsts: house.publicUrl().startsWith('https:'),
  });
  await app.register(underPressure, {
    maxEventLoopDelay: 3000,
    maxHeapUsedBytes: 2 << 30,
    // Whoever watches the process is told how it does, most of all now.
    pressureHandler: (request) => {
      if (!/^\/(healthz|readyz|metrics)$/.test(request.url)) fail('server.busy');
    },
  });

  app.setErrorHandler(async (error, request, reply) => answerProblem(house, error, request, reply));
  app.setNotFoundHandler(async (request, reply) => answerProblem(house, new Problem('route.missing'), request, reply));

  const movedAreas = features.find((feature) => feature.movedAreas)?.movedAreas ?? (async () => new Map());
  for (const feature of features) {
    for (const [key, route] of Object.entries(feature.contract)) {
      addRoute(app, house, key, route, feature.handlers[key], authenticate, movedAreas);
    }
  }
  return app;
};

/** An answer of the API is data: it is never rendered, framed or sniffed. Constant, where helmet would build a page's each time. */
const apiHeaders = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const noQuery = v.strictObject({});

const addRoute = (
  app: FastifyInstance,
  house: House,
  key: string,
  route: Route,
  handler: unknown,
  authenticate: Authenticate,
  movedAreas: () => Promise<ReadonlyMap<string, string>>,
): void => {
  const { method, path } = splitKey(key);
  if (handler === undefined) throw new Error(`${key} has a contract and no handler`);
  const paramsSchema = v.object(
    Object.fromEntries(Array.from(path.matchAll(/:(\w+)/g), ([, name]) => [name as string, Uuid])),
  );
  app.route({
    method,
    url: `/api/v1${path}`,
    ...(route.bodyLimit && { bodyLimit: route.bodyLimit }),
    helmet: false,
    config: { asked: route },
    // Who asks comes before what is asked: an unknown caller learns nothing of the shape of a body.
    onRequest: async (request, reply) => {
      reply.headers(apiHeaders);
      const given = tokenOf(request);
      if (given) {
        if (given.fromCookie) checkOrigin(request, house.publicUrl());
        request.actor = await authenticate(given.token);
      }
      if (route.verb === 'public') return;
      if (!request.actor) fail('session.missing');
      if (route.verb !== 'session' && !request.actor?.verbs.has(route.verb)) fail('permission.denied');
    },
    handler: async (request, reply) => {
      const moved = await movedAreas();
      const given = <T>(schema: v.GenericSchema, value: unknown) => withCurrentAreas(parse(schema, value), moved) as T;
      const call = {
        params: parse(paramsSchema, request.params) as Record<string, string>,
        query: given<never>(route.query ?? noQuery, request.query),
        body: (route.upload ? fileOf(request) : route.body ? given(route.body, jsonOf(request)) : undefined) as never,
        now: house.clock.now(),
        requestId: request.id,
        raw: route.upload ? [request.query, sha256(fileOf(request))] : request.body,
        actor: request.actor as Actor,
        request,
        http: reply,
        key,
        path: pathOf(request),
      };
      const answer = await runRoute(house, route, handler, call);
      if (reply.sent || answer.reply === undefined) return reply;
      const mayKeep = route.verb === 'public' && method === 'GET' && !route.fresh;
      reply.header('cache-control', mayKeep ? 'public, max-age=5' : 'no-store');
      return reply.code(answer.status).send(answer.reply);
    },
  });
};

/** Fastify's own refusals, by their codes. */
const ofFramework = (error: { code?: string; statusCode?: number }): Problem | undefined => {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new Problem('body.too_large');
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return new Problem('media.unsupported');
  if (error.code === 'FST_UNDER_PRESSURE') return new Problem('server.busy');
  return error.statusCode === 400 || error instanceof SyntaxError ? new Problem('body.malformed') : undefined;
};

const answerProblem = async (house: House, error: unknown, request: FastifyRequest, reply: FastifyReply) => {
  const known = asProblem(error);
  const problem =
    known instanceof Problem ? known : (ofFramework(error as { code?: string }) ?? new Problem('server.failed'));
  const route = `${request.method} ${request.routeOptions.url ?? 'unknown'}`;
  if (problem.code === 'server.failed') {
    house.log.error('request failed', { requestId: request.id, route, ...whereOf(error) });
  }
  if (request.actor && (problem.code === 'permission.denied' || problem.code === 'record.missing')) {
    await refused(house, problem, request, route).catch((failure) => house.log.error('audit failed', whereOf(failure)));
  }
  if (problem.status === 503) reply.header('retry-after', String(problem.extra?.retryAfterSeconds ?? 2));
  if (problem.status === 429) reply.header('retry-after', String(problem.extra?.retryAfterSeconds ?? 60));
  return reply
    .code(problem.status)
    .header('cache-control', 'no-store')
    .type('application/problem+json')
    .send(wireForm(problem, request.id, languageOf(request)));
};

/** A refused attempt is recorded after its transaction was rolled back; of an unnamed route not the record that its path names either. */
const refused = async (house: House, problem: Problem, request: FastifyRequest, route: string): Promise<void> => {
  const { actor, routeOptions } = request;
  const { asked } = routeOptions.config;
  const { account = null, area = null } = actor && !(asked && isUnnamed(asked, actor)) ? actor : {};
  await writeAudit(house.database.door, {
    at: house.clock.now(),
    account,
    area,
    verb: problem.code,
    route: route.replace('/api/v1', ''),
    outcome: 'refused',
    persons: [],
    requestId: request.id,
    detail: asked?.unnamed ? null : { path: pathOf(request).slice(0, 300) },
  });
};
