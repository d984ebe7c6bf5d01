import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textOf } from '../../../test/support/read-pdf.ts';
import { gridOf, readQrs } from '../../../test/support/read-qr.ts';
import { aServer, type Caller, places, somePhone } from '../../../test/support/server.ts';
import { newId } from '../../core/client.ts';
import { openFonts } from '../../core/paper/letters.ts';
import { posterSheet } from './poster.ts';

const server = await aServer();

const name = 'Quán <b>Hương</b> & "Sơn"';
const made = async (owner: Caller, more: object = {}) => {
  const body = { id: newId(), name, kind: 'restaurant', area: places.commune, address: '12 Quang Trung', ...more };
  const { status, body: venue } = await owner.post('/venues', body);
  assert.equal(status, 201);
  return venue as { id: string; code: string; qr: string };
};

/** The file itself: `Caller` reads answers as JSON. */
const fileOf = async (owner: Caller, id: string, query = '') => {
  const answer = await fetch(`${server.base}/api/v1/venues/${id}/poster?${query}`, {
    headers: { authorization: `Bearer ${owner.token}` },
  });
  return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
};

/** The codes of a sheet with their widths in millimetres. */
const codesIn = async (svg: string) =>
  Promise.all(
    Array.from(
      svg.matchAll(/<path fill="#000000"[^>]*scale\(([\d.]+)\)" d="([^"]*)"/g),
      async ([, scale, path = '']) => {
        const grid = gridOf(
          Array.from(path.matchAll(/M(\d+) (\d+)h(\d+)/g), ([, x, y, run]) => [Number(x), Number(y), Number(run)]),
        );
        return { text: (await readQrs(grid))[0], width: grid.length * Number(scale) };
      },
    ),
  );

test('the sheet of an owner is a PDF of real words: the name, the steps in two languages, the code to type', async () => {
  const owner = await server.citizen();
  const venue = await made(owner);
  const { status, headers, bytes } = await fileOf(owner, venue.id);
  assert.equal(status, 200);
  assert.equal(headers.get('content-type'), 'application/pdf');
  assert.equal(headers.get('content-disposition'), `attachment; filename="lachan-${venue.code}.pdf"`);
  assert.equal(headers.get('cache-control'), 'no-store');
  assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'/);
  const words = textOf(bytes).replaceAll('\n', ' ');
  for (const one of [
    name,
    '12 Quang Trung, Phường Hàm Rồng, Thành phố Thanh Hóa, Thanh Hóa',
    'Quét mã khi đến và khi về',
    'Khi về, quét lại mã này.',
    'Scan this code again when you leave.',
    `${venue.code.slice(0, 4)} ${venue.code.slice(4)}`,
  ])
    assert.ok(words.includes(one), `${one} is not in: ${words}`);
});

for (const copies of [1, 2, 4, 8]) {
  test(`${copies} to a sheet: each code is read back and leads to the venue`, async () => {
    const owner = await server.citizen();
    const venue = await made(owner);
    const { headers, bytes } = await fileOf(owner, venue.id, `format=svg&copies=${copies}`);
    assert.equal(headers.get('content-type'), 'image/svg+xml; charset=utf-8');
    const svg = bytes.toString();
    assert.doesNotMatch(svg, /<b>|<script|style=/);
    assert.ok(svg.includes('&lt;b&gt;'), 'the name stands there as it was typed');
    const codes = await codesIn(svg);
    assert.equal(codes.length, copies);
    for (const { text } of codes) assert.equal(text, venue.qr);
    assert.ok(codes.every(({ width }) => width >= (copies === 1 ? 80 : 35)));
    const { body } = await server.anonymous.get(`/venues/lookup?code=${encodeURIComponent(codes[0]?.text ?? '')}`);
    assert.equal(body.id, venue.id);
  });
}

test('a sheet in one language says nothing in the other', async () => {
  const owner = await server.citizen();
  const { id } = await made(owner);
  const vi = (await fileOf(owner, id, 'format=svg&lang=vi')).bytes.toString();
  const en = (await fileOf(owner, id, 'format=svg&lang=en')).bytes.toString();
  assert.match(vi, /Khi về, quét lại/);
  assert.doesNotMatch(vi, /Scan/);
  assert.match(en, /Scan this code again/);
  assert.doesNotMatch(en, /quét/);
});

test('a bus shows plate, route and trip', async () => {
  const owner = await server.citizen();
  const vehicle = { plate: '36B-012.34', route: 'Thanh Hóa – Hà Nội', trip: '06:00' };
  const { id } = await made(owner, { kind: 'coach', vehicle });
  const words = textOf((await fileOf(owner, id)).bytes).replaceAll('\n', ' ');
  assert.match(words, /Biển số 36B-012\.34 · Tuyến Thanh Hóa – Hà Nội · Chuyến 06:00/);
});

test('words as long as they may be leave the code its eight centimetres, and lie within the sheet', async () => {
  const fonts = await openFonts();
  const longest = {
    name: 'Ộ W'.repeat(67).slice(0, 200),
    address: 'Ngõ Nguyễn '.repeat(28).slice(0, 300),
    areaName: 'Thị trấn Nông trường Việt Lâm, Huyện Vị Xuyên, Tỉnh Hà Giang',
    vehicle: { plate: 'W'.repeat(20), route: 'Ế'.repeat(120), trip: 'W'.repeat(60) },
    code: 'WWWWWWWW',
    qr: `https://khaibaoyte.thanhhoa.gov.vn/q/${'A'.repeat(114)}`,
  };
  for (const lang of ['vi', 'en', 'both'] as const) {
    const { marks } = posterSheet(longest, 1, lang, fonts);
    const at = marks.findIndex((mark) => mark.kind === 'shape' && mark.colour === '#000000');
    const [light, dark] = [marks[at - 1], marks[at]];
    assert.ok(light?.kind === 'shape' && dark?.kind === 'shape');
    const modules = Number(/^M0 0h(\d+)/.exec(light.path)?.[1]);
    assert.ok((modules - 8) * dark.scale >= 80);
    const [top, bottom] = [light.y, light.y + modules * light.scale];
    for (const mark of marks.filter(({ kind }) => kind === 'text')) {
      assert.ok(mark.kind === 'text' && mark.y > 0 && mark.y < 290, `${mark.kind} outside the sheet`);
      assert.ok(mark.y < top || mark.y - mark.size > bottom, `${mark.text} lies on the code`);
    }
  }
});

test('an older print keeps leading to the venue; the sheet carries the newest', async () => {
  const owner = await server.citizen();
  const venue = await made(owner);
  await owner.post(`/venues/${venue.id}/code`, { id: newId() });
  const [code] = await codesIn((await fileOf(owner, venue.id, 'format=svg')).bytes.toString());
  assert.notEqual(code?.text, venue.qr);
  for (const text of [venue.qr, code?.text ?? '']) {
    const { body } = await server.anonymous.get(`/venues/lookup?code=${encodeURIComponent(text)}`);
    assert.equal(body.id, venue.id);
  }
});

test('helpers print too; a stranger, nobody and another commune do not; wrong wishes are refused', async () => {
  const owner = await server.citizen();
  const helper = await server.citizen(somePhone());
  const { id } = await made(owner);
  await owner.post(`/venues/${id}/members`, { id: newId(), phone: helper.phone });
  assert.equal((await fileOf(helper, id)).status, 200);
  assert.equal((await fileOf(await server.officer(places.commune), id)).status, 200);
  assert.equal((await fileOf(await server.citizen(), id)).status, 404);
  assert.equal((await fileOf(await server.officer(places.neighbour), id)).status, 404);
  assert.equal((await server.anonymous.get(`/venues/${id}/poster`)).status, 401);
  assert.equal((await fileOf(owner, newId())).status, 404);
  for (const query of ['format=png', 'copies=3', 'copies=', 'lang=fr', 'size=a3'])
    assert.equal((await fileOf(owner, id, query)).status, 400, query);
});

/** How many sheets a PDF has. */
const pagesOf = (bytes: Buffer): number => bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;

test('the sheets of several places come as one file, in the order they were chosen, each once', async () => {
  const owner = await server.citizen();
  const [first, second, third] = [await made(owner), await made(owner), await made(owner)];
  const also = [third.id, second.id, first.id, third.id].join();
  for (const who of [owner, await server.officer(places.commune)]) {
    const { status, headers, bytes } = await fileOf(who, first.id, `also=${also}`);
    assert.equal(status, 200, bytes.toString());
    assert.equal(headers.get('content-disposition'), 'attachment; filename="lachan-3-posters.pdf"');
    assert.equal(pagesOf(bytes), 3);
    const words = textOf(bytes);
    const at = [first, third, second].map(({ code }) => words.indexOf(`${code.slice(0, 4)} ${code.slice(4)}`));
    assert.deepEqual(
      at,
      at.toSorted((a, b) => a - b),
    );
    assert.ok(at.every((place) => place >= 0));
  }
});

test('one place among them that is not one’s own, and nothing is printed', async () => {
  const [owner, other] = [await server.citizen(), await server.citizen()];
  const [own, strange] = [await made(owner), await made(other)];
  const far = await made(await server.officer(places.neighbour), { area: places.neighbour });
  assert.equal((await fileOf(owner, own.id, `also=${strange.id}`)).status, 404);
  const officer = await server.officer(places.commune);
  assert.equal((await fileOf(officer, own.id, `also=${strange.id}`)).status, 200);
  assert.equal((await fileOf(officer, own.id, `also=${far.id}`)).status, 404);
  assert.equal((await fileOf(officer, own.id, `also=${newId()}`)).status, 404);
});

test('a hundred places at most, as PDF alone, and the refusal says so', async () => {
  const owner = await server.citizen();
  const { id } = await made(owner);
  const refusal = async (query: string) => {
    const { status, bytes } = await fileOf(owner, id, query);
    return [
      status,
      ...JSON.parse(bytes.toString()).fields.map(({ path, code }: Record<string, string>) => `${path} ${code}`),
    ];
  };
  const many = (n: number) => Array.from({ length: n }, () => newId()).join();
  assert.deepEqual(await refusal(`also=${many(100)}`), [400, 'also venues.too_many']);
  assert.deepEqual(await refusal(`also=${many(300)}`), [400, 'also venues.too_many']);
  assert.equal((await fileOf(owner, id, `also=${many(99)}`)).status, 404, 'as many are looked for');
  assert.deepEqual(await refusal(`also=${newId()}&format=svg`), [400, 'format poster.one_sheet']);
  assert.deepEqual(await refusal('also=x'), [400, 'also.0 id.format']);
});
