import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { codeBody, codeText, uuidBytes } from '../../core/code.ts';
import { addDays } from '../../core/day.ts';
import {
  communeIn,
  communeQuery,
  type DocumentFields,
  identityOf,
  properName,
  readAddress,
  readScan,
} from './rules.ts';

const card =
  '038088012345|171234567|Nguyễn Thị Thu Hằng|20111988|Nữ|12 Quang Trung, Hàm Rồng, Thành phố Thanh Hóa, Thanh Hóa|25122021';
const pcCovid = '038088012345|NGUYỄN THỊ THU HẰNG|1988-11-20|1|7f1c9a|';

const read = (text: string): DocumentFields | undefined => {
  const scan = readScan(text);
  return scan && 'fields' in scan ? scan.fields : undefined;
};

test('the code of a citizen card says name, birth, sex, numbers, address and day of issue', () => {
  assert.deepEqual(readScan(card), {
    kind: 'card',
    fields: {
      fullName: 'Nguyễn Thị Thu Hằng',
      birthDate: '1988-11-20',
      sex: 'female',
      identity: { type: 'cccd', number: '038088012345' },
      formerNumber: '171234567',
      address: '12 Quang Trung, Hàm Rồng, Thành phố Thanh Hóa, Thanh Hóa',
      issuedOn: '2021-12-25',
    },
  });
});

test('the national PC-Covid string says number, name and birth, and its capitals become a name', () => {
  assert.deepEqual(readScan(pcCovid), {
    kind: 'pc_covid',
    fields: {
      fullName: 'Nguyễn Thị Thu Hằng',
      birthDate: '1988-11-20',
      identity: { type: 'cccd', number: '038088012345' },
    },
  });
  assert.deepEqual(read("B1234567|H'HEN NIÊ|1992-00-00|2|x|y")?.identity, { type: 'passport', number: 'B1234567' });
  assert.deepEqual(read('|K’BRỚI|1992|||')?.identity, undefined);
});

test('a card without the old number, without a day of issue, or of 2024 with more fields is read as well', () => {
  assert.equal(read('038088012345||Lê An|20111988|Nam|Thanh Hóa|25122021')?.formerNumber, undefined);
  assert.equal(read('038088012345||Lê An|20111988|Nam|Thanh Hóa')?.issuedOn, undefined);
  assert.equal(read(`${card}||Nguyễn Văn Bố|Lê Thị Mẹ|`)?.birthDate, '1988-11-20');
});

test('of some only the year of birth is known, and a birth nobody can have is left to be asked', () => {
  const born = (text: string) => {
    const { birthDate, birthYear } = read(card.replace('20111988', text)) ?? {};
    return birthDate ?? birthYear;
  };
  assert.deepEqual(['1957', '00001957', '20111988'].map(born), [1957, 1957, '1988-11-20']);
  assert.deepEqual(['31021990', '20119999', '', 'x'].map(born), [undefined, undefined, undefined, undefined]);
});

test('what a reader breaks on the way is mended: mark, quotes, line ends, blanks, bars, encoding, split marks, case', () => {
  const whole = read(card);
  const asLatin = Buffer.from(card, 'utf8').toString('latin1');
  const asWindows = new TextDecoder('windows-1252').decode(Buffer.from(card, 'utf8'));
  const broken = [
    `\uFEFF${card}`,
    `"${card}"\r\n`,
    `  ${card}  \t`,
    card.replaceAll('|', ' | '),
    card.replaceAll('|', '｜'),
    card.normalize('NFD'),
    asLatin,
    asWindows,
    `\uFEFF${card}`.normalize('NFD'),
    card.replace('Thị', 'Th\u200Bị'),
  ];
  for (const text of broken) assert.deepEqual(read(text), whole, JSON.stringify(text));
  for (const text of [card.toLowerCase(), card.toUpperCase()])
    assert.deepEqual(
      [read(text)?.fullName, read(text)?.sex, read(text)?.identity?.number],
      ['Nguyễn Thị Thu Hằng', 'female', '038088012345'],
    );
});

test('what is none of them is nothing, and nothing fails on any text', () => {
  const others = [
    '',
    '|',
    '||||||',
    'https://example.org/q/x',
    '038088012345',
    'Nguyễn Văn A',
    '1|2|3',
    card.slice(0, 20),
  ];
  for (const text of [...others, '{"a":1}', 'WIFI:T:WPA;S:x;P:y;;', '8934567890123'])
    assert.equal(readScan(text), undefined, text);
  fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void readScan(text)));
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { maxLength: 9 }),
      (parts) => void readScan(parts.join('|')),
    ),
  );
});

const days = fc.integer({ min: 0, max: 45_000 }).map((count) => addDays('1900-01-01', count));
const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const word = fc.constantFrom('Nguyễn', 'Thị', 'Hằng', 'Đỗ', 'Ênuôl', "H'Hen", 'Y', 'Lò', 'Ỷ', 'Nghiêm');
const names = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
const addresses = fc.array(fc.constantFrom('Thôn 3', 'Đông Hoàng', 'Quận 1', 'TP. Thanh Hoá', '12/3 Lê Lợi'), {
  maxLength: 5,
});

test('whatever a card says comes out as it was put in, however its marks are written', () => {
  fc.assert(
    fc.property(
      digits(12),
      fc.option(digits(9), { nil: '' }),
      names,
      days,
      fc.constantFrom('Nam', 'Nữ'),
      addresses,
      fc.constantFrom('NFC', 'NFD'),
      (number, former, name, day, sex, parts, form) => {
        const written = day.split('-').toReversed().join('');
        const address = parts.join(', ');
        const fields = read([number, former, name, written, sex, address, written].join('|').normalize(form));
        assert.deepEqual(
          [
            fields?.identity?.number,
            fields?.formerNumber ?? '',
            fields?.fullName,
            fields?.birthDate,
            fields?.sex,
            fields?.address ?? '',
          ],
          [number, former, name.normalize('NFC'), day, sex === 'Nam' ? 'male' : 'female', address.normalize('NFC')],
        );
      },
    ),
  );
});

test('one field more, one less or one letter lost never gives another number', () => {
  fc.assert(
    fc.property(fc.nat(card.length - 1), fc.constantFrom('', '|', 'x', '\u0301'), (at, put) => {
      const number = read(card.slice(0, at) + put + card.slice(at + 1))?.identity?.number;
      assert.ok(number === undefined || number.length === 12);
      if (at > 12) assert.ok(number === undefined || number === '038088012345');
    }),
  );
});

test('a code of this system is read bare, as an address, with a question behind it, and among blanks', () => {
  const body = codeBody('person', 1, uuidBytes('0190a6b2-7c11-7d3e-8f00-1234567890ab'));
  const text = codeText(body, new Uint8Array(64).fill(7));
  for (const given of [
    text,
    `https://lachan.vn/q/${text}`,
    `http://127.0.0.1:8080/q/${text}/?lang=en`,
    ` \uFEFF${text}\r\n`,
  ])
    assert.equal(readScan(given)?.kind, 'person', given);
  assert.equal(readScan(`${text.slice(0, 40)}`), undefined);
});

test('names in one case become names; those in both stay as they are', () => {
  assert.equal(properName('NGUYỄN VĂN A'), 'Nguyễn Văn A');
  assert.equal(properName('trần thị ánh'), 'Trần Thị Ánh');
  assert.equal(properName("H'HEN NIÊ"), "H'Hen Niê");
  assert.equal(properName('Y Moan ÊNUÔL'), 'Y Moan ÊNUÔL');
  fc.assert(fc.property(names, (name) => assert.equal(properName(properName(name)), properName(name))));
});

test('a bare number is taken for the document whose form it has', () => {
  assert.equal(identityOf('038 088 012345')?.type, 'cccd');
  assert.equal(identityOf('171234567')?.type, 'cmnd');
  assert.equal(identityOf('999088012345')?.type, 'cmnd');
  assert.equal(identityOf('b1234567')?.number, 'B1234567');
  assert.equal(identityOf('12'), undefined);
});

const found = [
  { path: '38.380.14755', name: 'Phường Hàm Rồng', trail: 'Thành phố Thanh Hóa, Thanh Hóa' },
  { path: '38.395.1', name: 'Xã Đông Hoàng', trail: 'Xã Đông Hoàng, Huyện Đông Sơn, Thanh Hóa' },
  { path: '34.1', name: 'Xã Đông Hoàng', trail: 'Huyện Đông Hưng, Thái Bình' },
  { path: '79.760.1', name: 'Phường 1', trail: 'Quận 3, Hồ Chí Minh' },
];
const communeOf = (address: string) =>
  readAddress(address)
    .map((one) => communeIn(one, found)?.path)
    .find(Boolean);

test('the commune of an address is found where all its units fit, with kinds written out, shortened or left away', () => {
  assert.equal(communeOf('12 Quang Trung, Hàm Rồng, Thành phố Thanh Hóa, Thanh Hóa'), '38.380.14755');
  assert.equal(communeOf('12 Quang Trung, P. Hàm Rồng, TP.Thanh Hoá, T. Thanh Hoá'), undefined);
  assert.equal(communeOf('P.Hàm Rồng, TP Thanh Hoá, tỉnh Thanh Hoá'), '38.380.14755');
  assert.equal(communeOf('Thôn 3, Đông Hoàng, Đông Sơn, Thanh Hóa'), '38.395.1');
  assert.equal(communeOf('Đông Hoàng, Đông Hưng, Thái Bình'), '34.1');
  assert.equal(communeOf('Số 4, Phường 1, Quận 3, TP. Hồ Chí Minh'), '79.760.1');
});

test('where units are missing or fit nowhere, nothing is proposed', () => {
  for (const address of [
    '',
    'Thanh Hóa',
    'Hàm Rồng, Thanh Hóa',
    'Đông Hoàng, Thanh Hóa',
    '12 Quang Trung, Hàm Rồng, Hà Nội',
  ])
    assert.equal(communeOf(address), undefined, address);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (address) => {
      for (const one of readAddress(address)) assert.ok(communeQuery(one).length <= 120 && !communeIn(one, []));
    }),
  );
});
