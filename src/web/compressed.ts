import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const shrinks = /\.(js|css|html|svg|wasm|webmanifest)$/;
/** Below this many bytes one packet carries it anyway. */
const worthwhile = 1024;

/** Writes `.br` and `.gz` beside each file that shrinks once, at build time; the server sends them (`preCompressed`). */
export const compressed = (): Plugin => {
  const built = { folder: '' };
  return {
    name: 'compressed',
    apply: 'build',
    configResolved: ({ build }) => {
      built.folder = build.outDir;
    },
    closeBundle: {
      sequential: true,
      order: 'post',
      handler: () => {
        for (const name of readdirSync(built.folder, { recursive: true, encoding: 'utf8' })) {
          const file = join(built.folder, name);
          if (!shrinks.test(name) || statSync(file).size < worthwhile) continue;
          const content = readFileSync(file);
          writeFileSync(`${file}.br`, brotliCompressSync(content));
          writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
        }
      },
    },
  };
};
