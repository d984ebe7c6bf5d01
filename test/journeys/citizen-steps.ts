import type { Page } from 'playwright-core';
import { newestMessage } from '../../src/features/messages/index.ts';
import type { TestServer } from '../support/server.ts';
import { isAccessible, press, sees } from './steps.ts';

// The steps of a citizen on the own phone.

/** How many declarations the house holds. */
export const countDeclarations = async ({ house }: TestServer): Promise<number> => {
  const [row] = await house.database.pools.owner<{ count: number }[]>`select count(*)::int as count from declaration`;
  return row?.count ?? 0;
};

/** Asks for a code where the number is asked for, reads it where it came, and is in. */
export const signInHere = async (page: Page, house: TestServer, phone: string): Promise<void> => {
  await page.getByLabel('Số điện thoại').fill(phone);
  await isAccessible(page);
  await press(page, 'Nhận mã');
  const code = page.getByLabel('Mã 6 số');
  await code.waitFor();
  await isAccessible(page);
  await code.fill((await newestMessage(house.house, phone))?.code ?? '');
};

export const signInCitizen = async (page: Page, house: TestServer, phone: string): Promise<void> => {
  await page.goto('/');
  await signInHere(page, house, phone);
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
