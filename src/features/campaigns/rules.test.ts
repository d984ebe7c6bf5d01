import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import en from '../../i18n/console.en.json' with { type: 'json' };
import vi from '../../i18n/console.vi.json' with { type: 'json' };
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

test('the text for the loudspeaker is read aloud in 60 to 90 seconds, and says unit, number and steps', () => {
  // Announcers speak about three syllables a second; a number is said digit by digit.
  const spoken = vi.campaigns.callText
    .replaceAll('{unit}', 'Trạm Y tế phường Hàm Rồng')
    .replaceAll('{phone}', 'không hai ba bảy ba tám năm hai một một một')
    .replaceAll('{site}', 'la chắn chấm thanh hóa chấm gov chấm vi en');
  const seconds = (spoken.match(/[\p{L}\p{N}]+/gu) ?? []).length / 3;
  assert.ok(seconds >= 60 && seconds <= 90, `${seconds} seconds`);
  for (const text of [vi.campaigns.callText, en.campaigns.callText])
    for (const name of ['{unit}', '{phone}', '{site}', '115']) assert.ok(text.includes(name), name);
});
