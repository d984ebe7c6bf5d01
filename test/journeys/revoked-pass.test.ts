import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { newId } from '../../src/core/client.ts';
import { newestMessage } from '../../src/features/messages/index.ts';
import { phone } from '../support/browser.ts';
import { aDeclaration, places, somePhone } from '../support/server.ts';
import { beginAsCitizen } from './citizen-steps.ts';
import { ask } from './door-steps.ts';
import { signInOfficer } from './officer-steps.ts';
import { isAccessible, journey, press, reads, sees } from './steps.ts';
import { openStation } from './town.ts';

const hour = 3_600_000;
const human = { name: 'Lò Thị Mai', born: 1990, sex: 'Nữ' } as const;

describe('the station takes a travel pass back, and holder and post see it', () => {
  const { at, step } = journey({ phone, console: phone, post: phone });
  const state = { phone: somePhone(), declaration: '', url: '' };

  const journeyTo = (person: string) => ({
    ...aDeclaration({
      form: 'domestic',
      person: { id: person },
      answers: {
        symptoms: [],
        vehicle: 'coach',
        trip: '36B-012.34',
        from: places.commune,
        to: places.elsewhere,
        departure: new Date(at.house.clock.now().getTime() - hour).toISOString(),
      },
    }),
  });

  step('she has her pass on the phone, and the post lets her go', async () => {
    const { phone: page, post, house } = at;
    await openStation(house);
    await beginAsCitizen(page, house, state.phone, human);
    const me = await page.evaluate(async () => (await fetch('/api/v1/me')).json());
    const declared = journeyTo(me.persons[0].id);
    await ask(page, '/declarations', declared);
    state.declaration = declared.id;
    await page.goto(`/app/ma-di-duong/${state.declaration}`);
    await reads(page, 'Đang dùng được');
    const { items } = await page.evaluate(async () => (await fetch('/api/v1/passes')).json());
    const pass = await page.evaluate(async (id) => (await fetch(`/api/v1/passes/${id}`)).json(), items[0].id);
    state.url = pass.url;
    await page.goto('/');
    await reads(page, /Mã đi đường của Mai dùng được đến/);
    await signInOfficer(post, house, { name: 'Phạm Văn Chốt', area: places.elsewhere, roles: ['gate'] });
    await post.goto('/console/check');
    await reads(post, /Danh sách thu hồi lúc/);
    await post.getByLabel('Nội dung mã').fill(state.url);
    await press(post, 'Xong');
    await sees(post, 'Mời đi');
    await press(post, 'Người tiếp theo');
  });

  step(
    'the station where she leaves takes it back: without a reason not, and an answer that is lost is asked for again',
    async () => {
      const { console: page, house } = at;
      await signInOfficer(page, house, { name: 'Đặng Thu Yến' });
      await page.goto('/console/travels');
      await page.getByLabel('Chiều').selectOption({ label: 'Rời đây' });
      await reads(page, human.name);
      await isAccessible(page);
      await press(page, 'Hủy mã…');
      await sees(page, `Hủy mã đi đường của ${human.name}?`);
      await isAccessible(page);
      await press(page, 'Hủy mã');
      await sees(page, `Hủy mã đi đường của ${human.name}?`);
      await page.getByLabel('Lý do').fill('Thôn có ca bệnh, xin hoãn chuyến');
      await page.route('**/revocation', async (route) => {
        await route.fetch();
        await route.abort();
      });
      await press(page, 'Hủy mã');
      await reads(page, /Chưa có mạng/);
      await page.unroute('**/revocation');
      await press(page, 'Hủy mã');
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      const told = await newestMessage(house.house, state.phone);
      assert.match(told?.text ?? '', /ma di duong .* da bi huy/);
      assert.doesNotMatch(told?.text ?? '', /Mai|Ham Rong|ca benh/);
      await page.locator('.tag', { hasText: 'Đã hủy' }).waitFor();
      assert.equal(await page.getByRole('button', { name: 'Hủy mã…' }).count(), 0);
      await isAccessible(page);
      await page.reload();
      await page.getByLabel('Chiều').selectOption({ label: 'Rời đây' });
      await page.locator('.tag', { hasText: 'Đã hủy' }).waitFor();
    },
  );

  step('the post, online and without a network, sees red and leads her to the station', async () => {
    const { post } = at;
    const list = post.waitForResponse(/passes\/revoked/);
    await post.reload();
    await (await list).finished();
    await reads(post, /Danh sách thu hồi lúc/);
    for (const isOffline of [false, true]) {
      await post.context().setOffline(isOffline);
      await post.getByLabel('Nội dung mã').fill(state.url);
      await press(post, 'Xong');
      await reads(post, 'Mã này đã hủy');
      await post.locator('.verdict.red').waitFor();
      await isAccessible(post);
      await press(post, 'Người tiếp theo');
    }
    await post.context().setOffline(false);
  });

  step('she reads that the station took it back and whom to call; it is not offered again', async () => {
    const { phone: page } = at;
    await page.goto('/');
    await sees(page, /Xin chào/);
    await page.getByText(/Mã đi đường của Mai dùng được đến/).waitFor({ state: 'detached' });
    await page.goto(`/app/ma-di-duong/${state.declaration}`);
    await reads(page, 'Đã hủy');
    await reads(page, /Trạm Y tế đã hủy mã này/);
    await page.getByRole('link', { name: /Gọi Trạm Y tế/ }).waitFor();
    assert.equal(await page.getByRole('button', { name: 'Lấy lại mã' }).count(), 0);
    assert.equal(await page.getByRole('img', { name: /Mã QR/ }).count(), 0);
    assert.doesNotMatch((await page.textContent('main')) ?? '', /Thôn có ca bệnh/);
    await isAccessible(page);
    const refused = await ask(page, `/declarations/${state.declaration}/pass`, { id: newId() });
    assert.equal((refused as unknown as { code: string }).code, 'pass.revoked');
  });
});
