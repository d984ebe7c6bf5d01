import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root, run } from './child.js';
import { withLock } from './lock.js';

const OLDEST_NODE = 24;

/** Installs the locked packages when they are not there, and resolves to the Node that runs the project. */
export async function install() {
  if (!isInstalled()) {
    await withLock('install', async () => {
      if (!isInstalled()) await installPackages();
    });
  }
  return findNode();
}

/** npm's own record of what it installed, held against the lock. Optional packages may be missing: other platforms' are. */
function isInstalled() {
  const present = packagesIn(join('node_modules', '.package-lock.json'));
  return Object.entries(packagesIn('package-lock.json')).every(
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  );
}

function packagesIn(file) {
  const path = join(root, file);
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {};
}

/** Development packages too, whatever NODE_ENV says: the web is built with them. Standard output stays the program's own. */
async function installPackages() {
  console.error('Cài đặt các gói… / Installing packages…');
  const wish = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env.npm_execpath ?? '';
  const [file, ...args] = basename(npm) === 'npm-cli.js' ? [process.execPath, npm, ...wish] : ['npm', ...wish];
  const code = await run(file, args, { cwd: root, stdio: ['ignore', 2, 2], env: process.env });
  if (code !== 0)
    throw new Error(`The packages could not be installed: npm ended with ${code}, its reason stands above.`);
}

function findNode() {
  const pinned = join(root, 'node_modules', '.bin', 'node');
  const node = [pinned, process.execPath].find((candidate) => majorOf(candidate) >= OLDEST_NODE);
  if (node) return node;
  throw new Error(
    `Lá Chắn needs Node ${OLDEST_NODE} or newer: this is ${process.version}, and there is none to install for ${process.platform}-${process.arch}.`,
  );
}

/** The major version of a Node, 0 when it cannot be run. */
function majorOf(node) {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' });
  return Number(/^v(\d+)/.exec(stdout ?? '')?.[1] ?? 0);
}
