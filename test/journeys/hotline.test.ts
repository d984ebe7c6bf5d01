import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { desktop } from '../support/browser.ts';
import { aDeclaration, aPerson, places, somePhone } from '../support/server.ts';
import { rowOf, signInOfficer } from './officer-steps.ts';
import { isAccessible, journey, press, reads, sees } from './steps.ts';

const caller = { name: 'Trịnh Thị Mơ', phone: somePhone() } as const;

describe('somebody rings the hot line of the district, and the station of the commune sees what was said', () => {
  const { at, step } = journey({ hotline: desktop, station: desktop });

  step('the number that rings leads to the person', async () => {
    const { hotline: page, house } = at;
    const nurse = await house.officer(places.commune);
    const person = aPerson({ fullName: caller.name, phone: caller.phone });
    const { status, body } = await nurse.post('/declarations', aDeclaration({ person }));
    assert.equal(status, 201, JSON.stringify(body));
    await signInOfficer(page, house, { name: 'Đỗ Thị Dây', area: places.district });
    await page.goto(`/console/hotline?phone=${caller.phone}`);
    await reads(page, caller.name);
    await isAccessible(page);
    await press(page, 'Chọn người này');
  });

  step('what she says is written down on one page, and judged while she is on the line', async () => {
    const { hotline: page } = at;
    await reads(page, 'Người trực nhận cuộc gọi');
    await page.getByLabel('sốt', { exact: true }).check();
    await page.getByLabel('khó thở', { exact: true }).check();
    await page.getByLabel('Nhiệt độ (°C)').fill('38,6');
    await page.getByLabel(/^Người được khai đã nghe và xác nhận/).check();
    await isAccessible(page);
    await press(page, 'Gửi tờ khai');
    await sees(page, 'Đã ghi tờ khai');
    await reads(page, 'Khẩn');
    await isAccessible(page);
  });

  step('the station has her at the top of its list, with what she said', async () => {
    const { station: page, house } = at;
    await signInOfficer(page, house, { name: 'Lê Thị Hoa' });
    await page.goto('/console/work');
    await rowOf(page, caller.name).click();
    await reads(page, 'cán bộ khai thay');
    await reads(page, 'sốt; khó thở');
    await reads(page, '38,6 °C');
    await isAccessible(page);
  });

  step('the next call begins with an empty page', async () => {
    const { hotline: page } = at;
    await press(page, 'Cuộc gọi tiếp theo');
    await page.getByRole('button', { name: 'Tìm', exact: true }).last().waitFor();
    assert.equal(await page.getByText(caller.name).count(), 0);
  });
});
