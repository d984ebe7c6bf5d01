import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe } from 'node:test';
import { newId } from '../../src/core/client.ts';
import { desktop, phone } from '../support/browser.ts';
import { filmCode } from '../support/film.ts';
import { aFolder, aPerson, places, somePhone } from '../support/server.ts';
import { countDeclarations, signInCitizen } from './citizen-steps.ts';
import { faultsOf } from './look.ts';
import { signInOfficer } from './officer-steps.ts';
import { follow, isAccessible, journey, press, reads, sees } from './steps.ts';
import { openStation, settleFamily } from './town.ts';

const folder = await aFolder();
const [cardFilm, codeFilm] = [join(folder, 'card.y4m'), join(folder, 'code.y4m')];

const card =
  '038188012345|171234567|Nguyễn Thị Thu Hằng|20111988|Nữ|12 Quang Trung, Hàm Rồng, Thành phố Thanh Hóa, Thanh Hóa|25122021';

describe('a card held to the camera says who somebody is', () => {
  const { at, step } = journey({ phone: { ...phone, film: cardFilm }, console: { ...desktop, film: codeFilm } });
  const state = { person: '', url: '' };

  step('a new citizen scans the own identity card, and the form is filled in', async () => {
    const { phone: page, house } = at;
    filmCode(cardFilm, card);
    await openStation(house);
    await signInCitizen(page, house, somePhone());
    await sees(page, 'Khai cho ai?');
    await press(page, 'Quét thẻ căn cước (CCCD)');
    await reads(page, /Đã điền theo thẻ của Nguyễn Thị Thu Hằng/);
    assert.equal(await page.getByLabel('Họ và tên').inputValue(), 'Nguyễn Thị Thu Hằng');
    assert.equal(await page.getByLabel('Năm sinh').inputValue(), '20/11/1988');
    assert.equal(await page.getByLabel('Nữ', { exact: true }).isChecked(), true);
    assert.equal(await page.getByLabel('Số giấy tờ').inputValue(), '038188012345');
    await isAccessible(page);
  });

  step('where the card has her registered is asked about, and not assumed', async () => {
    const { phone: page } = at;
    await reads(page, /Hiện có đang ở đó không/);
    await press(page, 'Đang ở đó');
    await reads(page, 'Phường Hàm Rồng, Thành phố Thanh Hóa, Thanh Hóa');
    assert.equal(await page.getByLabel('Số nhà, đường').inputValue(), '12 Quang Trung');
  });

  step('a number that contradicts the form is told kindly, and what is right is saved', async () => {
    const { phone: page } = at;
    await page.getByLabel('Nam', { exact: true }).check();
    await press(page, 'Lưu và bắt đầu khai');
    await reads(page, /khớp với giới tính khác/);
    await page.getByLabel('Nữ', { exact: true }).check();
    await press(page, 'Lưu và bắt đầu khai');
    await sees(page, /đang ở đâu/);
  });

  step('her own code is one tap from home, and stays on the screen without a network', async () => {
    const { phone: page } = at;
    await page.goto('/');
    await follow(page, 'Mã QR của tôi');
    const code = page.getByRole('img', { name: /Mã QR của Nguyễn Thị Thu Hằng/ });
    await code.waitFor();
    await isAccessible(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.context().setOffline(true);
    await page.reload();
    await code.waitFor();
    await reads(page, /đây là mã đã lưu trên máy/);
    await page.context().setOffline(false);
    await page.reload();
    await code.waitFor();
  });

  step('it is printed as a card of A6 with a code of at least 35 mm, and nothing of the app around it', async () => {
    const { phone: page } = at;
    await follow(page, 'In thẻ');
    await sees(page, 'Thẻ của Nguyễn Thị Thu Hằng');
    await reads(page, 'Sinh năm 1988');
    await reads(page, /☎ 0237/);
    await isAccessible(page);
    await page.emulateMedia({ media: 'print' });
    const millimetres = (await page.locator('.code-card .qr').boundingBox())?.width ?? 0;
    assert.ok(millimetres * (25.4 / 96) >= 35, `${millimetres} px`);
    assert.equal(await page.getByRole('button', { name: 'In thẻ này' }).isVisible(), false);
    await page.emulateMedia({ media: null });
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const boxes = [...pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)];
    assert.deepEqual(
      boxes.map(([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))]),
      [[298, 420]],
      'one page of 105 × 148 mm',
    );
  });

  step('the officer holds a personal code to the camera of the console, and the person is opened', async () => {
    const { console: page, house } = at;
    const nurse = await house.officer(places.commune);
    const person = aPerson({ fullName: 'Lê Văn Thành', birthYear: 1947, sex: 'male' });
    await nurse.post('/people', person);
    const { body } = await nurse.post(`/people/${person.id}/code`, { id: newId() });
    Object.assign(state, { person: person.id, url: body.url });
    filmCode(codeFilm, body.url);
    await signInOfficer(page, house, { name: 'Lê Thị Hoa' });
    await sees(page, 'Việc hôm nay');
    await page.getByRole('banner').getByRole('button', { name: 'Quét' }).click();
    await page.waitForURL(`**/console/people/${person.id}`);
    await sees(page, 'Lê Văn Thành');
    await isAccessible(page);
    const { body: audit } = await (await house.officer('', ['auditor'])).get(`/audit?person=${person.id}&limit=200`);
    const routes = audit.items.map(({ route }: { route: string }) => route);
    assert.equal(routes.filter((route: string) => route === 'POST /codes/reading').length, 1);
  });

  step('a hand-held reader types into the console, in the search and outside it', async () => {
    const { console: page } = at;
    await page.goto('/console/statistics');
    await sees(page, /Số liệu/);
    // As fast as the reader types: through the protocol of a busy machine each key would come too late.
    await page.evaluate((text) => {
      for (const key of [...text, 'Enter'])
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    }, state.url);
    await page.waitForURL(`**/console/people/${state.person}`);
    await page.goto('/console/statistics');
    await page.getByRole('searchbox').fill(state.url);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/console/people/${state.person}`);
    await sees(page, 'Lê Văn Thành');
  });

  step('a card nobody has a record for fills the form of a new person', async () => {
    const { console: page } = at;
    await page
      .getByRole('searchbox')
      .fill('038057000321||TRỊNH VĂN MỚI|05091957|Nam|Thôn 3, Đông Hoàng, Đông Sơn, Thanh Hóa|01062021');
    await page.keyboard.press('Enter');
    await reads(page, /Chưa có hồ sơ nào mang số này/);
    await isAccessible(page);
    await press(page, 'Thêm người mới theo thẻ');
    const form = page.getByRole('form', { name: 'Thêm người mới' });
    assert.equal(await form.getByLabel('Họ tên').inputValue(), 'Trịnh Văn Mới');
    assert.equal(await form.getByLabel('Ngày sinh').inputValue(), '05/09/1957');
    assert.equal(await form.getByLabel('Số giấy tờ').inputValue(), '038057000321');
    await isAccessible(page);
    await press(page, 'Lưu người này');
    await sees(page, 'Lời khai');
  });

  step('the card is printed and replaced at the person; the old code then opens nothing', async () => {
    const { console: page } = at;
    await page.goto(`/console/people/${state.person}`);
    await page.locator('summary').filter({ hasText: 'Thẻ mã QR' }).click();
    await press(page, /Mất thẻ, đổi mã/);
    await page.getByRole('dialog').getByRole('button', { name: 'Đổi mã' }).click();
    await reads(page, 'Đã đổi mã.');
    await isAccessible(page);
    await follow(page, 'In thẻ');
    await page.getByRole('img', { name: 'Mã QR của Lê Văn Thành' }).waitFor();
    await isAccessible(page);
    await page.goto('/console/scan');
    await reads(page, /đã được thay hoặc thôi dùng/);
    await isAccessible(page);
  });

  step('someone from elsewhere is recognised by the card, and received before the record opens', async () => {
    const { console: page, house } = at;
    const other = await house.officer(places.elsewhere);
    const guest = aPerson({ fullName: 'Trần Thị Khách', area: places.elsewhere, birthYear: 1990 });
    await other.post('/people', guest);
    const { body } = await other.post(`/people/${guest.id}/code`, { id: newId() });
    filmCode(codeFilm, body.url);
    await press(page, 'Quét mã tiếp');
    await reads(page, /Người này thuộc/);
    await isAccessible(page);
    await press(page, 'Tiếp nhận tại Phường Hàm Rồng');
    await reads(page, 'Đã tiếp nhận.');
    await press(page, 'Mở hồ sơ');
    await page.waitForURL(`**/console/people/${guest.id}`);
    await sees(page, 'Trần Thị Khách');
  });

  step(
    'what any camera opens from a card tells nothing of the person, in two languages and without a script',
    async () => {
      const { console: page, house } = at;
      const opened = await fetch(`${house.base}${new URL(state.url).pathname}`);
      const text = await opened.text();
      assert.equal(opened.status, 200);
      assert.doesNotMatch(text, /Lê Văn Thành|1947|<script/);
      assert.match(text, /Mã QR cá nhân/);
      assert.match(text, /Personal QR code/);
      const forged = await fetch(`${house.base}/q/${'A'.repeat(111)}`);
      assert.equal(forged.status, 404);
      assert.match(await forged.text(), /Mã không đúng/);
      await page.goto(new URL(state.url).pathname);
      assert.deepEqual(await faultsOf(page, 'what a code opens'), []);
      await page.setViewportSize(desktop);
      await follow(page, 'Cán bộ: đăng nhập để đọc mã');
      await reads(page, /đã được thay hoặc thôi dùng/);
    },
  );

  step('a code that the station has taken back is not replaced by itself', async () => {
    const { phone: page, house } = at;
    await page.goto('/app/ma-qr');
    await page.getByRole('img', { name: /Mã QR của/ }).waitFor();
    const nurse = await house.officer(places.commune);
    const [her] = (await nurse.get('/people?search=Nguyễn Thị Thu Hằng')).body.items;
    const { status } = await nurse.post(`/people/${her.id}/code/revocation`, {
      id: newId(),
      reason: 'withdrawn',
    });
    assert.equal(status, 201);
    await page.goto('/app/ma-qr');
    await reads(page, /đã thu hồi mã này/);
    await isAccessible(page);
    assert.equal((await nurse.get(`/people/${her.id}/code`)).body.code, 'code.none');
    await page.reload();
    await reads(page, /đã thu hồi mã này/);
    await press(page, 'Làm mã mới');
    await page.getByRole('img', { name: /Mã QR của/ }).waitFor();
    assert.equal((await nurse.get(`/people/${her.id}/code`)).status, 200);
  });
});

describe('who has declared before says only what has changed', () => {
  const { at, step } = journey({ phone });

  step('an update of the next day is one tap', async () => {
    const { phone: page, house } = at;
    const number = somePhone();
    await openStation(house);
    await settleFamily(house, number);
    await signInCitizen(page, house, number);
    const before = await countDeclarations(house);
    await press(page, 'Hằng khỏe, không triệu chứng');
    await reads(page, /Hằng đã khai lúc/);
    assert.equal(await countDeclarations(house), before + 1);
  });

  step('the code, the scanner and what it says can be read by everyone', async () => {
    const { phone: page } = at;
    const faults: string[] = [];
    await page.goto('/app/ma-qr');
    await page.getByRole('img', { name: /Mã QR của/ }).waitFor();
    faults.push(...(await faultsOf(page, 'my code')));
    await press(page, 'Mất thẻ, đổi mã mới');
    faults.push(...(await faultsOf(page, 'replace')));
    await press(page, 'Đổi mã mới');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await follow(page, 'In thẻ');
    await page.locator('.code-card').waitFor();
    faults.push(...(await faultsOf(page, 'card')));
    await page.goto('/app/quet');
    await reads(page, /không mở được máy ảnh|chưa được dùng máy ảnh/);
    faults.push(...(await faultsOf(page, 'scanner without a camera')));
    await page.getByLabel('Nội dung mã').fill('xin chào');
    await press(page, 'Xong');
    await reads(page, /không phải mã của Lá Chắn/);
    faults.push(...(await faultsOf(page, 'unknown code')));
    await press(page, 'Quét mã khác');
    await page.getByLabel('Nội dung mã').fill(card.replace('Nguyễn Thị Thu Hằng', 'TRẦN VĂN BẢO'));
    await press(page, 'Xong');
    await sees(page, 'Điền thông tin cho ai?');
    faults.push(...(await faultsOf(page, 'whose card')));
    await press(page, /Trần Văn Bảo/);
    await reads(page, /Đã điền theo thẻ của Trần Văn Bảo/);
    faults.push(...(await faultsOf(page, 'filled form')));
    assert.deepEqual(faults, []);
  });

  step('a photograph of the code serves where there is no camera', async () => {
    const { phone: page } = at;
    await page.goto('/app/ma-qr');
    const code = page.getByRole('img', { name: /Mã QR của/ });
    await code.waitFor();
    const photo = await code.screenshot();
    await page.goto('/app/quet');
    await page.locator('input[type=file]').setInputFiles({ name: 'ma.png', mimeType: 'image/png', buffer: photo });
    await reads(page, /Đây là mã QR cá nhân/);
  });
});
