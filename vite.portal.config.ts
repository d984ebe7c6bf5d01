import { defineConfig } from 'vite';

/** The public portal: one file that renders pages on the server. No script of it ever reaches a browser. */
export default defineConfig({
  build: { ssr: 'src/web/portal/server.tsx', outDir: 'dist/portal', target: 'node24', cssMinify: true },
  ssr: { noExternal: true },
});
