import { inflateSync } from 'node:zlib';

/** What a reader of PDF finds in the files we write: objects by their number, and their streams unpacked. */
export const objectsOf = (pdf: Buffer): Map<number, { head: string; stream: string }> => {
  const text = pdf.toString('latin1');
  return new Map(
    Array.from(text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g), ([, number, body = '']) => {
      const [head = '', rest] = body.split(/\nstream\n/, 2);
      const bytes = Buffer.from(rest?.replace(/\nendstream$/, '') ?? '', 'latin1');
      const stream = head.includes('/FlateDecode') ? inflateSync(bytes) : bytes;
      return [Number(number), { head, stream: stream.toString('latin1') }];
    }),
  );
};

const refOf = (head: string, name: string): number =>
  Number(new RegExp(`/${name} (?:\\[\\s*)?(\\d+) 0 R`).exec(head)?.[1] ?? Number.NaN);
const fromHex = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le');

/** The letters by number as a ToUnicode map tells them, where it lists them in ranges of an array each. */
const lettersOf = (map: string): string[] =>
  Array.from(map.matchAll(/<([0-9a-f]+)> <[0-9a-f]+> \[([^\]]*)\]/gi), ([, from = '0', row = '']) => ({
    from: Number.parseInt(from, 16),
    texts: Array.from(row.matchAll(/<([0-9a-f ]*)>/gi), ([, hex = '']) => fromHex(hex.replaceAll(' ', ''))),
  })).reduce<string[]>((all, { from, texts }) => {
    all.splice(from, texts.length, ...texts);
    return all;
  }, []);

/** The words on the pages, line by line, read back through the maps of their embedded fonts. */
export const textOf = (pdf: Buffer): string => {
  const objects = objectsOf(pdf);
  const fonts = new Map<string, string[]>();
  for (const { head } of objects.values())
    for (const [, name = '', number] of head.matchAll(/\/(F\d+) (\d+) 0 R/g))
      fonts.set(
        name,
        lettersOf(objects.get(refOf(objects.get(Number(number))?.head ?? '', 'ToUnicode'))?.stream ?? ''),
      );
  const lines = [...objects.values()].flatMap(({ stream }) =>
    Array.from(stream.matchAll(/\/(F\d+) [\d.]+ Tf[\s\S]*?\[([^\]]*)\] TJ/g), ([, font = '', shown = '']) =>
      Array.from(shown.matchAll(/<([0-9a-f]+)>/gi), ([, hex = '']) =>
        (hex.match(/.{4}/g) ?? []).map((glyph) => fonts.get(font)?.[Number.parseInt(glyph, 16)] ?? '').join(''),
      ).join(''),
    ),
  );
  return lines.join('\n');
};
