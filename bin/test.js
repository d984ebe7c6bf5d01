import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { build } from './build.js';
import { environment, main, root, run } from './child.js';
import { findChromium } from './chromium.js';
import { install } from './install.js';

// node bin/test.js [path fragment…]: everything, or only the test files whose path contains one of the fragments.
const fragments = process.argv.slice(2);
const total = { passed: 0, failed: 0, failures: [] };
const env = { ...environment };
let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    interrupted = true;
  });
}

/** Does one part under a heading and adds what it counts; a part that throws counts as one failure. */
async function part(heading, task) {
  if (interrupted) return;
  console.log(`\n== ${heading}`);
  const start = Date.now();
  const {
    passed,
    failed,
    failures = [],
  } = await task().catch((error) => {
    console.error(error.message);
    return { passed: 0, failed: 1 };
  });
  total.passed += passed;
  total.failed += failed;
  total.failures.push(...failures);
  console.log(`== ${heading}: ${failed === 0 ? 'passed' : 'FAILED'} in ${((Date.now() - start) / 1000).toFixed(1)} s`);
}

/** A check without parts of its own: it counts as one. */
const check = (heading, program, ...args) =>
  part(heading, async () => {
    const code = await run(join(root, 'node_modules', '.bin', program), args, { cwd: root });
    return { passed: Number(code === 0), failed: Number(code !== 0) };
  });

/** Runs test files with their sentences on the terminal, and counts them by a second reporter. */
async function runTests(node, files, ...options) {
  if (files.length === 0) return { passed: 0, failed: 0 };
  const scratch = mkdtempSync(join(tmpdir(), 'lachan-count-'));
  const counts = join(scratch, 'counts.json');
  const reporters = ['spec', 'stdout', './bin/count-reporter.js', counts].map((value, index) =>
    index % 2 === 0 ? `--test-reporter=${value}` : `--test-reporter-destination=${value}`,
  );
  try {
    const code = await run(node, ['--test', ...options, ...reporters, ...files], { cwd: root, env });
    const written = existsSync(counts) ? readFileSync(counts, 'utf8') : '';
    const { passed = 0, failed = 0, cancelled = 0, failures = [] } = written ? JSON.parse(written) : {};
    return { passed, failed: Math.max(failed + cancelled, Number(code !== 0)), failures };
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Test files below a folder, by path from the root, narrowed to the fragments. */
function testFiles(folder, options = {}) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), options)
    .map((name) => `${folder}/${name}`)
    .filter(
      (path) => path.endsWith('.test.ts') && (fragments.length === 0 || fragments.some((part) => path.includes(part))),
    )
    .sort();
}

/** One PostgreSQL for the whole run, unless the environment names a database; resolves to what ends it. */
async function startCluster(node) {
  if (env.DATABASE_URL) return async () => {};
  const cluster = fork(join(root, 'test', 'support', 'cluster.ts'), {
    execPath: node,
    execArgv: [],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const exited = once(cluster, 'exit');
  const line = await Promise.race([once(cluster.stdout, 'data'), exited.then(() => undefined)]);
  if (!line) throw new Error('The PostgreSQL of the tests did not start.');
  env.LACHAN_TEST_DATABASE = String(line[0]).trim();
  return async () => {
    cluster.kill('SIGTERM');
    await exited;
  };
}

async function testEverything() {
  const node = await install();
  const isWhole = fragments.length === 0;
  const tests = [...testFiles('src', { recursive: true }), ...testFiles('test')];
  const journeys = testFiles('test/journeys');
  if (!isWhole && tests.length + journeys.length === 0) {
    throw new Error(`No test file's path contains ${fragments.join(' or ')}.`);
  }
  if (isWhole) {
    await check('Lint', 'biome', 'ci', '.');
    await check('Types', 'tsc', '--noEmit');
    await check('Import law', 'depcruise', '--config', '.dependency-cruiser.cjs', 'src', 'bench', 'test');
  }
  if (isWhole || journeys.length > 0) await part('Web', () => build(node).then(() => ({ passed: 0, failed: 0 })));
  const stopCluster = await startCluster(node);
  try {
    if (isWhole || tests.length > 0) await part('Tests', () => runTests(node, tests));
    if (isWhole || journeys.length > 0) {
      await part('Journeys', async () => {
        env.LACHAN_CHROMIUM = await findChromium(node);
        return runTests(node, journeys, '--test-concurrency=1');
      });
    }
  } finally {
    await stopCluster();
  }
}

main(async () => {
  await testEverything().catch((error) => {
    console.error(error.message);
    total.failed += 1;
  });
  // Said again at the end, where whoever reads only the end of a long output finds it.
  for (const { file, line, name, why } of total.failures) {
    console.log(`\n✖ ${name} (${relative(root, file)}:${line})\n${why}`);
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return interrupted ? 130 : Number(total.failed > 0);
});
