import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

type Texts = { [key: string]: string | Texts };

const folder = new URL('.', import.meta.url);
const read = (file: string): Texts => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
const flat = (texts: Texts, under = ''): [string, string][] =>
  Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[under + key, value] as [string, string]] : flat(value, `${under}${key}.`),
  );
const holes = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

for (const vietnamese of readdirSync(folder).filter((file) => file.endsWith('.vi.json'))) {
  const vi = flat(read(vietnamese));
  const english = () => new Map(flat(read(vietnamese.replace('.vi.', '.en.'))));

  test(`${vietnamese} and its English hold the same keys`, () => {
    assert.deepEqual(vi.map(([key]) => key).sort(), [...english().keys()].sort());
  });

  test(`${vietnamese} and its English say something everywhere, with no name filled in that the Vietnamese lacks`, () => {
    const en = english();
    for (const [key, text] of vi) {
      assert.ok(text.trim() && en.get(key)?.trim(), `${key} is empty`);
      const known = holes(text);
      assert.ok(
        holes(en.get(key) ?? '').every((hole) => known.includes(hole)),
        `${key} fills in something unknown`,
      );
    }
  });

  test(`${vietnamese} never says "bạn", which is rude to the old`, () => {
    for (const [key, text] of vi) assert.doesNotMatch(text, /(?<!\p{L})bạn(?!\p{L})/iu, key);
  });
}
