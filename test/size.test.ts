import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';

const dist = new URL('../dist/citizen/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, dist), 'utf8');

/** The scripts that must be there before the first screen: those of the page, and what they import at once. */
const firstLoad = (): Set<string> => {
  const needed = new Set(
    Array.from(read('index.html').matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g), ([, path]) => path as string),
  );
  for (const path of needed) {
    for (const [, name] of read(path).matchAll(/(?:^|[;}])import(?:[\w*{}$,\s]+from)?"\.\/([^"]+\.js)"/g))
      needed.add(`assets/${name}`);
  }
  return needed;
};

test('the citizen app loads at most 30 kB of compressed script before its first screen, and none of it inline', () => {
  const scripts = [...firstLoad()];
  assert.ok(scripts.length > 0);
  const bytes = scripts.reduce((sum, path) => sum + gzipSync(read(path)).length, 0);
  assert.ok(bytes <= 30_000, `${bytes} bytes in ${scripts.join(', ')}`);
  assert.doesNotMatch(read('index.html'), /<script(?![^>]*\bsrc=)[^>]*>\s*\S/);
});

test('the citizen app can be put on a home screen', () => {
  const manifest = JSON.parse(read('manifest.webmanifest')) as {
    name: string;
    lang: string;
    start_url: string;
    display: string;
    icons: { src: string; sizes: string; purpose?: string }[];
  };
  assert.deepEqual([manifest.lang, manifest.start_url, manifest.display], ['vi', '/', 'standalone']);
  assert.match(manifest.name, /Lá Chắn/);
  for (const { src, sizes } of manifest.icons) {
    const png = readFileSync(new URL(src.slice(1), dist));
    assert.equal(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`, sizes, src);
  }
  assert.ok(manifest.icons.some(({ purpose }) => purpose === 'maskable'));
  assert.match(read('index.html'), /rel="manifest"/);
  assert.ok(read('service-worker.js').length > 0);
});
