import type { Page } from 'playwright-core';
import { unmaskAnswer } from '../../src/features/visits/masked-answer.ts';
import type { Caller, TestServer } from '../support/server.ts';
import { certifyAndSend } from './citizen-steps.ts';
import { isAccessible, press, reads, sees } from './steps.ts';

// The steps of somebody at the door of a place, who has no account yet.

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

// The steps of whoever watches a door.

export const owner = { name: 'Phạm Thị Hương', born: 1975, sex: 'Nữ' } as const;

/** What the page's own session asks of the server. */
export const ask = (page: Page, path: string, body: object): Promise<{ id: string }> =>
  page.evaluate(
    async ([url, json]) => {
      const response = await fetch(url, {
        method: 'POST',
        body: json,
        headers: { 'content-type': 'application/json' },
      });
      return response.json();
    },
    [`/api/v1${path}`, JSON.stringify(body)] as const,
  );

type Row = { method: number; answer: string; isOut: boolean };
export const rowsOf = async ({ house }: TestServer, venue: string): Promise<Row[]> => {
  const rows = await house.database.pools.owner<{ id: string; method: number; answer: number; isOut: boolean }[]>`
    select id, method, answer, out_at is not null as "isOut" from visit where venue_id = ${venue} order by in_at`;
  return rows.map(({ id, answer, ...row }) => ({ ...row, answer: unmaskAnswer(house.keys, { id, answer }) }));
};

/** The names of what lies sealed on the device, and the bytes as anybody could read them. */
export const keptOn = (page: Page): Promise<string> =>
  page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const opening = indexedDB.open('lachan-door');
        opening.onsuccess = () => {
          const all = opening.result.transaction('records').objectStore('records').getAll();
          all.onsuccess = () =>
            resolve(all.result.map((record) => record.name + new TextDecoder('latin1').decode(record.data)).join());
        };
      }),
  );

export const present = async (page: Page, text: string): Promise<void> => {
  await page.getByLabel('Nội dung mã').fill(text);
  await press(page, 'Xong');
};
export const answers = (page: Page, word: string) =>
  page.getByRole('alert').getByRole('heading', { name: word }).waitFor();
export const next = (page: Page) => press(page, 'Người tiếp theo');
