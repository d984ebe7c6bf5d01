import { join } from 'node:path';
import { build } from './build.js';
import { main, root, run } from './child.js';
import { install } from './install.js';

// node bin/demo.js [arguments…]: everything a fresh clone needs, then a server filled with a simulated epidemic.
main(async () => {
  const node = await install();
  await build(node);
  return run(node, [join(root, 'src', 'apps', 'demo.ts'), ...process.argv.slice(2)]);
});
