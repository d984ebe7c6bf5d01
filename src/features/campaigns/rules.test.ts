import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { codeAlphabet, codeFrom, codeLength, keptSource, linkOf, ownCode, sourceIn, sourceNow } from './rules.ts';

test('a made code has six signs, none of which is taken for another', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 6, maxLength: 6 }), (bytes) => {
      const code = codeFrom(bytes);
      assert.equal(code.length, codeLength);
      assert.match(code, ownCode);
      assert.ok([...code].every((sign) => codeAlphabet.includes(sign)));
    }),
  );
  assert.doesNotMatch(codeAlphabet, /[01258BILOQSZ]/);
});

test('the link of a poster gives its code back, typed small or with blanks too', () => {
  assert.equal(sourceIn(new URL(linkOf('https://lachan.vn', 'K7MCAR')).search), 'K7MCAR');
  assert.equal(sourceIn('?s=%20k7mcar'), 'K7MCAR');
  for (const search of ['', '?s=', '?s=AB', '?s=<script>', '?x=K7MCAR', '?s=%E0%A4%A'])
    assert.equal(sourceIn(search), undefined);
});

test('a source is remembered for two days, on a clock that was set back too', () => {
  const now = Date.UTC(2021, 6, 1);
  const kept = keptSource('K7MCAR', now);
  assert.equal(sourceNow(kept, now + 47 * 3_600_000), 'K7MCAR');
  assert.equal(sourceNow(kept, now + 49 * 3_600_000), undefined);
  assert.equal(sourceNow(kept, now - 400 * 86_400_000), undefined);
  for (const wrong of [null, '', 'K7MCAR', 'x 1', 'K7MCAR nonsense']) assert.equal(sourceNow(wrong, now), undefined);
});
