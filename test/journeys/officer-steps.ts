import assert from 'node:assert/strict';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { newId } from '../../src/core/client.ts';
import { places, type TestServer } from '../support/server.ts';
import { isAccessible, press } from './steps.ts';

// The steps of an officer at the console.

const password = 'mua xuan ve tren ban nho';

/** A manager makes the account; the officer opens the one-time link, adds the second factor, chooses a password, and is in. */
export const signInOfficer = async (
  page: Page,
  house: Pick<TestServer, 'officer' | 'clock'>,
  { name, area = places.commune, roles = ['officer'] }: { name: string; area?: string; roles?: string[] },
): Promise<{ login: string; password: string; totp: TOTP }> => {
  const manager = await house.officer(area.split('.').slice(0, -1).join('.') || area, ['manager']);
  const login = `can-bo-${newId().slice(-8)}`;
  const { status, body } = await manager.post('/accounts', { id: newId(), area, login, name, roles });
  assert.equal(status, 201, JSON.stringify(body));
  const { pathname, hash } = new URL(body.link);
  await page.goto(pathname + hash);
  const secret = await page.locator('code.secret').textContent();
  await page.getByLabel('Mật khẩu mới').fill(password);
  await page.getByLabel('Nhập lại mật khẩu').fill(password);
  await isAccessible(page);
  const totp = new TOTP({ secret: secret ?? '' });
  await page.getByLabel('Mã 6 số').fill(totp.generate({ timestamp: house.clock.now().getTime() }));
  await press(page, 'Nhận tài khoản và đăng nhập');
  await page.getByRole('button', { name: `Tài khoản ${name}` }).waitFor();
  return { login, password, totp };
};

/** The row of the work-list that bears a name. */
export const rowOf = (page: Page, name: string) => page.locator('ol.work-rows a').filter({ hasText: name });
