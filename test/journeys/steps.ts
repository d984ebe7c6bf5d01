import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { newId } from '../../src/core/client.ts';
import { newestMessage } from '../../src/features/messages/index.ts';
import { type Device, openBrowser, seriousFaults } from '../support/browser.ts';
import { places, type TestServer, testServer } from '../support/server.ts';

// The steps that journeys share, as a person takes them: by what stands on the screen.

type Devices = Record<string, Device>;

/**
 * The house and the devices of one journey, and the `step` it goes by: after one has failed, the rest would only wait in
 * vain. To be called in a `describe`.
 */
export const journey = <D extends Devices>(devices: D, options?: Parameters<typeof testServer>[0]) => {
  const at = {} as { house: TestServer } & Record<keyof D, Page>;
  const closing: (() => Promise<void>)[] = [];
  const walked = { isBroken: false };
  before(async () => {
    const house = await testServer(options);
    closing.push(house.stop);
    Object.assign(at, { house });
    for (const [name, size] of Object.entries(devices)) {
      const { page, close } = await openBrowser(house.base, size);
      closing.unshift(close);
      Object.assign(at, { [name]: page });
    }
  });
  after(async () => {
    for (const close of closing) await close();
  });
  const step = (sentence: string, body: () => Promise<void>) =>
    test(sentence, async (context) => {
      if (walked.isBroken) return context.skip('an earlier step failed');
      walked.isBroken = true;
      try {
        await body();
      } catch (error) {
        for (const name of Object.keys(devices)) context.diagnostic(`${name} shows ${await shown(at[name] as Page)}`);
        throw error;
      }
      walked.isBroken = false;
    });
  return { at, step };
};

/** What a device shows, for whoever reads that a step failed. */
const shown = async (page: Page): Promise<string> => {
  const text = await page.innerText('body').catch(String);
  return `${page.url()}\n${text.slice(0, 3000)}`;
};

/** How many declarations the house holds. */
export const countDeclarations = async ({ house }: TestServer): Promise<number> => {
  const [row] = await house.database.pools.owner<{ count: number }[]>`select count(*)::int as count from declaration`;
  return row?.count ?? 0;
};

/** The screen as it stands has nothing that axe calls serious. */
export const isAccessible = async (page: Page): Promise<void> => {
  assert.deepEqual(await seriousFaults(page), [], `axe at ${page.url()}`);
};

export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
/** A single key as a hand presses it: three that come faster than 60 ms after each other are a hand-held reader's. */
export const hit = (page: Page, key: string) => page.keyboard.press(key, { delay: 80 });
export const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).last().click();
export const sees = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).waitFor();
export const reads = (page: Page, text: string | RegExp) =>
  page.getByText(text).filter({ visible: true }).first().waitFor();

// The citizen's phone.

/** Asks for a code, reads it where it came, and is in. */
export const signInCitizen = async (page: Page, house: TestServer, phone: string): Promise<void> => {
  await page.goto('/');
  await page.getByLabel('Số điện thoại').fill(phone);
  await isAccessible(page);
  await press(page, 'Nhận mã');
  const code = page.getByLabel('Mã 6 số');
  await code.waitFor();
  await isAccessible(page);
  const message = await newestMessage(house.house, phone);
  await code.fill(message?.code ?? '');
};

type Human = { name: string; born: number; sex: 'Nam' | 'Nữ' };

const fillPerson = async (page: Page, { name, born, sex }: Human): Promise<void> => {
  await page.getByLabel('Họ và tên').fill(name);
  await page.getByLabel('Năm sinh').fill(String(born));
  await page.getByLabel(sex, { exact: true }).check();
  await page.getByLabel('Xã, phường, thị trấn').fill('ham rong thanh hoa');
  await press(page, /Phường Hàm Rồng/);
};

/** The first screen after signing in; it leads to the first question. */
export const makeOwnPerson = async (page: Page, human: Human): Promise<void> => {
  await sees(page, 'Khai cho ai?');
  await isAccessible(page);
  await fillPerson(page, human);
  await press(page, 'Lưu và bắt đầu khai');
  await sees(page, /đang ở đâu/);
};

export const addFamilyMember = async (page: Page, human: Human): Promise<void> => {
  await page.goto('/');
  await page.getByRole('link', { name: 'Thêm người nhà' }).click();
  await sees(page, 'Thêm người nhà');
  await isAccessible(page);
  await fillPerson(page, human);
  await press(page, 'Lưu');
  await sees(page, /Xin chào/);
};

/** From the first question to the result, as one with fever who breathes with effort. */
export const declareFeverAndBreathless = async (page: Page): Promise<void> => {
  await isAccessible(page);
  await press(page, /Vẫn ở đây/);
  await press(page, 'Không tiếp xúc ai');
  await press(page, 'Không đi đâu');
  await page.getByLabel('Sốt').check();
  await page.getByLabel('Khó thở').check();
  await isAccessible(page);
  await press(page, 'Tiếp tục');
  await sees(page, /bị từ khi nào/);
  await isAccessible(page);
  await press(page, 'Tiếp tục');
  await page.getByLabel('Nhiệt độ').fill('38,2');
  await isAccessible(page);
  await press(page, 'Tiếp tục');
  await press(page, 'Không có');
  await certifyAndSend(page, 'Gửi tờ khai');
};

export const certifyAndSend = async (page: Page, button: string): Promise<void> => {
  await sees(page, 'Xin xem lại lời khai');
  await page.getByLabel(/Tôi xác nhận/).check();
  await isAccessible(page);
  await press(page, button);
};

/** A signed-in citizen with a person in Phường Hàm Rồng, at the first question. */
export const beginAsCitizen = async (page: Page, house: TestServer, phone: string, human: Human): Promise<void> => {
  await signInCitizen(page, house, phone);
  await makeOwnPerson(page, human);
};

// The officer's console.

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
