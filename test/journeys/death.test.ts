import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { newId } from '../../src/core/client.ts';
import { addDays, dayOf } from '../../src/core/day.ts';
import { desktop, phone } from '../support/browser.ts';
import { type Caller, made, places, somePhone } from '../support/server.ts';
import { certifyAndSend, signInCitizen } from './citizen-steps.ts';
import { signInOfficer } from './officer-steps.ts';
import { follow, isAccessible, journey, press, reads, sees } from './steps.ts';
import { openStation, settleFamily } from './town.ts';

const name = 'Trần Thị Bích Hằng';

describe('a death recorded by mistake is corrected, and what it had ended comes back', () => {
  const { at, step } = journey({ phone, console: desktop });
  const state = { number: somePhone(), person: '', url: '', venue: '', door: undefined as Caller | undefined };

  /** What a door at her market says to the code she holds up. */
  const atDoor = async (): Promise<string> => {
    const visit = { id: newId(), venue: state.venue, visitor: { qr: state.url }, method: 'controller' };
    const { body } = await (state.door as Caller).post('/visits', { ...visit, in: at.house.clock.now().toISOString() });
    return body.answer ?? body.code;
  };

  step('she declares every day, has her code, and the market lets her in', async () => {
    const { phone: page, house } = at;
    await openStation(house);
    await settleFamily(house, state.number);
    state.door = await house.citizen();
    state.venue = (
      await made(state.door, '/venues', { name: 'Chợ Vườn Hoa', kind: 'market', area: places.commune })
    ).id;
    house.clock.step(61_000);
    await signInCitizen(page, house, state.number);
    await sees(page, /Xin chào/);
    await page.goto('/app/ma-qr');
    await page.getByRole('img', { name: new RegExp(name) }).waitFor();
    state.person = (await page.evaluate(async () => (await fetch('/api/v1/me')).json())).persons[0].id;
    state.url = (
      await page.evaluate(async (id) => (await fetch(`/api/v1/people/${id}/code`)).json(), state.person)
    ).url;
    assert.equal(await atDoor(), 'enter');
  });

  step('the station records the death of another of that name on her record, with place and source', async () => {
    const { console: page, house } = at;
    await signInOfficer(page, house, { name: 'Đặng Thu Yến' });
    await page.goto(`/console/people/${state.person}`);
    await sees(page, name);
    await page.getByText('Lịch sử sức khỏe').click();
    await press(page, 'Ghi nhận qua đời…');
    await sees(page, `Ghi nhận ${name} đã qua đời?`);
    await reads(page, /Ghi nhầm có thể sửa lại/);
    await isAccessible(page);
    await press(page, 'Ghi nhận qua đời');
    await sees(page, `Ghi nhận ${name} đã qua đời?`);
    await page.getByLabel('Nơi mất').fill('Bệnh viện tỉnh');
    await page.getByLabel('Theo nguồn nào').fill('Bệnh viện báo');
    await page.getByLabel('Ngày mất').fill(addDays(dayOf(house.clock.now()), -1));
    await press(page, 'Ghi nhận qua đời');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Ghi nhầm, sửa lại…' }).waitFor();
    await isAccessible(page);
  });

  step(
    'her code opens no door, her declaration is not taken, and her phone says where to have it put right',
    async () => {
      const { phone: page } = at;
      assert.equal(await atDoor(), 'code.revoked');
      await page.reload();
      await reads(page, /thu hồi/);
      await press(page, 'Làm mã mới');
      await reads(page, /Nếu ghi nhầm, xin gọi Trạm Y tế/);
      await isAccessible(page);
      await page.goto('/');
      await press(page, /Hằng khỏe, không triệu chứng/);
      await reads(page, /1 tờ khai chưa nhận được/);
      await page.goto('/to-khai');
      await reads(page, /Nếu ghi nhầm, xin gọi Trạm Y tế/);
      await isAccessible(page);
    },
  );

  step('the station puts it right with the reason; before, without one, nothing happens', async () => {
    const { console: page } = at;
    await press(page, 'Ghi nhầm, sửa lại…');
    await sees(page, 'Sửa lại: người này còn sống?');
    await isAccessible(page);
    await press(page, 'Ghi nhầm, sửa lại');
    await sees(page, 'Sửa lại: người này còn sống?');
    await page.getByLabel('Lý do').fill('Trùng họ tên, người mất ở phố khác');
    await press(page, 'Ghi nhầm, sửa lại');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.getByRole('button', { name: 'Ghi nhận qua đời…' }).waitFor();
    await reads(page, /Trùng họ tên, người mất ở phố khác/);
    assert.equal(await page.getByText(/^Mất ngày/).count(), 0);
    await isAccessible(page);
  });

  step('the same code is on her phone again and opens the door, and what she had declared is taken', async () => {
    const { phone: page } = at;
    assert.equal(await atDoor(), 'enter');
    await page.goto('/app/ma-qr');
    await page.getByRole('img', { name: new RegExp(name) }).waitFor();
    await page.goto('/to-khai');
    await follow(page, 'Sửa và gửi lại');
    await certifyAndSend(page, 'Gửi tờ khai');
    await reads(page, /Trạm đã nhận lúc/);
  });
});
