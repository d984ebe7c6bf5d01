import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './child.js';

// node bin/complete-lock.js: after adding a package. Where a registry does not offer the packages of other platforms, npm
// leaves them out of the lock, and then `npm ci` refuses it on every machine. Their versions stand in the packages that want
// them; what they are for stands in their names.

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm', 'arm64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

const read = (name) => JSON.parse(readFileSync(join(root, name), 'utf8'));
const lock = read('package-lock.json');
const packages = { ...lock.packages };
packages[''].optionalDependencies = read('package.json').optionalDependencies;

/** Whether Node, looking upward from a package's folder, finds the one it wants. */
const finds = (from, name) => {
  if (packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`]) return true;
  return from !== '' && finds(from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
};

const libcOf = (words) => {
  if (words.some((word) => word.startsWith('musl'))) return ['musl'];
  return words.includes('linux') && words.some((word) => word.startsWith('gnu')) ? ['glibc'] : undefined;
};

const entryOf = (name, version, isDev) => {
  const words = name.split(/[/-]/);
  const cpu = processors.filter((processor) => words.includes(processor));
  const os = systems.filter((system) => words.includes(system));
  const libc = libcOf(words);
  return {
    version,
    ...(cpu.length > 0 && { cpu }),
    ...(libc && { libc }),
    ...(isDev && { dev: true }),
    optional: true,
    ...(os.length > 0 && { os }),
  };
};

const added = [];
for (const [path, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    // A range names no version to write down.
    if (finds(path, name) || !/^\d/.test(version)) continue;
    packages[`node_modules/${name}`] = entryOf(name, version, dev);
    added.push(name);
  }
}
const sorted = Object.entries(packages).sort(([one], [other]) => one.localeCompare(other, 'en'));
const text = JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2);
writeFileSync(join(root, 'package-lock.json'), `${text}\n`);
console.log(`${added.length} packages of other platforms added to package-lock.json`);
