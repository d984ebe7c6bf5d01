import { resolve } from 'node:path';
import { main, root, run } from './child.js';
import { install } from './install.js';

// node bin/run.js <file.ts> [arguments…]: runs one of the project's programs under the pinned Node.
main(async () => {
  const [file, ...args] = process.argv.slice(2);
  if (!file) throw new Error('Usage: node bin/run.js <file.ts> [arguments…]');
  return run(await install(), [resolve(root, file), ...args]);
});
