import { describe } from 'node:test';
import type { TOTP } from 'otpauth';
import { desktop } from '../support/browser.ts';
import { signInOfficer } from './officer-steps.ts';
import { isAccessible, journey, press, reads } from './steps.ts';

describe('an officer comes back the next morning', () => {
  const { at, step } = journey({ console: desktop });
  const held = {} as { login: string; password: string; totp: TOTP };

  step('signs out, and nothing of the day is left on the screen', async () => {
    const { console: page, house } = at;
    Object.assign(held, await signInOfficer(page, house, { name: 'Lò Thị Mai' }));
    await page.getByRole('button', { name: 'Tài khoản Lò Thị Mai' }).click();
    await press(page, 'Đăng xuất');
    await page.getByRole('dialog').getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByLabel('Tên đăng nhập').waitFor();
    await isAccessible(page);
  });

  step('a wrong password says only that something is wrong', async () => {
    const { console: page, house } = at;
    house.clock.step(60_000);
    await page.getByLabel('Tên đăng nhập').fill(held.login);
    await page.getByLabel('Mật khẩu', { exact: true }).fill('khong phai mat khau');
    await page.getByLabel('Mã 6 số').fill(held.totp.generate({ timestamp: house.clock.now().getTime() }));
    await press(page, 'Đăng nhập');
    await page.getByRole('alert').waitFor();
    await isAccessible(page);
  });

  step('the password and the code of the moment open the work-list', async () => {
    const { console: page, house } = at;
    await page.getByLabel('Mật khẩu', { exact: true }).fill(held.password);
    await page.getByLabel('Mã 6 số').fill(held.totp.generate({ timestamp: house.clock.now().getTime() }));
    await press(page, 'Đăng nhập');
    await page.getByRole('button', { name: 'Tài khoản Lò Thị Mai' }).waitFor();
    await reads(page, 'Việc hôm nay');
  });
});
