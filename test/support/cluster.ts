import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../src/core/postgres.ts';

// One PostgreSQL for a whole test run, in a temporary folder. It prints its superuser's URL and stays until it is told to
// end, or until the process that forked it has died.
const end = Promise.race(['SIGINT', 'SIGTERM', 'disconnect'].map((signal) => once(process, signal)));
const folder = mkdtempSync(join(tmpdir(), 'lachan-test-'));
const { url, stop } = await startPostgres(folder, { fast: true });
console.log(url);
await end;
await stop();
rmSync(folder, { recursive: true });
process.exit();
