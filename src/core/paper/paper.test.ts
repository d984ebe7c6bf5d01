import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { objectsOf, textOf } from '../../../test/support/read-pdf.ts';
import { gridOf, readQrs } from '../../../test/support/read-qr.ts';
import { fitted, paragraph, stacked } from './blocks.ts';
import { linesOf, openFonts, widthOf } from './letters.ts';
import { type Mark, type Paper, placed } from './marks.ts';
import { pdfOf } from './pdf.ts';
import { qrMarks } from './qr.ts';
import { escaped, svgOf } from './svg.ts';

const fonts = await openFonts();
const accents = 'àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ';
const paperOf = (...marks: Mark[]): Paper => ({
  title: 'Thử <giấy>',
  lang: 'vi',
  madeAt: new Date('2021-08-01T00:00:00Z'),
  sheets: [{ width: 210, height: 297, marks }],
});
const line = (text: string): Mark => ({ kind: 'text', text, x: 20, y: 20, size: 5 });
const words = fc.array(fc.string({ unit: fc.constantFrom(...accents, ...'ABCgjW<&"'), maxLength: 60 }), {
  maxLength: 30,
});

describe('lines', () => {
  test('no line is wider than its column, and nothing of the text is left out', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 120 }), (given, width) => {
        const text = given.join(' ').normalize('NFC');
        const lines = linesOf(fonts, text, width, { size: 5 });
        assert.equal(lines.join('').replaceAll(' ', ''), text.replace(/\s/g, ''));
        for (const one of lines) assert.ok(widthOf(fonts, one, { size: 5 }) <= width * 1.01, one);
      }),
      { numRuns: 60 },
    );
  });

  test('what has no blank is broken within, what is short stays whole', () => {
    assert.deepEqual(linesOf(fonts, 'Quán Hương', 100, { size: 5 }), ['Quán Hương']);
    assert.ok(linesOf(fonts, 'W'.repeat(40), 50, { size: 5 }).length > 3);
    // The two letters at its end are wider beside each other than alone.
    for (const one of linesOf(fonts, 'ỳýữB<', 15, { size: 5 })) assert.ok(widthOf(fonts, one, { size: 5 }) <= 15, one);
  });

  test('letters typed as base and accent are one letter, as wide as the letter typed at once', () => {
    assert.equal(widthOf(fonts, 'ễ'.normalize('NFD'), { size: 5 }), widthOf(fonts, 'ễ', { size: 5 }));
  });

  test('the largest size is taken in which the lines suffice, and in the last size nothing is cut', () => {
    const column = { x: 0, width: 60 };
    const sizes = [
      { size: 10, lines: 1 },
      { size: 5, lines: 2 },
    ];
    const sizeOf = (text: string) => {
      const [first] = fitted(fonts, text, column, {}, sizes).marks;
      return first?.kind === 'text' && first.size;
    };
    assert.equal(sizeOf('Quán'), 10);
    assert.equal(sizeOf('Quán Hương Sơn ở phố'), 5);
    assert.ok(fitted(fonts, 'dài '.repeat(60), column, {}, sizes).marks.length > 2);
  });

  test('blocks stand below each other, an empty one takes no room', () => {
    const one = paragraph(fonts, 'một', { x: 0, width: 60 }, { size: 5 });
    const none = paragraph(fonts, '', { x: 0, width: 60 }, { size: 5 });
    assert.equal(stacked([one, none, one], 3).height, 2 * one.height + 3);
  });
});

describe('PDF', () => {
  test('every Vietnamese letter can be read back, in both weights, from fonts that lie in the file', async () => {
    const text = `${accents} ${accents.toUpperCase()}`;
    const pdf = await pdfOf(paperOf(line(text), { ...(line(text) as object), bold: true } as Mark), fonts);
    assert.equal(textOf(pdf), `${text}\n${text}`);
    const heads = [...objectsOf(pdf).values()].map(({ head }) => head);
    assert.equal(heads.filter((head) => head.includes('/FontFile2')).length, 2);
    assert.equal(heads.filter((head) => head.includes('/ToUnicode')).length, 2);
  });

  test('it says its language and title, and a sheet is as large as it was made', async () => {
    const pdf = (await pdfOf(paperOf(line('a')), fonts)).toString('latin1');
    assert.match(pdf, /\/Lang \(vi\)/);
    assert.match(pdf, /\/DisplayDocTitle true/);
    assert.match(pdf, /\/MediaBox \[0 0 595\.27\d* 841\.88\d*\]/);
  });

  test('the same paper is the same file', async () => {
    const [one, other] = await Promise.all([pdfOf(paperOf(line('a')), fonts), pdfOf(paperOf(line('a')), fonts)]);
    assert.ok(one.equals(other));
  });
});

describe('SVG', () => {
  test('words are data: no sign of them becomes markup, and what XML cannot hold is left out', () => {
    assert.equal(escaped('<b onload="x">&amp;\u0000\u0007\ud800\uffff'), '&lt;b onload=&quot;x&quot;&gt;&amp;amp;');
    const { sheets, ...paper } = paperOf(line('</text><script>'));
    const svg = svgOf(paper, sheets[0] as never, fonts);
    assert.doesNotMatch(svg, /<script|<giấy/);
    assert.match(svg, /<title>Thử &lt;giấy&gt;<\/title>/);
    assert.match(svg, /width="210mm" height="297mm"/);
  });
});

describe('QR', () => {
  const url = `https://example.vn/q/${'Az09_-'.repeat(18)}`;
  const runsIn = (path: string) =>
    Array.from(path.matchAll(/M(\d+) (\d+)h(\d+)/g), ([, x, y, run]) => [Number(x), Number(y), Number(run)] as const);

  test('its outline is read back, and it is as wide as asked for with four light modules around', async () => {
    const [light, dark] = qrMarks(url, { x: 20, y: 30 }, 90);
    assert.ok(light?.kind === 'shape' && dark?.kind === 'shape');
    const grid = gridOf(runsIn(dark.path));
    assert.deepEqual(await readQrs(grid), [url]);
    assert.equal(grid.length * dark.scale, 90);
    assert.ok(Math.abs(dark.x - light.x - 4 * dark.scale) < 1e-9);
    assert.ok(light.path.startsWith(`M0 0h${grid.length + 8}v`));
  });

  test('moved and made smaller it stays in step with what stands beside it', () => {
    const [text, qr] = placed([line('a'), ...qrMarks(url, { x: 20, y: 30 }, 90)], { x: 100, y: 10 }, 0.5);
    assert.deepEqual(text, { kind: 'text', text: 'a', x: 110, y: 20, size: 2.5 });
    assert.ok(qr?.kind === 'shape' && qr.x < 110 && qr.y < 25);
  });
});
