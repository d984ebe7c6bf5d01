import { toJsonSchema } from '@valibot/to-json-schema';
import type { FastifyInstance } from 'fastify';
import type { GenericSchema } from 'valibot';
import { type Route, splitKey } from '../core/contract.ts';
import type { Feature } from '../core/house.ts';
import { catalogue } from '../core/problem-codes.ts';

/** Actions JSON Schema has no word for (a pattern only where it is a Unicode one); a test fails when another one is ignored. */
export const knownIgnored = [
  'trim',
  'check',
  'transform',
  'to_lower_case',
  'to_upper_case',
  'date',
  'unknown',
  'regex',
];

const jsonSchema = (schema: GenericSchema): Record<string, unknown> => {
  const { $schema: _, ...rest } = toJsonSchema(schema as never, {
    typeMode: 'input',
    errorMode: 'ignore',
    overrideSchema: ({ valibotSchema }) =>
      valibotSchema.type === 'date' ? { type: 'string', format: 'date-time' } : undefined,
  }) as Record<string, unknown>;
  return rest;
};

const operation = (key: string, route: Route, feature: string) => {
  const { path } = splitKey(key);
  const query = route.query
    ? (jsonSchema(route.query) as { properties?: Record<string, unknown>; required?: string[] })
    : {};
  const parameters = [
    ...Array.from(path.matchAll(/:(\w+)/g), ([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string', format: 'uuid' },
    })),
    ...Object.entries(query.properties ?? {}).map(([name, schema]) => ({
      name,
      in: 'query',
      required: query.required?.includes(name) ?? false,
      schema,
    })),
  ];
  const given = route.upload ? route.query : route.body;
  const isNew = given !== undefined && 'entries' in given && 'id' in (given.entries as object);
  const status = route.status ?? (isNew ? 201 : 200);
  const answer = { description: 'the answer', content: { 'application/json': { schema: jsonSchema(route.reply) } } };
  return {
    operationId: key.replace(/[^\w]+/g, '_').toLowerCase(),
    tags: [feature],
    summary: route.summary ?? route.verb,
    ...(route.verb === 'public' && { security: [] }),
    parameters,
    ...(route.upload && {
      requestBody: {
        required: true,
        content: { 'application/octet-stream': { schema: { type: 'string', format: 'binary' } } },
      },
    }),
    ...(route.body && {
      requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(route.body) } } },
    }),
    responses: {
      [status]: answer,
      ...(isNew && status === 201 && { 200: { ...answer, description: 'the first answer again' } }),
      default: {
        description: 'a refusal',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
};

/** OpenAPI 3.1 of everything the contracts say. */
export const openApi = (features: readonly Feature[]) => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const feature of features) {
    for (const [key, route] of Object.entries(feature.contract)) {
      const { method, path } = splitKey(key);
      const open = `/api/v1${path.replace(/:(\w+)/g, '{$1}')}`;
      paths[open] = { ...paths[open], [method.toLowerCase()]: operation(key, route, feature.name) };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Lá Chắn',
      version: '1',
      description: 'Every write carries a client-made id; the same id and body gives the first answer again.',
    },
    paths,
    security: [{ session: [] }, { token: [] }],
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'lachan' },
        token: { type: 'http', scheme: 'bearer' },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'status', 'code', 'title', 'requestId'],
          properties: {
            type: { type: 'string' },
            status: { type: 'integer' },
            code: { type: 'string', enum: Object.keys(catalogue) },
            title: { type: 'string' },
            fields: {
              type: 'array',
              items: { type: 'object', properties: { path: { type: 'string' }, code: { type: 'string' } } },
            },
            requestId: { type: 'string' },
          },
        },
      },
    },
  };
};

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** A page a person can read, without a script: routes, then the catalogue of codes. */
const page = (document: ReturnType<typeof openApi>): string => {
  const rows = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => {
      const { summary, requestBody, parameters } = operation as {
        summary: string;
        requestBody?: unknown;
        parameters: { name: string }[];
      };
      return `<details><summary><b>${method.toUpperCase()}</b> <code>${escapeHtml(path)}</code> <i>${escapeHtml(summary)}</i></summary><pre>${escapeHtml(
        JSON.stringify({ parameters, requestBody }, null, 2),
      )}</pre></details>`;
    }),
  );
  const codes = Object.entries(catalogue).map(
    ([code, [status, vi, en]]) =>
      `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td lang="vi">${escapeHtml(vi)}</td><td>${escapeHtml(en)}</td></tr>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Lá Chắn API</title>
<style>body{font:16px/1.5 system-ui;max-width:60rem;margin:2rem auto;padding:0 1rem}pre{overflow:auto;background:#f2f5f2;padding:1rem}td{padding:.2rem .6rem;vertical-align:top}</style>
<h1>Lá Chắn API v1</h1><p><a href="/api/v1/openapi.json">openapi.json</a></p>${rows.join('')}<h2>Codes</h2><table>${codes.join('')}</table></html>`;
};

export const describe = (app: FastifyInstance, features: readonly Feature[]): void => {
  const document = openApi(features);
  const [json, html] = [JSON.stringify(document), page(document)];
  app.get('/api/v1/openapi.json', async (_, reply) => reply.type('application/json').send(json));
  app.get('/api/v1/docs', async (_, reply) => reply.type('text/html; charset=utf-8').send(html));
};
