import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { newId } from '../../src/core/client.ts';
import { addDays, dayOf } from '../../src/core/day.ts';
import { desktop, phone } from '../support/browser.ts';
import { aPerson, type Caller, places, type TestServer } from '../support/server.ts';
import { faultsOf, picture, unfold } from './look.ts';
import { signInOfficer } from './officer-steps.ts';
import { isAccessible, journey, press, reads, sees } from './steps.ts';

const hour = 3_600_000;
const bar = 'Karaoke Sao Đêm';
const market = 'Siêu thị Hàm Rồng';
const names = {
  first: 'Lê Văn Tài',
  second: 'Trịnh Thị Nga',
  f1: 'Phạm Văn Hòa',
  f2: 'Đỗ Thị Lan',
  f3: 'Bùi Thị Xuân',
};

/** An outbreak told through HTTP: two cases of one bar and one supermarket, an F1 and an F2 of the first. */
const outbreak = async (house: TestServer) => {
  const officer = await house.officer(places.commune);
  const tracer = await house.officer(places.district, ['tracer']);
  const today = dayOf(house.clock.now());
  const at = (daysBack: number, hours: number) =>
    new Date(Date.parse(`${addDays(today, -daysBack)}T00:00:00+07:00`) + hours * hour).toISOString();
  const post = async (who: Caller, path: string, body: Record<string, unknown>) => {
    const answer = await who.post(path, { id: newId(), ...body });
    assert.equal(answer.status, 201, `${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const person = async (fullName: string): Promise<string> =>
    (await post(officer, '/people', aPerson({ fullName }))).id;
  const venue = async (name: string, kind: string, address: string): Promise<string> =>
    (await post(officer, '/venues', { name, kind, area: places.commune, address })).id;
  const visit = (who: string, where: string, from: string, to: string) =>
    post(officer, '/visits', { venue: where, visitor: { person: who }, in: from, out: to, method: 'on_behalf' });

  const [first, second, f1, f2] = [
    await person(names.first),
    await person(names.second),
    await person(names.f1),
    await person(names.f2),
  ];
  const [karaoke, supermarket] = [
    await venue(bar, 'karaoke', '12 phố Thành Thái'),
    await venue(market, 'supermarket', '1 đại lộ Lê Lợi'),
  ];
  for (const who of [first, second]) await visit(who, karaoke, at(4, 20), at(4, 22));
  await visit(first, supermarket, at(5, 8), at(5, 9));
  await visit(second, supermarket, at(5, 15), at(5, 16));
  for (let n = 0; n < 24; n += 1)
    await visit(await person('Khách đi chợ'), supermarket, at(5, 8 + n / 3), at(5, 9 + n / 3));
  const dates = { sampledOn: addDays(today, -1), confirmedOn: today, outbreak: 'Ổ dịch phố Thành Thái' };
  const a = await post(tracer, '/cases', { person: first, onsetOn: addDays(today, -2), ...dates });
  await post(tracer, '/cases', { person: second, onsetOn: addDays(today, -2), ...dates });
  const link = (contact: string, from: string, to: string, via?: string) =>
    post(tracer, `/cases/${a.id}/contacts`, { person: contact, from, to, kind: 'interview', ...(via && { via }) });
  await link(f1, at(3, 9), at(3, 11));
  await post(tracer, `/cases/${a.id}/decisions`, { decisions: [{ person: f1, level: 1, accept: true }] });
  await link(f2, at(1, 9), at(1, 11), f1);
  await post(tracer, `/cases/${a.id}/decisions`, { decisions: [{ person: f2, level: 2, accept: true }] });
  return { case: a.id as string };
};

/** By day and by night, on a phone and at a desk, everything unfolded. */
const isSound = async (page: Page, name: string): Promise<void> => {
  await unfold(page);
  assert.deepEqual(await faultsOf(page, name), []);
};

const rows = (page: Page) => page.locator('.chain-table tbody tr');

describe('a tracer looks back to where it began, follows the chain, and tells the public', () => {
  const { at, step } = journey({ desk: desktop, reader: phone });
  const state = { case: '' };

  step('the bar that two cases share stands above the supermarket that everybody goes to', async () => {
    const { desk: page, house } = at;
    Object.assign(state, await outbreak(house));
    await signInOfficer(page, house, { name: 'Vũ Thị Truy', area: places.district, roles: ['tracer'] });
    const traced = async () =>
      (
        await house.house.database.pools.owner`select from audit_inbox where route = 'GET /cases/backward'
        union all select from audit_entry where route = 'GET /cases/backward'`
      ).length;
    await page.goto('/console/backward');
    await sees(page, 'Truy vết ngược');
    await reads(page, 'Chưa mở lượt đến của ai');
    assert.equal(await traced(), 0, 'a look at the page opens nobody’s visits');
    await isAccessible(page);
    await press(page, 'Mở lượt đến và tìm nơi chung');
    const shared = page.locator('.shared tbody tr th');
    await shared.first().waitFor();
    const shown = await shared.allTextContents();
    assert.deepEqual(
      shown.map((text) => [bar, market].find((name) => text.startsWith(name))),
      [bar, market],
    );
    await reads(page, '1 lần có mặt cùng lúc');
    assert.ok((await traced()) > 0, 'and what was opened is written down');
    await picture(page, 'backward');
    await isSound(page, 'backward');
    await page.getByLabel('Xếp theo').selectOption({ label: 'Lần có mặt cùng lúc' });
    await reads(page, /20:00–22:00/);
    assert.equal(await shared.count(), 1, 'in the supermarket they were hours apart');
    await isAccessible(page);
  });

  step('the chain opens with everybody in it, and the slider hides who came later', async () => {
    const { desk: page } = at;
    await page.goto(`/console/cases/${state.case}?tab=graph`);
    await page.getByRole('img', { name: /4 người/ }).waitFor();
    await page.locator('.chain-frame canvas').first().waitFor();
    assert.equal(await rows(page).count(), 4);
    await picture(page, 'chain');
    await isSound(page, 'chain');
    const slider = page.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('ArrowLeft');
    await page.getByRole('img', { name: /3 người/ }).waitFor();
    assert.equal(await rows(page).filter({ hasText: names.f2 }).count(), 0);
    await page.keyboard.press('End');
    await page.getByRole('img', { name: /4 người/ }).waitFor();
    const saved = page.waitForEvent('download');
    await press(page, 'Lưu ảnh PNG');
    assert.match((await saved).suggestedFilename(), /\.png$/);
  });

  step('a click on a person says who that is and how the chain came there, and opens the record', async () => {
    const { desk: page } = at;
    await press(page, `Chỉ trên sơ đồ: ${names.f1}`);
    const card = page.getByRole('region', { name: names.f1 });
    await card.waitFor();
    const frame = page.locator('.chain-frame');
    await frame.click({ position: { x: 8, y: 8 } });
    await card.waitFor({ state: 'detached' });
    // The picture was moved so that the person stands in its middle.
    await frame.click();
    await card.waitFor();
    await reads(page, 'Tiếp xúc với');
    await isAccessible(page);
    await page.getByLabel('Tìm người, xã phường trong sơ đồ').fill('do thi lan');
    await page.locator('.chain-found button').click();
    const found = page.getByRole('region', { name: names.f2 });
    await found.waitFor();
    await found.getByRole('link', { name: 'Mở hồ sơ người này' }).click();
    await sees(page, names.f2);
  });

  step('whom the F2 has met is written down by hand, and stands in the chain as F3', async () => {
    const { desk: page, house } = at;
    await (await house.officer(places.commune)).post('/people', aPerson({ fullName: names.f3 }));
    await page.goto(`/console/cases/${state.case}?tab=f2`);
    await press(page, 'Thêm người tiếp xúc');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/Họ tên, số điện thoại/).fill('bui thi xuan');
    await press(page, 'Tìm');
    await press(page, 'Chọn người này');
    await dialog.getByLabel('Qua người tiếp xúc nào').selectOption({ label: `F2 ${names.f2}` });
    const local = (hours: number) =>
      new Date(house.clock.now().getTime() + (hours + 7) * hour).toISOString().slice(0, 16);
    await dialog.getByLabel('Gặp từ').fill(local(-2));
    await dialog.getByLabel('Đến', { exact: true }).fill(local(-1));
    await isAccessible(page);
    await press(page, 'Lưu');
    await reads(page, `Đã ghi ${names.f3} là F3`);
    await page.goto(`/console/cases/${state.case}?tab=graph`);
    await rows(page).filter({ hasText: names.f3 }).getByText('F3').waitFor();
    await isAccessible(page);
  });

  step('a milestone is made of a visit; a text with the name is refused, one without is published', async () => {
    const { desk: page } = at;
    await page.goto(`/console/cases/${state.case}?tab=milestones`);
    await page.getByRole('img', { name: /Biểu đồ thời gian/ }).waitFor();
    await press(page, 'Thêm từ lượt đến');
    await press(page, `Thêm: ${bar}`);
    await reads(page, 'Đã thêm');
    await isAccessible(page);
    await press(page, 'Đóng');
    const card = page.getByRole('listitem').filter({ hasText: bar });
    await card.getByRole('button', { name: 'Công bố' }).click();
    const text = page.getByLabel('Nội dung công bố');
    await text.fill(`Ông ${names.first} hát ở phòng 3`);
    await isAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Công bố' }).click();
    await reads(page, /còn tên, số điện thoại/);
    await text.fill('Khách hát tại phòng 3 tối hôm đó, xin gọi Trạm Y tế.');
    await page.getByRole('dialog').getByRole('button', { name: 'Công bố' }).click();
    await reads(page, /Công bố lúc/);
    await picture(page, 'milestones');
    await isSound(page, 'milestones');
  });

  step('everybody reads the place and the time, nobody the name', async () => {
    const { reader: page, house } = at;
    await page.goto(`${house.base}/portal/noi-da-den?area=38.380`);
    await sees(page, 'Nơi ca bệnh đã đến');
    await reads(page, bar);
    await reads(page, /xin gọi Trạm Y tế/);
    const shown = (await page.locator('main').textContent()) ?? '';
    for (const word of [names.first, 'Tài', state.case]) assert.ok(!shown.includes(word), word);
    await isAccessible(page);
    await picture(page, 'portal-milestones');
  });

  step('what is withdrawn is gone', async () => {
    const { desk, reader, house } = at;
    await press(desk, 'Rút lại');
    await reads(desk, 'Chưa công bố');
    await desk.setViewportSize(phone);
    await isAccessible(desk);
    await picture(desk, 'milestones-phone');
    // Another page than before: pages of the portal are kept for some seconds.
    await reader.goto(`${house.base}/portal/noi-da-den?area=${places.commune}`);
    await reads(reader, 'Chưa có nơi nào được công bố.');
  });

  step(
    'six weeks later the contacts are contacts no more: the chain says so in words, and keeps everybody in place',
    async () => {
      const { desk: page, house } = at;
      house.clock.step(42 * 24 * hour);
      await page.context().clearCookies();
      await page.setViewportSize(desktop);
      await signInOfficer(page, house, { name: 'Trịnh Thị Mai', area: places.district, roles: ['tracer'] });
      await page.goto(`/console/cases/${state.case}?tab=graph`);
      await rows(page).filter({ hasText: names.f1 }).getByText('F1, đã hết').waitFor();
      await rows(page).filter({ hasText: names.f2 }).getByText('F2, đã hết').waitFor();
      await rows(page).filter({ hasText: names.first }).getByText('F0', { exact: true }).waitFor();
      await reads(page, 'Đã hết thời gian theo dõi, hoặc ca đã đóng');
      await isSound(page, 'chain that has ended');
    },
  );
});
