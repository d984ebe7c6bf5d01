import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { newId } from '../../src/core/client.ts';
import { dayOf } from '../../src/core/day.ts';
import { newestMessage } from '../../src/features/messages/index.ts';
import { desktop, phone } from '../support/browser.ts';
import { aPerson, type Caller, places, somePhone, type TestServer } from '../support/server.ts';
import { signInCitizen } from './citizen-steps.ts';
import { picture } from './look.ts';
import { signInOfficer } from './officer-steps.ts';
import { follow, hit, isAccessible, journey, press, reads, sees } from './steps.ts';

const names = {
  f0: 'Lê Văn Tài',
  near: 'Phạm Thị Hòa',
  neighbour: 'Trần Văn Bình',
  hanoi: 'Đỗ Thị Lan',
  ill: 'Vũ Văn Sáu',
  namesake: 'Vũ Văn Hưng',
};
const f1Phone = somePhone();
const guestPhone = somePhone();

/** A case of the neighbouring commune whose contacts live here, there, and in another province. */
const outbreak = async (house: TestServer) => {
  const officer = await house.officer(places.commune);
  const neighbour = await house.officer(places.neighbour);
  const hanoi = await house.officer('01.001.00001');
  const tracer = await house.officer(places.district, ['tracer']);
  const at = (minutes: number) => new Date(house.clock.now().getTime() + minutes * 60_000).toISOString();
  const post = async (who: Caller, path: string, body: Record<string, unknown>) => {
    const answer = await who.post(path, { id: newId(), ...body });
    assert.equal(answer.status, 201, `${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const person = async (who: Caller, fullName: string, area: string, tel = somePhone()): Promise<string> =>
    (await post(who, '/people', aPerson({ fullName, area, phone: tel }))).id;
  const f0 = await person(neighbour, names.f0, places.neighbour);
  const contacts = [
    await person(officer, names.near, places.commune, f1Phone),
    await person(neighbour, names.neighbour, places.neighbour),
    await person(hanoi, names.hanoi, '01.001.00001'),
  ];
  const venue = (
    await post(neighbour, '/venues', { name: 'Quán cà phê Sông Mã', kind: 'cafe', area: places.neighbour })
  ).id;
  const visit = (who: string, from: number, to: number) =>
    post(neighbour, '/visits', { venue, visitor: { person: who }, in: at(from), out: at(to), method: 'on_behalf' });
  await visit(f0, -300, -200);
  await visit(await person(neighbour, 'Khách Quán Nước', places.neighbour, guestPhone), -250, -220);
  const today = dayOf(house.clock.now());
  const found = await post(tracer, '/cases', { person: f0, sampledOn: today, confirmedOn: today });
  for (const contact of contacts)
    await post(tracer, `/cases/${found.id}/contacts`, {
      person: contact,
      from: at(-500),
      to: at(-400),
      kind: 'interview',
    });
  await post(tracer, `/cases/${found.id}/decisions`, {
    decisions: contacts.map((contact) => ({ person: contact, level: 1, accept: true })),
  });
  const sampled = async (name: string): Promise<string> => {
    const who = await person(officer, name, places.commune);
    return (await post(officer, `/people/${who}/tests`, { sampledAt: at(-600), method: 'pcr' })).id;
  };
  const [sample, namesake] = [await sampled(names.ill), await sampled(names.namesake)];
  return { case: found.id as string, sample, namesake };
};

/** As a field for date and time takes it, so many minutes from now. */
const localTime = (house: TestServer, minutes: number): string =>
  new Date(house.clock.now().getTime() + (7 * 60 + minutes) * 60_000).toISOString().slice(0, 16);

describe('contacts are followed where they live, and a laboratory list proposes the next case', () => {
  const { at, step } = journey({ nurse: phone, desk: desktop, away: desktop, f1: phone, station: desktop });
  const state = { case: '', sample: '', namesake: '' };

  step('a nurse works her own contacts on her phone, and takes a slip back', async () => {
    const { nurse: page, house } = at;
    Object.assign(state, await outbreak(house));
    await signInOfficer(page, house, { name: 'Hà Thị Trạm' });
    await page.goto('/console/contacts');
    await sees(page, 'Người tiếp xúc');
    await reads(page, names.near);
    const shown = (await page.locator('main').textContent()) ?? '';
    for (const other of [names.f0, names.neighbour, names.hanoi]) assert.ok(!shown.includes(other), other);
    await isAccessible(page);
    await picture(page, 'contacts-phone');
    await press(page, 'Đã liên lạc được');
    await reads(page, 'Đã ghi: đã liên lạc được.');
    await press(page, 'Đã cách ly');
    await reads(page, 'Đã ghi: đang cách ly.');
    await press(page, 'Hoàn tác');
    await page.getByRole('button', { name: 'Đã cách ly' }).waitFor();
    await press(page, `Việc khác: ${names.near}`);
    await reads(page, 'Đã làm gì');
    await page.getByRole('dialog').locator('ol li').nth(2).waitFor();
    await isAccessible(page);
    await picture(page, 'contacts-history');
    await page.getByRole('dialog').getByRole('button', { name: 'Thôi' }).click();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  });

  step('she sends the contact a link, on which the people met are written down without an account', async () => {
    const { nurse, f1: page, house } = at;
    await press(nurse, `Người đã gặp: ${names.near}`);
    await isAccessible(nurse);
    await picture(nurse, 'contacts-named');
    await press(nurse, /^Gửi đường dẫn đến/);
    await reads(nurse, /Đã gửi đường dẫn/);
    const link = /https?:\/\/\S+(\/app\/tiep-xuc#\S+)/.exec((await newestMessage(house.house, f1Phone))?.text ?? '');
    await page.goto(link?.[1] ?? '');
    await sees(page, 'Những người đã gặp');
    await reads(page, /Chào Hòa/);
    const shown = (await page.locator('main').textContent()) ?? '';
    for (const word of [names.f0, 'F0', 'F1', 'ca bệnh']) assert.ok(!shown.includes(word), word);
    await isAccessible(page);
    await picture(page, 'met-phone');
    await page.getByLabel('Họ tên người đã gặp').fill('Chị Ba bán rau');
    await page.getByLabel('Số điện thoại').fill('0912 345 678');
    await page.getByLabel('Gặp lúc nào').fill(localTime(house, -60));
    await press(page, 'Lưu người này');
    await reads(page, /Đã lưu: Chị Ba bán rau/);
    await press(page, 'Đã ghi đủ');
    await reads(page, /Trạm Y tế đã nhận 1 người/);
    await isAccessible(page);
    await picture(page, 'met-done');
  });

  step('with an account of her own she finds the same ask at home, and adds another there', async () => {
    const { f1: page, house } = at;
    await signInCitizen(page, house, f1Phone);
    await press(page, 'Đúng, đó là tôi');
    await reads(page, 'Trạm Y tế đã nhận trả lời của Hòa.');
    await isAccessible(page);
    await picture(page, 'met-home');
    await follow(page, 'Ghi thêm');
    await sees(page, 'Những người đã gặp');
    await isAccessible(page);
    await page.getByLabel('Họ tên người đã gặp').fill('Anh Tư xe ôm');
    await page.getByLabel('Gặp lúc nào').fill(localTime(house, -60));
    await press(page, 'Lưu người này');
    await reads(page, /Đã lưu: Anh Tư xe ôm/);
    await picture(page, 'met-app');
    await press(page, 'Đã ghi đủ');
    await reads(page, /Trạm Y tế đã nhận 2 người/);
  });

  step('the tracer makes the named one a contact, and tells whoever was in the same place', async () => {
    const { desk: page, house } = at;
    await signInOfficer(page, house, { name: 'Vũ Thị Truy', area: places.district, roles: ['tracer'] });
    await page.goto(`/console/cases/${state.case}?tab=named`);
    await reads(page, 'Chị Ba bán rau');
    await isAccessible(page);
    await picture(page, 'named');
    await press(page, 'Lập hồ sơ mới: Chị Ba bán rau');
    await page.getByRole('dialog').getByLabel('Xã, phường').fill('ham rong thanh hoa');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Phường Hàm Rồng/ })
      .click();
    await isAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Lưu' }).click();
    await reads(page, 'đã thêm vào tiếp xúc');
    await page.goto(`/console/cases/${state.case}?tab=exposure`);
    await reads(page, 'Báo người đã có mặt');
    await isAccessible(page);
    await press(page, 'Xem trước số người');
    await sees(page, 'Nhắn tin cho 1 người?');
    await isAccessible(page);
    await picture(page, 'exposure-confirm');
    await press(page, 'Nhắn 1 người');
    await reads(page, /Đã nhắn 1 người/);
    await page.getByRole('cell', { name: /1 \/ 1 người/ }).waitFor();
    await picture(page, 'exposure');
    const text = (await newestMessage(house.house, guestPhone))?.text ?? '';
    assert.match(text, /theo doi suc khoe 14 ngay/);
    for (const word of ['Tai', 'Song Ma', 'F0']) assert.ok(!text.includes(word), text);
  });

  step('contacts in another province are sent, and acknowledged there', async () => {
    const { desk, away, house } = at;
    await desk.goto('/console/contacts');
    await reads(desk, names.near);
    await reads(desk, /Còn phải gọi 1/);
    await isAccessible(desk);
    await picture(desk, 'contacts');
    await desk.getByText('Bộ lọc, tải và in').click();
    const saved = desk.waitForEvent('download');
    await press(desk, 'Tải CSV');
    assert.match((await saved).suggestedFilename(), /\.csv$/);
    await desk.getByLabel('Trạng thái').selectOption({ label: 'đã liên lạc được' });
    await desk.getByRole('link', { name: names.neighbour }).waitFor({ state: 'detached' });
    await follow(desk, 'In danh sách');
    await sees(desk, 'Danh sách người tiếp xúc cần theo dõi');
    await reads(desk, 'Gọi lúc, kết quả');
    await reads(desk, new RegExp(names.near));
    await isAccessible(desk);
    await picture(desk, 'contacts-print');
    await desk.goto('/console/contacts');
    await reads(desk, names.near);
    await hit(desk, 'j');
    await hit(desk, 'n');
    await reads(desk, 'Đã ghi: đã liên lạc được.');
    await hit(desk, 'u');
    await reads(desk, /Còn phải gọi 1/);
    await follow(desk, 'Gửi tỉnh khác');
    await press(desk, /^Gửi .*Hà Nội, ca/);
    await reads(desk, 'chờ xác nhận');
    await isAccessible(desk);
    await picture(desk, 'contacts-out');
    await signInOfficer(away, house, { name: 'Ngô Thị Hà', area: '01', roles: ['tracer'] });
    await away.goto('/console/contacts?tab=in');
    await press(away, /^Xác nhận đã nhận/);
    await reads(away, 'Ngô Thị Hà');
    await isAccessible(away);
    await picture(away, 'contacts-in');
    await desk.reload();
    await reads(desk, 'Ngô Thị Hà');
  });

  step('a list of results is checked and written; the positive one proposes a case', async () => {
    const { station: page, desk, house } = at;
    await signInOfficer(page, house, { name: 'Lý Thị Mẫu' });
    await page.goto('/console/tests');
    await press(page, 'Nhập kết quả');
    const rows = [
      'Mã xét nghiệm,Họ và tên,Điện thoại,Kết quả',
      `${state.sample},${names.ill},,Dương tính`,
      ',Không Ai Cả,0912000111,Âm tính',
      `${state.namesake},Vũ Văn Hùng,,Âm tính`,
    ];
    await page.getByLabel('Tệp kết quả').setInputFiles({
      name: 'pcr.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows.join('\n')),
    });
    await reads(page, /3 dòng: 1 dòng dùng được, 2 dòng cần sửa/);
    await reads(page, 'chưa có hồ sơ người này trong địa bàn');
    await isAccessible(page);
    await picture(page, 'lab-check');
    await press(page, 'Ghi 1 kết quả');
    await reads(page, /Đã ghi 1 kết quả, trong đó 1 dương tính/);
    await press(page, `Đúng người này, ghi kết quả: ${names.namesake}`);
    await reads(page, 'Đã ghi kết quả.');
    await isAccessible(page);
    await picture(page, 'lab-doubtful');
    await press(page, 'Đóng');
    await follow(page, 'Dương tính chưa lập ca');
    await reads(page, names.ill);
    await desk.goto('/console/tests?list=positives');
    await isAccessible(desk);
    await picture(desk, 'positives');
    await follow(desk, 'Lập ca bệnh');
    await reads(desk, names.ill);
    await press(desk, 'Lập ca bệnh');
    await sees(desk, `Ca bệnh: ${names.ill}`);
    await desk.goto('/console/tests?list=positives');
    await reads(desk, 'Không có kết quả dương tính nào chờ lập ca');
  });

  step('whoever is not kept apart in time is made known above, and the station sees that', async () => {
    const { station: page, house } = at;
    house.clock.step(7 * 3_600_000);
    await house.job('followup.escalate');
    await page.goto('/console/contacts?overdue=true');
    await reads(page, names.near);
    await reads(page, /Đã báo cấp trên lúc/);
    await page.getByRole('link', { name: /^Người tiếp xúc\s*1$/ }).waitFor();
    await isAccessible(page);
  });
});
