import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { compressed } from './src/web/compressed.ts';

/** The officers' console: static files under /console/, hashed but for the page itself and the service worker. */
export default defineConfig({
  root: 'src/web/console',
  base: '/console/',
  build: {
    outDir: '../../../dist/console',
    emptyOutDir: true,
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8080' } },
  plugins: [
    preact(),
    VitePWA({
      registerType: 'autoUpdate',
      // The page registers it itself: an inline script would break the content security policy.
      injectRegister: false,
      manifest: false,
      scope: '/console/',
      workbox: {
        globPatterns: ['**/*.{html,js,css,svg,woff2}'],
        navigateFallback: '/console/index.html',
        navigateFallbackAllowlist: [/^\/console(\/|$)/],
        cleanupOutdatedCaches: true,
        // No runtime caching: what the API answers is kept, if at all, sealed by the screens.
        runtimeCaching: [],
      },
    }),
    compressed(),
  ],
});
