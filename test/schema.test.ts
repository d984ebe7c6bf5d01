import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { listSchema } from '../src/core/catalog.ts';
import { connect } from '../src/core/db.ts';
import { testDatabase } from './support/database.ts';

test('schema.sql is the schema that the migrations make; after a new one: node test/support/write-schema.ts', async (t) => {
  const database = await testDatabase();
  const owner = connect(database.url, 1);
  t.after(async () => {
    await owner.end();
    await database.drop();
  });
  assert.equal(await readFile(new URL('../schema.sql', import.meta.url), 'utf8'), await listSchema(owner));
});
