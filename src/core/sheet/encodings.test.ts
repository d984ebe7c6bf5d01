import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decode, detectEncoding, detectFont, type Encoding, fromFont, plausibility } from './encodings.ts';

/** The tables of the font encodings the other way round, written out by letter. */
const tcvn3Table =
  'Ă¡Â¢Ê£Ô¤Ơ¥Ư¦Đ§ă¨â©êªô«ơ¬ư\u00adđ®àµả¶ã·á¸ạ¹ằ»ẳ¼ẵ½ắ¾ặÆầÇẩÈẫÉấÊậËèÌẻÎẽÏéÐẹÑềÒểÓễÔếÕệÖì×ỉØĩÜíÝịÞòßỏáõâóãọäồåổæỗçốèộéờêởëỡìớíợîùïủñũòúóụôừõửöữ÷ứøựùỳúỷûỹüýýỵþ';
const vniTable =
  'áaùàaøảaûãaõạaïâaâấaáầaàẩaåẫaãậaäăaêắaéằaèẳaúẵaüặaëéeùèeøẻeûẽeõẹeïêeâếeáềeàểeåễeãệeäóoùòoøỏoûõoõọoïôoâốoáồoàổoåỗoãộoäúuùùuøủuûũuõụuïýyùỳyøỷyûỹyõ';
const pairs = (table: string, width: number): [string, string][] => {
  const letters = [...table];
  return letters.flatMap((letter, at) =>
    at % (width + 1) ? [] : [[letter, letters.slice(at + 1, at + 1 + width).join('')] as [string, string]],
  );
};
const tcvn3 = new Map(pairs(tcvn3Table, 1));
const vniSmall = new Map([
  ...pairs(vniTable, 2),
  ...pairs('ííììỉæĩóịòơôưöđñỵî', 1),
  ...pairs('ớôùờôøởôûỡôõợôïứöùừöøửöûữöõựöï', 2),
]);
const vni = new Map([
  ...vniSmall,
  ...[...vniSmall].map(([letter, bytes]) => [letter.toUpperCase(), bytes.toUpperCase()] as const),
]);
const windows1258 = new Map(
  Array.from({ length: 128 }, (_, at) => at + 128).map((byte) => [
    new TextDecoder('windows-1258').decode(new Uint8Array([byte])),
    byte,
  ]),
);

const latin1 = (text: string): Buffer => {
  assert.ok([...text].every((letter) => letter <= '\u00ff'));
  return Buffer.from(text, 'latin1');
};
/** Marks of Vietnamese letters stay with them (â, ư); tones stand behind. */
const encode1258 = (text: string): Buffer =>
  Buffer.from(
    [...text].flatMap((letter) => {
      const parts = letter.normalize('NFD');
      const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(parts)?.[0] ?? '';
      return [...parts.replace(tone, '').normalize('NFC'), ...tone].map(
        (sign) => windows1258.get(sign) ?? (sign.codePointAt(0) as number),
      );
    }),
  );
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();
const encode: Record<Encoding, (text: string) => Buffer> = {
  'utf-8': (text) => Buffer.from(text),
  'utf-16le': (text) => Buffer.from(text, 'utf16le'),
  'utf-16be': (text) => swapped(Buffer.from(text, 'utf16le')),
  'windows-1258': encode1258,
  tcvn3: (text) => latin1([...text].map((letter) => tcvn3.get(letter) ?? letter).join('')),
  vni: (text) => latin1([...text].map((letter) => vni.get(letter) ?? letter).join('')),
};

const small = 'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ';
const plain = ' ,;"\r\n0123456789';
const lettersOf: Record<Encoding, string> = {
  'utf-8': small + small.toUpperCase() + plain,
  'utf-16le': small + small.toUpperCase() + plain,
  'utf-16be': small + small.toUpperCase() + plain,
  'windows-1258': small + small.toUpperCase() + plain,
  tcvn3: `${small}ABCDĐEGHIKLMNOPQRSTUVXYĂÂÊÔƠƯ${plain}`,
  vni: small + small.toUpperCase() + plain,
};

const list =
  'STT,Họ và tên,Năm sinh,Địa chỉ\r\n1,Nguyễn Thị Hường,1957,thôn Đồng Lư xã Yên Trường\r\n2,Lê Văn Bảy,1990,phố Lê Lợi phường Điện Biên\r\n3,Phạm Đức Quyết,1987,bản Ngàm xã Sơn Điện\r\n';

for (const encoding of Object.keys(encode) as Encoding[]) {
  test(`whatever is written in ${encoding} reads back as it was`, () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...lettersOf[encoding]) }), (text) => {
        assert.equal(decode(encode[encoding](text), encoding), text);
      }),
    );
  });

  test(`a list in ${encoding} is recognised by its words`, () => {
    const text = encoding === 'tcvn3' ? list.toLowerCase() : list;
    assert.equal(detectEncoding(encode[encoding](text)), encoding);
  });
}

test('a byte order mark decides, and does not stay in the text', () => {
  assert.equal(detectEncoding(Buffer.from('\ufeffa', 'utf16le')), 'utf-16le');
  assert.equal(detectEncoding(swapped(Buffer.from('\ufeffa', 'utf16le'))), 'utf-16be');
  assert.equal(decode(Buffer.from('\ufeffHọ tên'), 'utf-8'), 'Họ tên');
  assert.equal(decode(Buffer.from('\ufeffHọ tên', 'utf16le'), 'utf-16le'), 'Họ tên');
});

test('letters composed of several signs become one', () => {
  assert.equal(decode(Buffer.from('Nguyễn'.normalize('NFD')), 'utf-8'), 'Nguyễn');
});

test('a font encoding stands in a workbook as Latin letters and is known by what it would say', () => {
  assert.equal(fromFont('NguyÔn ThÞ H\u00adêng', 'tcvn3'), 'Nguyễn Thị Hường');
  assert.equal(fromFont('Nguyeãn Thò Höôøng', 'vni'), 'Nguyễn Thị Hường');
  assert.equal(detectFont('NguyÔn ThÞ H\u00adêng th«n §ång L\u00ad'), 'tcvn3');
  assert.equal(detectFont('Nguyeãn Thò Höôøng thoân Ñoàng Lö'), 'vni');
  assert.equal(detectFont('Nguyễn Thị Hường thôn Đồng Lư'), undefined);
  assert.equal(detectFont('plain letters only'), undefined);
});

test('only syllables that Vietnamese has count as plausible', () => {
  assert.equal(plausibility('Nguyễn Quyết Huỳnh Khuya giường nghiêng ưu yểu'), 1);
  assert.equal(plausibility('NguyÔn ThÞ'), 0);
  assert.equal(plausibility('no marks at all'), undefined);
});
