import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { toJsonSchema } from '@valibot/to-json-schema';
import { knownIgnored } from '../src/apps/openapi.ts';
import { catalogue } from '../src/core/problem-codes.ts';
import { type TestServer, testServer } from './support/server.ts';

let server: TestServer;
before(async () => {
  server = await testServer();
});
after(() => server?.stop());

test('OpenAPI 3.1 names every route, with its body, answers and refusals', async () => {
  const { status, body } = await server.anonymous.get('/openapi.json');
  assert.deepEqual([status, body.openapi], [200, '3.1.0']);
  for (const key of server.server.features.flatMap((feature) => Object.keys(feature.contract))) {
    const [method = '', path = ''] = key.split(' ');
    const operation = body.paths[`/api/v1${path.replace(/:(\w+)/g, '{$1}')}`]?.[method.toLowerCase()];
    assert.ok(operation, key);
    assert.equal(method === 'POST', operation.requestBody !== undefined, key);
    assert.ok(operation.responses.default, key);
  }
  assert.deepEqual(body.components.schemas.Problem.properties.code.enum, Object.keys(catalogue));
});

test('only known checks have no word in JSON Schema', () => {
  const unknown = new Set<string>();
  for (const route of server.server.features.flatMap((feature) => Object.values(feature.contract))) {
    for (const schema of [route.body, route.query, route.reply]) {
      if (!schema) continue;
      toJsonSchema(schema as never, {
        typeMode: 'input',
        errorMode: 'ignore',
        overrideAction: ({ valibotAction, errors }) => {
          if (errors && !knownIgnored.includes(valibotAction.type)) unknown.add(valibotAction.type);
          return undefined;
        },
        overrideSchema: ({ valibotSchema, errors }) => {
          if (errors && !knownIgnored.includes(valibotSchema.type)) unknown.add(valibotSchema.type);
          return undefined;
        },
      });
    }
  }
  assert.deepEqual([...unknown], []);
});

test('the docs page needs no script and no other host', async () => {
  const page = await (await fetch(`${server.base}/api/v1/docs`)).text();
  assert.ok(page.includes('/api/v1/declarations'));
  assert.ok(!/<script|https?:\/\//.test(page));
});
