import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { root, run } from './child.js';

const known = [
  process.env.LACHAN_CHROMIUM,
  'chromium',
  'chromium-browser',
  'google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** A Chromium for the journeys: one that is here, else the system's package, else Playwright's. Throws when all fail. */
export async function findChromium(node) {
  const ways = [() => {}, installPackage, () => installWithPlaywright(node)];
  for (const prepare of ways) {
    await prepare();
    const found = [...known, playwrightPath(node)].find(works);
    if (found) return absolute(found);
  }
  throw new Error('There is no Chromium and none could be installed: set LACHAN_CHROMIUM to the path of one.');
}

/** Playwright does not look along PATH. */
function absolute(program) {
  if (isAbsolute(program)) return program;
  const places = (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, program));
  return places.find((place) => existsSync(place)) ?? program;
}

/** A distribution may have a program of this name that only says where to get the real one. */
function works(program) {
  return Boolean(program) && spawnSync(program, ['--version'], { stdio: 'ignore', timeout: 20_000 }).status === 0;
}

async function installPackage() {
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const [file, ...args] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  if (spawnSync(file, [...args, '--version'], { stdio: 'ignore' }).status !== 0) return;
  console.error('Cài đặt Chromium… / Installing Chromium…');
  const output = { stdio: ['ignore', 2, 2] };
  if ((await run(file, [...args, 'update'], output)) === 0)
    await run(file, [...args, 'install', '-y', 'chromium'], output);
}

async function installWithPlaywright(node) {
  const playwright = join(root, 'node_modules', '.bin', 'playwright-core');
  await run(node, [playwright, 'install', 'chromium'], { cwd: root, stdio: ['ignore', 2, 2] });
}

function playwrightPath(node) {
  const question = "import('playwright-core').then(({ chromium }) => console.log(chromium.executablePath()))";
  return spawnSync(node, ['-e', question], { cwd: root, encoding: 'utf8' }).stdout?.trim();
}
