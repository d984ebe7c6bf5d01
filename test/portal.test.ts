import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../src/core/client.ts';
import { aDeclaration, type TestServer, testServer, urgentAnswers } from './support/server.ts';

describe('the public portal', () => {
  const state: { house?: TestServer } = {};
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${state.house?.base}${path}`, { headers });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  before(async () => {
    const house = await testServer({ at: '2021-11-20T08:00:00+07:00' });
    state.house = house;
    const nurse = await house.officer('38.380.14755');
    assert.equal((await nurse.post('/declarations', aDeclaration({ answers: urgentAnswers }))).status, 201);
    const manager = await house.officer('38', ['manager']);
    assert.equal((await manager.post('/figures/approval', { id: newId(), area: '38' })).status, 201);
  });
  after(() => state.house?.stop());

  test('shows the last approved figures with their time and who approved them', async () => {
    const { status, text } = await get('/portal?area=38');
    assert.equal(status, 200);
    assert.match(text, /Tỉnh Thanh Hóa/);
    assert.match(text, /Số liệu đúng lúc 08:00 ngày 20\/11\/2021/);
    assert.match(text, /duyệt lúc 08:00 ngày 20\/11\/2021/);
  });

  test('says so where no figures were approved, and still tells what to do', async () => {
    const { status, text } = await get('/portal');
    assert.equal(status, 200);
    assert.match(text, /Chưa có số liệu được duyệt/);
    assert.match(text, /tel:115/);
  });

  test('an area that does not exist has no page', async () => {
    assert.equal((await get('/portal?area=99')).status, 404);
    assert.equal((await get('/portal?area=%3Cscript%3E')).status, 404);
    assert.equal((await get('/huong-dan/khong-co')).status, 404);
  });

  test('every page is light, without a script, in both languages', async () => {
    const guides = ['', '/nguoi-dan', '/tram-y-te', '/dia-diem', '/phong-benh', '/phan-loai'];
    for (const path of [
      '/portal?area=38',
      '/portal/so-lieu?area=38',
      '/portal/duong-day-nong?area=38',
      '/portal/noi-da-den?area=38',
      ...guides.map((name) => `/huong-dan${name}`),
    ]) {
      for (const language of ['vi', 'en']) {
        const { status, text } = await get(`${path}${path.includes('?') ? '&' : '?'}lang=${language}`);
        assert.equal(status, 200, path);
        assert.ok(text.includes(`<html lang="${language}"`), path);
        assert.ok(
          !/<script|<link rel="stylesheet"|\{\w+\}”|undefined/.test(text.replace(/<style>.*?<\/style>/s, '')),
          path,
        );
        assert.ok(Buffer.byteLength(text) <= 60_000, path);
      }
    }
  });

  test('the code typed where no camera is opens the page of the place, as its printed QR does', async () => {
    const owner = await (state.house as TestServer).officer('38.380.14755');
    const place = { id: newId(), name: 'Quán Hương', kind: 'cafe', area: '38.380.14755' };
    const { body: venue } = await owner.post('/venues', place);
    const typed = `${venue.code.slice(0, 4)}%20${venue.code.slice(4).toLowerCase()}`;
    for (const path of [new URL(venue.qr).pathname, `/q/${venue.code}`, `/q/${typed}`]) {
      const { status, text } = await get(path);
      assert.equal(status, 200, path);
      assert.match(text, /Quán Hương/);
    }
    assert.ok(
      (await get(`/q/${venue.code}`)).text.includes(`href="/app/vao/${venue.code}"`),
      'and leads on from there',
    );
    assert.deepEqual(
      await Promise.all(['/q/22222222', '/q/ABC'].map(async (path) => (await get(path)).status)),
      [404, 404],
    );
  });

  test('the table comes as CSV, and a page known to the reader is not sent again', async () => {
    const csv = await get('/portal/so-lieu.csv?area=38');
    assert.match(csv.headers.get('content-type') ?? '', /text\/csv/);
    assert.match(csv.text, /2021-11-20,1,1,/);
    const page = await get('/portal?area=38');
    const again = await get('/portal?area=38', { 'if-none-match': page.headers.get('etag') ?? '' });
    assert.equal(again.status, 304);
    assert.equal(again.text, '');
  });
});
