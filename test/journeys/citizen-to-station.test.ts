import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { newestMessage } from '../../src/features/messages/index.ts';
import { desktop, phone } from '../support/browser.ts';
import { places, somePhone } from '../support/server.ts';
import { beginAsCitizen, countDeclarations, declareFeverAndBreathless } from './citizen-steps.ts';
import { rowOf, signInOfficer } from './officer-steps.ts';
import { follow, isAccessible, journey, reads, sees } from './steps.ts';
import { dutyPhone, openStation } from './town.ts';

const citizen = { name: 'Nguyễn Thị Thu Hằng', born: 1988, sex: 'Nữ' } as const;

describe('a citizen with fever and breathlessness, without signal', () => {
  const { at, step } = journey({ phone, console: desktop });

  step('the station has its console open, live and empty', async () => {
    const { console: page, house } = at;
    await openStation(house);
    await signInOfficer(page, house, { name: 'Lê Thị Hoa' });
    await sees(page, 'Việc hôm nay');
    await reads(page, 'Không còn việc nào ở đây');
    await reads(page, 'Cập nhật tức thời');
    await isAccessible(page);
    // Whoever loads the page again loses this.
    await page.evaluate(() => Object.assign(globalThis, { isSamePage: true }));
  });

  step('the app opens and declares without a network, and says at once whom to call', async () => {
    const { phone: page, house } = at;
    await beginAsCitizen(page, house, somePhone(), citizen);
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.context().setOffline(true);
    await page.reload();
    await reads(page, 'Chưa có mạng');
    await declareFeverAndBreathless(page);

    await reads(page, 'Cần được xem ngay');
    await reads(page, /Tạm tính trên máy/);
    await reads(page, 'Chưa có mạng · 1 tờ khai đang chờ gửi');
    await isAccessible(page);
    const calls = await page
      .locator('main a[href^="tel:"]')
      .evaluateAll((links) => links.map((a) => a.getAttribute('href')));
    assert.equal(calls[0], 'tel:115');
    assert.equal(await countDeclarations(house), 0);
  });

  step('with the network back the declaration is sent by itself, once', async () => {
    const { phone: page, house } = at;
    await page.context().setOffline(false);
    await reads(page, /Trạm đã nhận lúc/);
    await isAccessible(page);
    await page.getByText(/đang chờ gửi/).waitFor({ state: 'detached' });
    assert.equal(await countDeclarations(house), 1);
    await follow(page, 'Về trang chính');
    await sees(page, /Xin chào/);
    await isAccessible(page);
  });

  step('the open console tells of it without being loaded again', async () => {
    const { console: page } = at;
    await reads(page, '1 tờ khai khẩn mới');
    await isAccessible(page);
    await page.getByRole('button', { name: 'xem', exact: true }).click();
    const row = rowOf(page, citizen.name);
    await row.waitFor();
    assert.match((await row.textContent()) ?? '', /Khẩn.*sốt, khó thở/i);
    assert.equal(await page.evaluate(() => 'isSamePage' in globalThis), true);
    await row.click();
    await sees(page, citizen.name);
    await isAccessible(page);
  });

  step('the telephone on duty gets a message that names nobody', async () => {
    const { house } = at;
    await house.job('verification.notices');
    const { text = '' } = (await newestMessage(house.house, dutyPhone)) ?? {};
    assert.match(text, /1 to khai KHAN moi tai phuong Ham Rong/i);
    assert.doesNotMatch(text, /Hằng|Hang/);
  });

  step('the officer calls, verifies and checks', async () => {
    const { console: page } = at;
    await page.getByRole('link', { name: /^Gọi 09/ }).waitFor();
    await page.getByRole('button', { name: 'Nhận việc' }).click();
    await reads(page, 'Đã nhận việc');
    await page.getByRole('button', { name: 'Gặp được' }).click();
    await reads(page, 'Đã ghi: Gặp được');
    await page.getByRole('button', { name: 'Đúng như khai' }).click();
    await reads(page, 'Đã xác minh: Đúng như khai');
    const check = page.getByRole('form', { name: 'Khám, đánh giá' });
    await check.getByLabel('Nhiệt độ (°C)').fill('38,4');
    await check.getByLabel('Kết luận').selectOption({ label: 'Lấy mẫu xét nghiệm' });
    await check.getByLabel('Ghi nhận khi khám').fill('Thở 24 lần/phút, SpO2 95 %');
    await isAccessible(page);
    await check.getByRole('button', { name: 'Lưu lần khám và đóng việc' }).click();
    await reads(page, 'Đã lưu lần khám, việc đã đóng');
    await isAccessible(page);
  });

  step('the citizen reads what the station found', async () => {
    const { phone: page } = at;
    await follow(page, /Tờ khai của tôi/);
    await sees(page, 'Tờ khai của tôi');
    await isAccessible(page);
    await follow(page, new RegExp(citizen.name));
    await sees(page, 'Xác minh của trạm');
    await reads(page, 'Trạm đã xác minh: đúng như khai');
    await sees(page, 'Kết luận kiểm tra sức khỏe');
    await reads(page, 'Cần lấy mẫu xét nghiệm, trạm sẽ hẹn');
    await isAccessible(page);
  });

  step('one declaration is stored, and district and province count it', async () => {
    const { house } = at;
    assert.equal(await countDeclarations(house), 1);
    for (const [above, below] of [
      [places.district, places.commune],
      [places.province, places.district],
    ] as const) {
      const leader = await house.officer(above, ['leader']);
      const { body } = await leader.get('/statistics/declarations');
      const { declared, urgent, verified, confirmed, checked, open } = body.find(
        ({ area }: { area: string }) => area === below,
      );
      assert.deepEqual(
        { declared, urgent, verified, confirmed, checked, open },
        { declared: 1, urgent: 1, verified: 1, confirmed: 1, checked: 1, open: 0 },
      );
    }
  });
});
