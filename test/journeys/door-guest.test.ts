import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { newId } from '../../src/core/client.ts';
import { newestMessage } from '../../src/features/messages/index.ts';
import { phone } from '../support/browser.ts';
import { places, somePhone } from '../support/server.ts';
import { beginAsCitizen } from './citizen-steps.ts';
import { answers, ask, keptOn, next, owner, rowsOf } from './door-steps.ts';
import { isAccessible, journey, press, reads, sees } from './steps.ts';

const grandmother = 'Lê Thị Bưởi';
const grandchild = 'Lê Văn Dũng';

describe('a guest who has no telephone is written down at the door', () => {
  const { at, step } = journey({ phone });
  const state = { venue: '', family: somePhone(), own: somePhone() };

  const open = async (way: 'Vào' | 'Ra') => {
    const { phone: page } = at;
    await page.getByText(way, { exact: true }).click();
    await press(page, 'Nhập số điện thoại');
  };
  const write = async (label: string, number: string, name: string) => {
    const { phone: page } = at;
    await page.getByLabel(label).fill(number);
    await page.getByLabel('Họ và tên của khách').fill(name);
  };
  const outs = async () => (await rowsOf(at.house, state.venue)).map(({ method, isOut }) => [method, isOut]);

  step('a grandmother comes with her family’s number: no code is sent, and she is asked to declare', async () => {
    const { phone: page, house } = at;
    await beginAsCitizen(page, house, state.own, owner);
    const made = { id: newId(), name: 'Quán Hương', kind: 'restaurant', area: places.commune };
    state.venue = (await ask(page, '/venues', made)).id;
    await page.goto(`/app/dia-diem/${state.venue}/quet`);
    await open('Vào');
    await press(page, 'Khách không có điện thoại');
    await reads(page, /quét thẻ, quét mã là đủ/);
    await isAccessible(page);
    await press(page, 'Ghi lượt vào');
    await reads(page, /Số điện thoại chưa đúng/);
    await reads(page, 'Xin ghi họ và tên của khách.');
    await isAccessible(page);
    await write('Số điện thoại để tìm khách', state.family, grandmother);
    await press(page, 'Ghi lượt vào');
    await answers(page, 'Cần khai báo trước');
    await next(page);
    assert.equal(await newestMessage(house.house, state.family), undefined);
    assert.deepEqual(await outs(), [[4, false]]);
  });

  step('her grandchild comes in by the same telephone, which is his', async () => {
    const { phone: page, house } = at;
    await open('Vào');
    await write('Số điện thoại của khách', state.family, grandchild);
    await press(page, 'Gửi mã cho khách');
    await sees(page, 'Mã trên máy của khách');
    await page.getByLabel('Mã 6 số').fill((await newestMessage(house.house, state.family))?.code ?? '');
    await answers(page, 'Cần khai báo trước');
    await next(page);
  });

  step('she leaves before him: her own stay ends, not his', async () => {
    const { phone: page } = at;
    await open('Ra');
    await press(page, 'Khách không có điện thoại');
    await isAccessible(page);
    await write('Số điện thoại để tìm khách', state.family, 'LE THI BUOI');
    await press(page, 'Ghi lượt ra');
    await answers(page, 'Đã ghi lượt ra');
    await next(page);
    assert.deepEqual(await outs(), [
      [4, true],
      [3, false],
    ]);
  });

  step('then he leaves', async () => {
    const { phone: page } = at;
    await open('Ra');
    await write('Số điện thoại của khách', state.family, grandchild);
    await press(page, 'Ghi lượt ra');
    await answers(page, 'Đã ghi lượt ra');
    await next(page);
    assert.deepEqual(await outs(), [
      [4, true],
      [3, true],
    ]);
  });

  step('who comes alone and has nobody’s number is written down with that of the door, and told so', async () => {
    const { phone: page } = at;
    await open('Vào');
    await press(page, 'Khách không có điện thoại');
    await press(page, 'Ghi lượt vào');
    await reads(page, /Số điện thoại chưa đúng/);
    await press(page, 'Không có số nào: ghi số của tôi');
    await reads(page, /Trạm Y tế sẽ gọi .* để tìm khách/);
    await page.getByText(/Số điện thoại chưa đúng/).waitFor({ state: 'detached' });
    const name = page.getByLabel('Họ và tên của khách');
    await page.waitForFunction((field) => document.activeElement === field, await name.elementHandle());
    await isAccessible(page);
    await page.getByLabel('Họ và tên của khách').fill('Hà Văn Sửu');
    await press(page, 'Ghi lượt vào');
    await answers(page, 'Cần khai báo trước');
    await next(page);
    assert.deepEqual((await outs()).at(-1), [4, false]);
    await open('Ra');
    await press(page, 'Khách không có điện thoại');
    await press(page, 'Không có số nào: ghi số của tôi');
    await page.getByLabel('Họ và tên của khách').fill('Hà Văn Sửu');
    await press(page, 'Ghi lượt ra');
    await answers(page, 'Đã ghi lượt ra');
    await next(page);
    assert.deepEqual((await outs()).at(-1), [4, true]);
  });

  step(
    'without a network she comes again, and the device keeps neither numbers nor names that could be read',
    async () => {
      const { phone: page } = at;
      await page.context().setOffline(true);
      await open('Vào');
      await press(page, 'Khách không có điện thoại');
      await write('Số điện thoại để tìm khách', state.family, grandmother);
      await press(page, 'Ghi lượt vào');
      await answers(page, 'Đã ghi nhận');
      await next(page);
      const kept = await keptOn(page);
      assert.match(kept, /door\/queue/);
      for (const clear of [state.family.slice(1), 'Bưởi', 'buoi']) assert.equal(kept.includes(clear), false, clear);
      await page.context().setOffline(false);
      await page.getByText(/lượt đang/).waitFor({ state: 'detached' });
      assert.deepEqual((await outs()).at(-1), [4, false]);
    },
  );
});
