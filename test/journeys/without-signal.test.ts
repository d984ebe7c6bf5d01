import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { phone } from '../support/browser.ts';
import { aDeclaration, aPerson, places, urgentAnswers } from '../support/server.ts';
import { signInOfficer } from './officer-steps.ts';
import { follow, isAccessible, journey, press, reads, sees } from './steps.ts';

const ill = aPerson({
  fullName: 'Hoàng Văn Sơn',
  birthYear: 1957,
  sex: 'male',
  phone: '0912 345 678',
  relation: 'self',
});
const declared = aDeclaration({ person: ill, answers: urgentAnswers });

describe('a nurse on the way, with her own phone', () => {
  const { at, step } = journey({ phone });

  step('downloads the list of the day before she leaves', async () => {
    const { phone: page, house } = at;
    const citizen = await house.citizen('0912345678');
    assert.equal((await citizen.post('/declarations', declared)).status, 201);
    await signInOfficer(page, house, { name: 'Lê Thị Hoa' });
    await reads(page, ill.fullName);
    await isAccessible(page);
    await follow(page, /^Danh sách hôm nay/);
    await sees(page, 'Danh sách hôm nay');
    await isAccessible(page);
    await press(page, 'Tải danh sách hôm nay');
    await reads(page, /^1 việc, tải lúc/);
    await isAccessible(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
  });

  step('opens it without signal, calls, and writes down what she found', async () => {
    const { phone: page, house } = at;
    await page.context().setOffline(true);
    await page.reload();
    await reads(page, /Chưa có mạng. Việc ghi bây giờ được giữ trên máy/);
    await page.getByRole('button', { name: new RegExp(ill.fullName) }).click();
    const call = page.getByRole('link', { name: 'Gọi 0912 345 678' });
    assert.equal(await call.getAttribute('href'), 'tel:+84912345678');
    await isAccessible(page);
    await press(page, 'Gặp được');
    await reads(page, 'Chờ mạng');
    await press(page, 'Đúng như khai');
    await reads(page, 'Xác minh: Đúng như khai');
    await isAccessible(page);
    const { body } = await (await house.officer(places.commune)).get(`/people/${ill.id}/timeline`);
    assert.deepEqual(
      body.map(({ kind }: { kind: string }) => kind),
      ['declaration'],
    );
  });

  step('loses nothing when the page is closed and opened again', async () => {
    const { phone: page } = at;
    await page.goto('/console/today');
    await reads(page, 'Xác minh: Đúng như khai');
    await reads(page, '2 việc chờ gửi');
  });

  step('with signal everything is sent by itself, once, with the time it really happened', async () => {
    const { phone: page, house } = at;
    const before = new Date();
    await page.context().setOffline(false);
    await page
      .getByText(/việc chờ gửi/)
      .first()
      .waitFor({ state: 'detached' });
    await reads(page, 'Đã gửi');
    await isAccessible(page);
    await page.reload();
    await sees(page, 'Danh sách hôm nay');
    const { body } = await (await house.officer(places.commune)).get(`/people/${ill.id}/timeline`);
    const acts = body.filter(({ kind }: { kind: string }) => kind === 'attempt' || kind === 'verification');
    assert.deepEqual(acts.map(({ kind }: { kind: string }) => kind).sort(), ['attempt', 'verification']);
    for (const { at: happened, storedAt } of acts) {
      assert.ok(new Date(happened) < before);
      assert.ok(new Date(storedAt) >= before);
    }
  });

  step('and the list shows it as verified', async () => {
    const { phone: page } = at;
    await follow(page, /^Việc hôm nay/);
    await page.locator('ol.work-rows a').filter({ hasText: ill.fullName }).click();
    await reads(page, 'Đúng như khai');
    await page.getByRole('form', { name: 'Khám, đánh giá' }).waitFor();
    await isAccessible(page);
  });

  step('moved to another station while the phone was off, she finds nothing of the old one on it', async () => {
    const { phone: page, house } = at;
    await page.goto('/console/today');
    await reads(page, /^1 việc, tải lúc/);
    await page.goto('about:blank');
    const { owner } = house.house.database.pools;
    await owner`update account set area = ${`${places.neighbour}.`} where name = 'Lê Thị Hoa'`;
    await page.goto('/console/today');
    await page.getByRole('button', { name: 'Tải danh sách hôm nay' }).waitFor();
    assert.equal(await page.getByText(ill.fullName).count(), 0);
    assert.equal(await page.getByText(/^1 việc, tải lúc/).count(), 0);
  });
});
