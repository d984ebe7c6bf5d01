import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseAreaPath } from '../core/area.ts';
import { definitions } from '../features/declarations/forms.ts';
import { reasonText } from '../features/declarations/portal/reasons.ts';
import { table } from '../features/declarations/rules.ts';
import { readerOf, wordsOf } from '../web/kit/portal/reader.ts';

const nation = parseAreaPath('') ?? assert.fail();

for (const language of ['vi', 'en'] as const) {
  const text = readFileSync(new URL(`portal.${language}.json`, import.meta.url), 'utf8');

  test(`what the ${language} guides quote of the other faces is there to be quoted`, () => {
    const quoted = [...text.matchAll(/“([^”]*)”/g)].map(([, inside = '']) => inside);
    assert.ok(quoted.length > 30);
    for (const inside of quoted) {
      assert.match(inside, /^\{[\w.]+\}$/, `“${inside}” is written out; name its key instead`);
      assert.ok(wordsOf(language, inside.slice(1, -1)), `${inside} has no words`);
    }
  });

  test(`every reason of the rule table has words in ${language}`, () => {
    for (const { reason } of table) assert.notEqual(reasonText(readerOf(language, nation), reason), reason);
  });
}

test('the 14 days that the portal speaks of are those of the general form', () => {
  assert.equal(definitions.findLast(({ form }) => form === 'general')?.lookBackDays, 14);
});
