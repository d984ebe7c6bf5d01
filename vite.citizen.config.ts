import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { compressed } from './src/web/compressed.ts';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The citizen app at `/`: hashed files in /assets, nothing inline (the CSP forbids it), everything kept for offline use. */
export default defineConfig({
  root: here('./src/web/citizen'),
  base: '/',
  build: {
    outDir: here('./dist/citizen'),
    emptyOutDir: true,
    target: ['chrome87', 'safari14', 'firefox91'],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    // What stands before the first screen in one file, however many later parts share it: it is smaller so.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
  },
  plugins: [
    preact({ devToolsEnabled: false, prefreshEnabled: false }),
    VitePWA({
      strategies: 'generateSW',
      registerType: 'prompt',
      injectRegister: false,
      filename: 'service-worker.js',
      workbox: {
        globPatterns: ['**/*.{js,css,html,svg}'],
        navigateFallback: '/index.html',
        navigateFallbackAllowlist: [/^\/$/, /^\/(khai-bao|to-khai|dang-nhap|app)(\/|\?|$)/],
        // The QR reader for browsers that have none: too large to fetch ahead, kept from its first use.
        globIgnores: ['assets/zxing*'],
        runtimeCaching: [{ urlPattern: /\/assets\/zxing/, handler: 'CacheFirst', options: { cacheName: 'reader' } }],
        sourcemap: false,
        inlineWorkboxRuntime: true,
      },
      manifest: {
        id: '/',
        name: 'Lá Chắn: khai báo y tế',
        short_name: 'Lá Chắn',
        description: 'Khai báo y tế cho cả nhà, trạm y tế gần nhà tiếp nhận ngay.',
        lang: 'vi',
        dir: 'ltr',
        start_url: '/',
        scope: '/',
        display: 'standalone',
        orientation: 'portrait',
        background_color: '#fbfcfa',
        theme_color: '#0b6b4f',
        categories: ['health', 'medical', 'government'],
        icons: [
          { src: '/icon-192.png', sizes: '192x192', type: 'image/png' },
          { src: '/icon-512.png', sizes: '512x512', type: 'image/png' },
          { src: '/icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
        ],
      },
    }),
    compressed(),
  ],
});
