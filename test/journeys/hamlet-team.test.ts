import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { desktop, phone } from '../support/browser.ts';
import { aDeclaration, aPerson, made } from '../support/server.ts';
import { signInOfficer } from './officer-steps.ts';
import { isAccessible, journey, reads } from './steps.ts';
import { openStation } from './town.ts';

const hour = 3_600_000;
const [own, other] = ['Phố Thành Công', 'Phố Đội Cung'] as const;

describe('the team of a hamlet sees who comes home to it, and nobody else’s', () => {
  const { at, step } = journey({ station: desktop, here: phone, there: phone });
  const logins = { here: '', there: '' };

  const cardOf = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name });
  const showing = (page: Page, state: string) => page.getByLabel('Trạng thái').selectOption({ label: state });

  /** Somebody declares the way home, and writes the hamlet by hand. */
  const comesHome = async (fullName: string, hamlet: string): Promise<void> => {
    const { house } = at;
    const answers = {
      symptoms: ['cough'],
      from: '79.760',
      origin: 'lockdown',
      leftOn: house.ago(24 * hour).slice(0, 10),
      arrival: house.ago(-2 * hour),
      household: 3,
    };
    const person = aPerson({ fullName, hamlet, phone: '0912 345 678', address: '7 Hàm Nghi' });
    await made(await house.citizen(), '/declarations', aDeclaration({ form: 'returnee', person, hamlet, answers }));
  };

  step('a team that no hamlet has been given is told so, and sees nobody', async () => {
    const { here: page, house } = at;
    await openStation(house);
    await comesHome('Lê Văn Hợi', 'phố  thành CÔNG');
    logins.here = (await signInOfficer(page, house, { name: 'Ngô Văn Tám', roles: ['community'] })).login;
    logins.there = (await signInOfficer(at.there, house, { name: 'Hà Thị Chín', roles: ['community'] })).login;
    await page.goto('/console/arrivals');
    await reads(page, /chưa được giao thôn nào/);
    assert.equal(await cardOf(page, 'Lê Văn Hợi').count(), 0);
    await isAccessible(page);
  });

  step('the station gives each hamlet its team', async () => {
    const { station: page, house } = at;
    await signInOfficer(page, house, { name: 'Đặng Thu Yến' });
    await page.goto('/console/areas');
    for (const [hamlet, login] of [
      [own, logins.here],
      [other, logins.there],
    ] as const) {
      const row = page.getByRole('row').filter({ hasText: hamlet });
      await row.getByRole('button', { name: 'Sửa' }).click();
      await page.getByLabel('Tài khoản tổ COVID').fill(login);
      await isAccessible(page);
      await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
      await row
        .getByText(hamlet === own ? 'Ngô Văn Tám' : 'Hà Thị Chín')
        .last()
        .waitFor();
    }
  });

  step(
    'it sees name, address and phone of who comes to its hamlet, nothing of health; the other sees nobody',
    async () => {
      const { here: page, there } = at;
      await page.reload();
      const card = cardOf(page, 'Lê Văn Hợi');
      await card.getByText(/7 Hàm Nghi/).waitFor();
      await card.getByRole('link', { name: '0912 345 678' }).waitFor();
      await reads(page, new RegExp(own));
      assert.doesNotMatch((await card.textContent()) ?? '', /Ở nhà|Xét nghiệm|Nguy cơ|Quận 1/);
      assert.equal(await card.getByRole('link', { name: 'Lê Văn Hợi' }).count(), 0);
      await isAccessible(page);
      await there.goto('/console/arrivals');
      await reads(there, new RegExp(other));
      for (const state of ['Chờ xác nhận', 'Quá hạn', 'Đã về', 'Chưa thấy']) {
        await showing(there, state);
        await reads(there, /Không có ai/);
      }
      assert.equal(await cardOf(there, 'Lê Văn Hợi').count(), 0);
      await isAccessible(there);
    },
  );

  step('that he has come the station confirms, not the team, which reads it', async () => {
    const { station, here: page, there } = at;
    assert.equal(await page.getByRole('button', { name: 'Đã về đến nơi' }).count(), 0);
    await station.goto('/console/arrivals');
    await cardOf(station, 'Lê Văn Hợi')
      .getByText(/từ Quận 1/)
      .waitFor();
    assert.match((await cardOf(station, 'Lê Văn Hợi').textContent()) ?? '', /Ở nhà/);
    await cardOf(station, 'Lê Văn Hợi').getByRole('button', { name: 'Đã về đến nơi' }).click();
    await reads(station, 'Đã ghi.');
    await page.reload();
    await reads(page, /Không có ai/);
    await showing(page, 'Đã về');
    await cardOf(page, 'Lê Văn Hợi').waitFor();
    await showing(there, 'Đã về');
    await reads(there, /Không có ai/);
  });

  step(
    'the station renames the hamlet: who wrote the older name is still awaited by its team, under the new one',
    async () => {
      const { station, here: page, there } = at;
      await station.goto('/console/areas');
      const row = station.getByRole('row').filter({ hasText: own });
      await row.getByRole('button', { name: 'Sửa' }).click();
      await station.getByRole('textbox', { name: 'Tên thôn, tổ' }).fill('Tổ dân phố số 4');
      await station.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
      await station.getByRole('row').filter({ hasText: 'Tổ dân phố số 4' }).waitFor();
      await comesHome('Hà Văn Sơn', own);
      await page.reload();
      await reads(page, 'Danh sách của Tổ dân phố số 4.');
      await cardOf(page, 'Hà Văn Sơn')
        .getByText(/Tổ dân phố số 4/)
        .waitFor();
      await showing(page, 'Đã về');
      await cardOf(page, 'Lê Văn Hợi').waitFor();
      for (const state of ['Chờ xác nhận', 'Đã về']) {
        await showing(there, state);
        await reads(there, /Không có ai/);
      }
    },
  );
});
