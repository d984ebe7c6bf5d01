import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { dayOf, startOfDay } from '../../src/core/day.ts';
import { readReceipt } from '../../src/core/sheet/write.ts';
import { desktop, phone } from '../support/browser.ts';
import { aDeclaration, aPerson, places, urgentAnswers } from '../support/server.ts';
import { beginAsCitizen, certifyAndSend } from './citizen-steps.ts';
import { faultsOf, unfold } from './look.ts';
import { signInOfficer } from './officer-steps.ts';
import { follow, isAccessible, journey, press, reads, sees } from './steps.ts';

const hour = 3_600_000;
const phoneOfHang = '0912 345 600';

describe('the work is steered: a poster, a lagging station, a warning, a file', () => {
  const { at, step } = journey({ station: desktop, manager: desktop, citizen: phone });
  const made = { link: '' };

  step('the station makes a code, sees its poster, and has words for the loudspeaker', async () => {
    const { station: page, house } = at;
    // The hour that is stepped later goes over midnight: the devices stay behind, the house counts by its own day.
    const late = startOfDay(dayOf(house.clock.now())).getTime() + 23.25 * hour;
    house.clock.set(new Date(Math.max(late, house.clock.now().getTime())));
    await house
      .officer(places.commune)
      .then((by) => by.post('/stations', { id: crypto.randomUUID(), area: places.commune, phone: '0237 3852 111' }));
    await signInOfficer(page, house, { name: 'Lê Thị Hoa' });
    await page.goto('/console/campaigns');
    await reads(page, 'Chưa có đợt vận động nào');
    await page.getByText('Thêm đợt vận động').click();
    await page.getByLabel(/^Tên, để đơn vị nhận ra/).fill('Áp phích chợ Tây Thành');
    await isAccessible(page);
    await press(page, 'Tạo mã');
    await reads(page, /Đã tạo mã/);
    await press(page, 'Lời đọc loa');
    await reads(page, /Trạm Y tế phường Hàm Rồng xin thông báo/);
    await isAccessible(page);
    await press(page, 'Đóng');
    await follow(page, 'Áp phích');
    await sees(page, 'Khai báo y tế hôm nay, cả nhà cùng yên tâm');
    await reads(page, '0237 385 2111');
    await isAccessible(page);
    const [own] = (await (await house.officer(places.commune)).get('/campaigns')).body.items;
    made.link = own.link;
    const code = page.getByRole('img', { name: /Mã QR/ });
    const { width = 0 } = (await code.boundingBox()) ?? {};
    const modules = Number((await code.getAttribute('viewBox'))?.split(' ')[2]);
    assert.ok((width * (modules - 8)) / modules >= (80 / 25.4) * 96, 'the code itself is 8 cm wide on paper');
    for (const paper of ['a4', 'a5']) {
      await page.goto(page.url().replace(/paper=\w+/, `paper=${paper}`));
      await reads(page, /Khai báo y tế hôm nay/);
      const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
      assert.equal(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length, 1, `${paper} is one sheet`);
    }
  });

  step('a citizen who opens its link declares, and is counted to it', async () => {
    const { citizen: page, house } = at;
    const { search } = new URL(made.link);
    await page.goto(`/${search}`);
    await beginAsCitizen(page, house, phoneOfHang, { name: 'Nguyễn Thị Thu Hằng', born: 1988, sex: 'Nữ' });
    for (const answer of [/Vẫn ở đây/, 'Không tiếp xúc ai', 'Không đi đâu', 'Không có dấu hiệu nào', 'Không có'])
      await press(page, answer);
    await certifyAndSend(page, 'Gửi tờ khai');
    await reads(page, /Trạm đã nhận lúc/);
    const [own] = (await (await house.officer(places.commune)).get('/campaigns')).body.items;
    assert.deepEqual([own.declaredToday, own.declared], [1, 1]);
  });

  step('the manager above sees that the station lags, and reminds it with one tap', async () => {
    const { manager: page, house } = at;
    const nurse = await house.officer(places.commune);
    for (let n = 0; n < 4; n += 1)
      await nurse.post('/declarations', aDeclaration({ person: aPerson(), answers: urgentAnswers }));
    house.clock.step(hour);
    await signInOfficer(page, house, { name: 'Trần Văn Bình', area: places.district, roles: ['manager'] });
    await page.goto('/console/lagging');
    await page.getByRole('rowheader', { name: 'Phường Hàm Rồng' }).waitFor();
    await reads(page, '4 tờ khai khẩn chưa ai nhận');
    await isAccessible(page);
    await press(page, 'Nhắc Phường Hàm Rồng');
    await reads(page, /Đã nhắn số trực/);
    await isAccessible(page);
  });

  step('the station is told across the top of its screen, and says that it has read it', async () => {
    const { station: page } = at;
    await page.goto('/console/reminders');
    await reads(page, '1 lời nhắc chưa đọc');
    await sees(page, 'Trung tâm Y tế thành phố Thanh Hóa nhắc đơn vị');
    await isAccessible(page);
    await press(page, /^Đã đọc lời nhắc/);
    await page.getByText('1 lời nhắc chưa đọc').waitFor({ state: 'detached' });
    const { manager } = at;
    await manager.reload();
    await reads(manager, /đã đọc lúc/);
  });

  step('a sign that rises is a warning, explained in figures', async () => {
    const { manager: page, house } = at;
    const nurse = await house.officer(places.commune);
    const day = (ago: number) => new Date(house.clock.now().getTime() - ago * 24 * hour).toISOString();
    const ill = (ago: number) =>
      nurse.post('/declarations', aDeclaration({ person: aPerson(), at: day(ago), answers: { symptoms: ['fever'] } }));
    for (let ago = 14; ago > 0; ago -= 2) await ill(ago);
    for (let n = 0; n < 6; n += 1) await ill(0);
    // Those of the first steps are of another day where the journey goes over midnight.
    const [today] = await house.house.database.pools.owner<{ count: number }[]>`
      select count(*)::int as count from declaration where 'fever' = any(symptoms) and day = ${dayOf(house.clock.now())}`;
    await page.goto('/console/alarms');
    await sees(page, `Sốt: ${today?.count} tờ khai`);
    await reads(page, /C1: cao hơn trung bình/);
    await isAccessible(page);
    await page.getByText('Xem biểu đồ 30 ngày').first().click();
    await page.getByRole('img', { name: /^Sốt theo ngày ở Phường Hàm Rồng/ }).waitFor();
    await isAccessible(page);
  });

  step('a figure leads to its list, and the list comes as a file that ends with its receipt', async () => {
    const { station: page } = at;
    await page.goto('/console/statistics');
    await page.getByRole('link', { name: /xem danh sách Khẩn của Phường Hàm Rồng/ }).click();
    await sees(page, 'Tờ khai');
    await press(page, 'Xuất');
    await isAccessible(page);
    const coming = page.waitForEvent('download');
    await press(page, /^CSV/);
    const file = await coming;
    await reads(page, 'Đã lưu tệp: 4 dòng, đủ');
    const lines = (await readFile(await file.path(), 'utf8')).split('\r\n');
    assert.deepEqual([lines.length, readReceipt(lines.at(-2) ?? '')], [7, 4]);
    assert.equal(file.suggestedFilename(), 'to-khai.csv');
  });

  step('a campaign that is over says so, and can be opened again', async () => {
    const { station: page } = at;
    await page.goto('/console/campaigns');
    await press(page, /^Kết thúc….*Áp phích chợ/);
    await reads(page, 'Ai quét tờ áp phích cũ vẫn khai báo được như thường');
    await isAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Kết thúc' }).click();
    await reads(page, /Đã kết thúc/);
    await isAccessible(page);
    await press(page, /^Mở lại/);
    await page.getByRole('link', { name: 'Áp phích', exact: true }).waitFor();
  });

  step('each of these screens can be read by everyone, by day and by night, on any device', async () => {
    const faults: string[] = [];
    const look = async (page: Page, path: string) => {
      await page.goto(path);
      await page.getByRole('heading').first().waitFor();
      await page.waitForLoadState('networkidle');
      await unfold(page);
      faults.push(...(await faultsOf(page, path)));
    };
    for (const path of ['lagging', 'alarms', 'reminders?list=all', 'statistics', 'campaigns'])
      await look(at.manager, `/console/${path}`);
    const [own] = (await (await at.house.officer(places.commune)).get('/campaigns')).body.items;
    for (const paper of ['a4', 'a5']) await look(at.station, `/console/print/poster?id=${own.id}&paper=${paper}`);
    assert.deepEqual(faults, []);
  });
});
