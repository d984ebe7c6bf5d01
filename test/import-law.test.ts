import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const planted = `${root}src/features/planted/`;
after(() => rmSync(planted, { recursive: true, force: true }));

const cruise = (...paths: string[]) => {
  const { stdout } = spawnSync(
    process.execPath,
    [`${root}node_modules/.bin/depcruise`, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...paths],
    { cwd: root, encoding: 'utf8', maxBuffer: 256 << 20 },
  );
  const { summary } = JSON.parse(stdout) as {
    summary: { totalCruised: number; violations: { rule: { name: string }; from: string }[] };
  };
  return {
    modules: summary.totalCruised,
    broken: summary.violations.filter(({ from }) => from.includes('planted')).map(({ rule }) => rule.name),
  };
};

test('the import law sees every module, and a planted violation of each kind', () => {
  mkdirSync(`${planted}citizen`, { recursive: true });
  writeFileSync(`${planted}store.ts`, "export { listDeclarations } from '../declarations/store.ts';\n");
  writeFileSync(`${planted}rules.ts`, "export { readFile } from 'node:fs/promises';\n");
  writeFileSync(
    `${planted}citizen/Screen.tsx`,
    "import type { House } from '../../../core/house.ts';\nexport type Props = House;\n",
  );
  writeFileSync(`${planted}api.ts`, "export { serve } from '../../apps/serve.ts';\nexport * from './jobs.ts';\n");
  writeFileSync(`${planted}jobs.ts`, "export * from './api.ts';\n");
  const { modules, broken } = cruise('src');
  assert.ok(modules > 150, `only ${modules} modules were read`);
  assert.deepEqual(
    new Set(broken),
    new Set([
      'another feature is met through its contract, form, rules or index',
      'rules have no I/O',
      'screens know contracts, rules and the kit',
      'only apps put features together',
      'no cycles',
    ]),
  );
});
