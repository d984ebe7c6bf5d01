import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main, root, run } from './child.js';
import { install } from './install.js';
import { withLock } from './lock.js';

const dist = join(root, 'dist');
const stamp = join(dist, '.stamp');
const configOf = (app) => `vite.${app}.config.ts`;
const apps = ['citizen', 'console', 'portal'].filter((app) => existsSync(join(root, configOf(app))));

/** What a screen is made of; a test or a store is not. */
const sources =
  /^(src\/(web|i18n|core)\/.*|src\/features\/[^/]+\/((citizen|console|portal)\/.*|(contract|rules|form)\.ts))(?<!\.test\.tsx?)$/;

/** Builds each app into dist/<app>, unless it was built from the same sources. Throws when a build fails; the old one stays. */
export async function build(node) {
  const wanted = digest();
  const isBuilt = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
  if (apps.length === 0 || isBuilt()) return;
  await withLock('build', async () => {
    if (!isBuilt()) await buildAll(node, wanted);
  });
}

async function buildAll(node, wanted) {
  console.error('Dựng giao diện… / Building the web…');
  const next = join(dist, '.next');
  rmSync(next, { recursive: true, force: true });
  const vite = join(root, 'node_modules', '.bin', 'vite');
  for (const app of apps) {
    const target = ['--outDir', join(next, app), '--emptyOutDir', '--logLevel', 'warn'];
    const args = [vite, 'build', '--config', configOf(app), ...target];
    const code = await run(node, args, { cwd: root, stdio: ['ignore', 2, 2] });
    if (code !== 0) throw new Error(`The web could not be built: vite ended with ${code} on ${configOf(app)}.`);
  }
  rmSync(stamp, { force: true });
  for (const app of apps) replace(join(dist, app), join(next, app));
  rmSync(next, { recursive: true });
  writeFileSync(stamp, wanted);
}

/** A server that is running misses the folder for no more than the moment between two renames. */
function replace(folder, successor) {
  const old = `${successor}.old`;
  mkdirSync(folder, { recursive: true });
  renameSync(folder, old);
  renameSync(successor, folder);
}

/** One hash over the paths and contents of all that a build depends on. */
function digest() {
  const all = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name)
        .slice(root.length)
        .replaceAll('\\', '/'),
    )
    .filter((path) => sources.test(path));
  const hash = createHash('sha256');
  for (const path of [...all.sort(), ...apps.map(configOf), 'package-lock.json']) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

if (realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main(async () => build(await install()));
}
