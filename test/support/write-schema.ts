import { writeFile } from 'node:fs/promises';
import { listSchema } from '../../src/core/catalog.ts';
import { connect } from '../../src/core/db.ts';
import { testDatabase } from './database.ts';

// node test/support/write-schema.ts: writes schema.sql from a fresh, migrated database. To be run after a new migration.
const database = await testDatabase();
const owner = connect(database.url, 1);
await writeFile(new URL('../../schema.sql', import.meta.url), await listSchema(owner));
await owner.end();
await database.drop();
