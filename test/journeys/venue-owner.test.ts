import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { newId } from '../../src/core/client.ts';
import { phone } from '../support/browser.ts';
import { readQrs } from '../support/read-qr.ts';
import { aPerson, places, somePhone, type TestServer } from '../support/server.ts';
import { beginAsCitizen } from './citizen-steps.ts';
import { faultsOf } from './look.ts';
import { follow, isAccessible, journey, press, reads, sees } from './steps.ts';

const human = { name: 'Lê Thị Hương', born: 1979, sex: 'Nữ' } as const;
const restaurant = 'Quán Hương <Phở & Bún>';

/** What the whole code says that stands in a picture on the screen, as the camera of a visitor reads it. */
const codeOn = async (page: Page): Promise<string> => {
  const sheet = page.getByRole('img', { name: /Tờ mã của/ });
  await sheet.evaluate((image) => (image as HTMLImageElement).decode());
  const [text = ''] = await readQrs(await sheet.screenshot());
  return text;
};

const venueOf = async (house: TestServer, text: string) =>
  (await house.anonymous.get(`/venues/lookup?code=${encodeURIComponent(text)}`)).body;

describe('a restaurant is registered, its sheet printed, and what changes later leaves the sheet at the door in use', () => {
  const { at, step } = journey({ phone, second: phone });
  const state = { id: '', oldCode: '', typed: '' };
  const [owner, helper, stranger] = [somePhone(), somePhone(), somePhone()];
  const open = () => at.phone.goto(`/app/dia-diem/${state.id}`);
  const today = async () =>
    (await at.phone.getByRole('region', { name: 'Hôm nay' }).textContent())?.replace(/\s+/g, ' ').trim();

  step('who has no place yet is told in a sentence what one is for, and led to register', async () => {
    const { phone: page, house } = at;
    await beginAsCitizen(page, house, owner, human);
    await page.goto('/');
    await follow(page, 'Địa điểm của tôi');
    await reads(page, /để có mã QR cho khách quét/);
    assert.deepEqual(await faultsOf(page, 'no places'), []);
    await follow(page, 'Đăng ký địa điểm');
    await sees(page, 'Đây là loại địa điểm nào?');
    assert.deepEqual(await faultsOf(page, 'kinds'), []);
  });

  step('the kind is found by typing without marks; name, commune and street are asked for', async () => {
    const { phone: page } = at;
    await page.getByLabel('Tìm loại địa điểm').fill('zzz');
    await page.getByRole('button', { name: 'Địa điểm khác' }).waitFor();
    await page.getByLabel('Tìm loại địa điểm').fill('quan an');
    await press(page, 'Nhà hàng, quán ăn');
    await sees(page, 'Tên và nơi đặt mã');
    await press(page, 'Tiếp tục');
    await reads(page, 'Xin ghi tên.');
    await isAccessible(page);
    await page.getByLabel('Tên địa điểm').fill(restaurant);
    await page.getByLabel('Xã, phường, thị trấn').fill('ham rong thanh hoa');
    await press(page, /Phường Hàm Rồng/);
    await page.getByLabel('Số nhà, đường, thôn').fill('12 Quang Trung');
    await page.context().grantPermissions(['geolocation']);
    await page.context().setGeolocation({ latitude: 19.8067, longitude: 105.7852 });
    await press(page, 'Dùng vị trí hiện tại');
    await reads(page, /Đã ghi vị trí: 19.8067, 105.7852/);
    assert.deepEqual(await faultsOf(page, 'place'), []);
    await press(page, 'Tiếp tục');
  });

  step('without a network nothing is lost: the draft waits, and is registered once', async () => {
    const { phone: page, house } = at;
    await sees(page, 'Mở cửa lúc nào?');
    await page.getByLabel('Khác nhau theo ngày').check();
    await page.getByLabel('Thứ Hai', { exact: true }).uncheck();
    await page.getByLabel('Thứ Bảy, đóng lúc').fill('01:00');
    await reads(page, 'Đóng cửa sau nửa đêm.');
    await page.getByLabel('Chủ nhật, mở lúc').fill('');
    await press(page, 'Tiếp tục');
    await reads(page, 'Xin ghi đủ giờ mở và giờ đóng.');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Chủ nhật, mở lúc');
    assert.deepEqual(await faultsOf(page, 'hours by day'), []);
    await page.getByLabel('Chủ nhật, mở lúc').fill('08:00');
    await press(page, 'Tiếp tục');
    await reads(page, 'Thứ Ba – Thứ Sáu: 08:00–22:00');
    await page.getByRole('button', { name: 'Sửa: Giờ mở cửa' }).click();
    await page.getByLabel('Ngày nào cũng như nhau').check();
    await press(page, 'Tiếp tục');
    await sees(page, 'Xem lại trước khi đăng ký');
    await reads(page, 'Mỗi ngày 08:00–22:00');
    assert.deepEqual(await faultsOf(page, 'review'), []);
    await page.context().setOffline(true);
    await press(page, 'Đăng ký');
    await reads(page, /Những gì đã ghi vẫn còn trên máy/);
    await page.context().setOffline(false);
    await page.goto('/app/dia-diem/moi');
    await reads(page, 'Đang đăng ký dở một địa điểm.');
    await reads(page, restaurant);
    await press(page, 'Đăng ký');
    await reads(page, /Đã đăng ký\. Việc tiếp theo/);
    assert.equal(await page.locator('main a.primary').textContent(), 'In mã');
    state.id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    const station = await house.officer(places.commune);
    const { body } = await station.get('/venues');
    assert.deepEqual(
      body.items.map(({ id, name }: { id: string; name: string }) => [id, name]),
      [[state.id, restaurant]],
    );
    state.typed = body.items[0].code;
  });

  step('nobody has come yet: the counts are zero', async () => {
    assert.equal(await today(), 'Hôm nay0 lượt vào0 lượt ra');
    await reads(at.phone, /Chưa có lượt nào/);
    assert.deepEqual(await faultsOf(at.phone, 'place of mine'), []);
  });

  step('somebody comes: the count grows, and no name is told', async () => {
    const { phone: page, house } = at;
    const station = await house.officer(places.commune);
    const person = aPerson({ fullName: 'Trần Văn Khách' });
    await station.post('/people', person);
    const visit = { id: newId(), venue: state.id, visitor: { person: person.id }, method: 'on_behalf' };
    const { status } = await station.post('/visits', { ...visit, in: house.clock.now().toISOString() });
    assert.equal(status, 201);
    await open();
    await page.getByRole('row').nth(1).waitFor();
    assert.equal(await today(), 'Hôm nay1 lượt vào0 lượt ra');
    assert.equal(await page.getByText('Khách', { exact: false }).filter({ hasText: 'Trần Văn' }).count(), 0);
    assert.deepEqual(await faultsOf(page, 'counts'), []);
  });

  step('the sheet is seen as it will be printed, and its code leads here', async () => {
    const { phone: page, house } = at;
    await follow(page, 'In mã');
    state.oldCode = await codeOn(page);
    assert.equal((await venueOf(house, state.oldCode)).id, state.id);
    assert.deepEqual(await faultsOf(page, 'sheet'), []);
    await page.getByLabel('Số bản trên một tờ A4').selectOption('2');
    await page.getByLabel('Ngôn ngữ').selectOption('vi');
    assert.equal(await codeOn(page), state.oldCode);
    const download = page.waitForEvent('download');
    await follow(page, 'Tải PDF');
    assert.equal((await download).suggestedFilename(), `lachan-${state.typed}.pdf`);
    const pdf = await page.pdf({ preferCSSPageSize: true });
    const boxes = Array.from(pdf.toString('latin1').matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g));
    assert.deepEqual(
      boxes.map(([, width, height]) => [Math.round(Number(width)), Math.round(Number(height))]),
      [[842, 595]],
      'one sheet of A4 on its side',
    );
  });

  step('a helper is added by phone and sees the place on her own phone, with nothing to change there', async () => {
    const { phone: page, second, house } = at;
    await open();
    await page.getByLabel('Số điện thoại người giúp').fill('12345');
    await press(page, 'Thêm người giúp');
    await reads(page, /Số điện thoại chưa đúng/);
    await page.getByLabel('Số điện thoại người giúp').fill(helper);
    await press(page, 'Thêm người giúp');
    await reads(page, /^Đã thêm/);
    await beginAsCitizen(second, house, helper, { ...human, name: 'Lê Văn Giúp' });
    await second.goto('/app/dia-diem');
    await follow(second, restaurant.slice(0, 10));
    await reads(second, /Đang giúp quét mã tại đây/);
    await second.getByRole('link', { name: 'Quét khách' }).waitFor();
    assert.equal(await second.getByRole('heading', { name: 'Quản lý' }).count(), 0);
    await isAccessible(second);
  });

  step('the code is replaced: the old sheet still leads here, the new one carries another', async () => {
    const { phone: page, house } = at;
    await press(page, 'Đổi mã in');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(/Các tờ đã in trước vẫn dẫn khách/).waitFor();
    await isAccessible(page);
    await dialog.getByRole('button', { name: 'Đổi mã in' }).click();
    await reads(page, /Đã đổi mã/);
    await follow(page, 'In mã');
    const code = await codeOn(page);
    assert.notEqual(code, state.oldCode);
    for (const text of [code, state.oldCode, state.typed.toLowerCase()])
      assert.equal((await venueOf(house, text)).id, state.id);
  });

  step('a screen at the door shows a code that changes, and says so when the network is gone', async () => {
    const { phone: page, house } = at;
    await open();
    await follow(page, 'Mã trên màn hình');
    await reads(page, /Chưa bật mã trên màn hình/);
    await isAccessible(page);
    await press(page, 'Bật mã trên màn hình');
    const code = page.getByRole('img', { name: /đổi mỗi nửa phút/ });
    await code.waitFor();
    assert.deepEqual(await faultsOf(page, 'screen'), []);
    const [text = ''] = await readQrs(await code.screenshot());
    assert.equal((await venueOf(house, text)).id, state.id);
    assert.ok(text.length > state.oldCode.length, 'it carries the half minute it was made for');
    await page.context().setOffline(true);
    await reads(page, /Mất mạng, chưa lấy được mã mới/);
    await isAccessible(page);
    await page.context().setOffline(false);
    await reads(page, /Mã tự đổi mỗi nửa phút/);
    await press(page, 'Thoát');
    await sees(page, restaurant);
    assert.equal(await page.getByLabel('Mã đổi liên tục trên màn hình').isChecked(), true);
    await page.getByLabel('Mã đổi liên tục trên màn hình').uncheck();
    await reads(page, 'Đã tắt mã trên màn hình.');
  });

  step('details are changed on one page', async () => {
    const { phone: page } = at;
    await follow(page, 'Sửa thông tin');
    await sees(page, 'Sửa thông tin');
    assert.equal(await page.getByLabel('Tên địa điểm').inputValue(), restaurant);
    await reads(page, /Phường Hàm Rồng, Thành phố Thanh Hóa, .*Thanh Hóa/);
    assert.deepEqual(await faultsOf(page, 'change'), []);
    await page.getByLabel('Số nhà, đường, thôn').fill('14 Quang Trung');
    await press(page, 'Lưu');
    await reads(page, 'Đã lưu.');
    await reads(page, /14 Quang Trung/);
  });

  step('it is closed after a question, and reopened with one tap', async () => {
    const { phone: page, house } = at;
    await press(page, 'Ngừng hoạt động');
    await isAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Ngừng nhận lượt vào' }).click();
    await reads(page, 'Địa điểm này đang ngừng nhận lượt vào.');
    assert.equal((await venueOf(house, state.oldCode)).state, 'closed');
    assert.equal(await page.getByRole('link', { name: 'Quét khách' }).count(), 0);
    await isAccessible(page);
    await press(page, 'Mở lại');
    await reads(page, 'Đã mở lại.');
    assert.equal((await venueOf(house, state.oldCode)).state, 'active');
  });

  step('what the station closes is not reopened here: the owner reads why and whom to ask', async () => {
    const { phone: page, house } = at;
    const station = await house.officer(places.commune);
    const close = (more: object) => station.post(`/venues/${state.id}/closure`, { id: newId(), ...more });
    assert.equal((await close({ reason: 'Chờ khử khuẩn' })).status, 201);
    await open();
    await reads(page, /Trạm Y tế đã đóng địa điểm này/);
    await reads(page, 'Lý do: Chờ khử khuẩn');
    assert.equal(await page.getByRole('button', { name: 'Mở lại' }).count(), 0);
    await isAccessible(page);
    await close({ reopen: true });
    await open();
  });

  step(
    'a helper is removed; the place is offered to a wrong number, taken back, and handed to the right one',
    async () => {
      const { phone: page, second, house } = at;
      await press(page, /^Bỏ 0/);
      await page.getByRole('dialog').getByRole('button', { name: 'Bỏ người giúp' }).click();
      await reads(page, /^Đã bỏ/);
      await page.waitForFunction(() => document.activeElement?.tagName === 'H1');
      await second.goto('/app/dia-diem');
      await reads(second, 'Chưa có địa điểm nào');
      await press(page, 'Giao cho người khác');
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Giao địa điểm' }).click();
      await dialog.getByText(/Số điện thoại chưa đúng/).waitFor();
      await dialog.getByLabel('Số điện thoại người nhận').fill(stranger);
      await isAccessible(page);
      await dialog.getByRole('button', { name: 'Giao địa điểm' }).click();
      await reads(page, /^Đã giao cho/);
      await press(page, /^Lấy lại/);
      await isAccessible(page);
      await page.getByRole('dialog').getByRole('button', { name: 'Lấy lại' }).click();
      await reads(page, 'Đã lấy lại.');
      await press(page, 'Giao cho người khác');
      await dialog.getByLabel('Số điện thoại người nhận').fill(helper);
      await dialog.getByRole('button', { name: 'Giao địa điểm' }).click();
      await reads(page, 'Được giao, chờ nhận');
      await second.reload();
      await reads(second, /Được giao, chờ nhận/);
      await follow(second, restaurant.slice(0, 10));
      await reads(second, /được giao cho số điện thoại của máy này/);
      assert.deepEqual(await faultsOf(second, 'offered'), []);
      await press(second, 'Không nhận');
      await reads(second, /^Đã trả lời không nhận/);
      await isAccessible(second);
      await open();
      await press(page, 'Giao cho người khác');
      await dialog.getByLabel('Số điện thoại người nhận').fill(helper);
      await dialog.getByRole('button', { name: 'Giao địa điểm' }).click();
      await reads(page, /^Đã giao cho/);
      await second.goto(`/app/dia-diem/${state.id}`);
      await press(second, 'Nhận địa điểm');
      await reads(second, /^Đã nhận/);
      await second.getByRole('heading', { name: 'Quản lý' }).waitFor();
      await open();
      await reads(page, /Đang giúp quét mã tại đây/);
      const next = await house.citizen(helper);
      const { body } = await next.post(`/venues/${state.id}/changes`, { id: newId(), name: 'Quán Mới' });
      assert.equal(body.name, 'Quán Mới');
    },
  );

  step('a coach asks for plate, route and trip, and for no hours', async () => {
    const { phone: page } = at;
    await page.goto('/app/dia-diem/moi');
    await page.getByText('Xe, tàu, bến').click();
    await press(page, 'Xe khách');
    await sees(page, 'Chuyến xe, chuyến tàu nào?');
    await page.getByLabel('Tên xe, nhà xe').fill('Xe khách Hùng Dũng');
    await page.getByLabel('Biển số xe').fill('36B-012.34');
    await page.getByLabel('Tuyến').fill('Thanh Hóa – Hà Nội');
    await page.getByLabel('Xã, phường, thị trấn').fill('ham rong thanh hoa');
    await press(page, /Phường Hàm Rồng/);
    await isAccessible(page);
    await press(page, 'Tiếp tục');
    await sees(page, 'Xem lại trước khi đăng ký');
    await reads(page, '36B-012.34 · Thanh Hóa – Hà Nội');
    await press(page, 'Đăng ký');
    await reads(page, /Đã đăng ký/);
    await reads(page, /36B-012\.34/);
    await page.goto('/app/dia-diem');
    await follow(page, 'Xe khách Hùng Dũng');
    await sees(page, 'Xe khách Hùng Dũng');
    await page.goto('/app/dia-diem');
    await page.getByRole('link', { name: /Quán Mới/ }).waitFor();
    await isAccessible(page);
  });

  step('the sheets of both places come in one file', async () => {
    const { phone: page } = at;
    await page.getByText('In tờ mã của nhiều nơi').click();
    assert.deepEqual(await faultsOf(page, 'several sheets'), []);
    const download = page.waitForEvent('download');
    await follow(page, 'Tải một tệp PDF của 2 nơi');
    assert.equal((await download).suggestedFilename(), 'lachan-2-posters.pdf');
    await page.getByLabel('Quán Mới').uncheck();
    await page.getByRole('link', { name: 'Tải một tệp PDF của 1 nơi' }).waitFor();
  });
});
