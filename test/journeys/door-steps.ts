import type { Page } from 'playwright-core';
import { newestMessage } from '../../src/features/messages/index.ts';
import type { Caller, TestServer } from '../support/server.ts';
import { certifyAndSend, isAccessible, press, reads, sees } from './steps.ts';

// The steps of somebody at the door of a place, who has no account yet.

export const signInHere = async (page: Page, house: TestServer, number: string): Promise<void> => {
  await page.getByLabel('Số điện thoại').fill(number);
  await press(page, 'Nhận mã');
  const code = page.getByLabel('Mã 6 số');
  await code.waitFor();
  await code.fill((await newestMessage(house.house, number))?.code ?? '');
};

export const sayWho = async (page: Page, name: string, sex: 'Nam' | 'Nữ'): Promise<void> => {
  await sees(page, 'Thông tin của người vào');
  await isAccessible(page);
  await page.getByLabel('Họ và tên').fill(name);
  await page.getByLabel('Năm sinh').fill('1991');
  await page.getByLabel(sex, { exact: true }).check();
  await page.getByLabel('Xã, phường, thị trấn').fill('ham rong thanh hoa');
  await press(page, /Phường Hàm Rồng/);
  await press(page, 'Lưu');
};

export const declareWell = async (page: Page): Promise<void> => {
  await press(page, /Vẫn ở đây/);
  await press(page, 'Không tiếp xúc ai');
  await press(page, 'Không đi đâu');
  await press(page, /Không có/);
  await press(page, 'Không có');
  await certifyAndSend(page, 'Gửi tờ khai');
  await reads(page, /Trạm đã nhận lúc/);
};

type Visit = { id: string; venue: { name: string }; in: string; out: string | null };
/** What the server keeps of a citizen's visits. */
export const visitsOf = async (citizen: Caller): Promise<Visit[]> =>
  (await citizen.get('/visits?limit=200')).body.items;
