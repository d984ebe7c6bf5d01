import { join } from 'node:path';
import { build } from './build.js';
import { main, root, run } from './child.js';
import { install } from './install.js';

// node bin/start.js [arguments…]: everything a fresh clone needs, then the server.
main(async () => {
  const node = await install();
  await build(node);
  return run(node, [join(root, 'src', 'apps', 'server.ts'), ...process.argv.slice(2)]);
});
