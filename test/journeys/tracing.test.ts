import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { readReceipt } from '../../src/core/sheet/write.ts';
import { newestMessage } from '../../src/features/messages/index.ts';
import { desktop, phone } from '../support/browser.ts';
import { aPerson, places } from '../support/server.ts';
import { faultsOf, picture, unfold } from './look.ts';
import { signInOfficer } from './officer-steps.ts';
import { follow, hit, isAccessible, journey, press, reads, sees } from './steps.ts';

const minute = 60_000;
const hour = 60 * minute;
const newId = () => crypto.randomUUID();

const phoneOfHoa = '0912 345 702';
const phoneOfKhanh = '0912 345 706';
const hung = aPerson({ fullName: 'Nguyễn Mạnh Hùng', birthYear: 1979, sex: 'male', phone: '0912 345 701' });
const hoa = aPerson({ fullName: 'Lê Thị Hoa', birthYear: 1990, phone: phoneOfHoa });
const binh = aPerson({ fullName: 'Trần Văn Bình', birthYear: 1951, sex: 'male' });
const cuc = aPerson({ fullName: 'Phạm Thị Cúc', birthYear: 1985, phone: '0912 345 704', area: places.neighbour });
const dung = aPerson({ fullName: 'Đỗ Tiến Dũng', birthYear: 1999, sex: 'male', phone: '0912 345 705' });
const khanh = aPerson({ fullName: 'Vũ Ngọc Khánh', birthYear: 2001, phone: phoneOfKhanh });
const mai = aPerson({ fullName: 'Hoàng Tuyết Mai', birthYear: 1994, phone: '0912 345 707' });

/** Where the keyboard goes on: the row that has the focus is this person's. */
const handIsOn = async (page: Page, name: string, why: string): Promise<void> =>
  assert.match(
    (await page.locator('[data-contact]:focus').textContent({ timeout: 3000 })) ?? '',
    new RegExp(name),
    why,
  );

describe('a positive test becomes a case, its contacts are found, told, and freed again', () => {
  const { at, step } = journey({ tracer: desktop, nurse: desktop, elsewhere: phone });
  const known = { case: '', code: '' };
  const row = (name: string) => at.tracer.locator('[data-contact]').filter({ hasText: name });

  step('people eat in one room and ride one bus; one of them is positive', async () => {
    const { house } = at;
    const nurse = await house.officer(places.district);
    for (const person of [hung, hoa, binh, cuc, dung, khanh, mai])
      assert.equal((await nurse.post('/people', person)).status, 201);
    const now = house.clock.now().getTime();
    const venue = async (name: string, kind: string, vehicle?: object): Promise<string> => {
      const { body } = await nurse.post('/venues', { id: newId(), name, kind, area: places.commune, vehicle });
      return body.id;
    };
    const visit = async (of: { id: string }, where: string, from: number, minutes: number) => {
      const [start, end] = [now - from * minute, now - (from - minutes) * minute];
      const { status, body } = await nurse.post('/visits', {
        id: newId(),
        venue: where,
        visitor: { person: of.id },
        in: new Date(start).toISOString(),
        out: new Date(end).toISOString(),
        method: 'on_behalf',
      });
      assert.equal(status, 201, JSON.stringify(body));
    };
    const [noodles, bus, cafe] = [
      await venue('Quán Bún Chị Hoa', 'restaurant'),
      await venue('Xe khách Thanh Hóa – Sầm Sơn', 'coach', { plate: '36B-012.34' }),
      await venue('Cà phê Bờ Sông', 'cafe'),
    ];
    await visit(hung, noodles, 600, 70);
    await visit(hoa, noodles, 595, 65);
    await visit(dung, noodles, 570, 40);
    await visit(cuc, noodles, 540, 60);
    await visit(hung, bus, 400, 60);
    await visit(binh, bus, 360, 20);
    await visit(mai, bus, 390, 50);
    await visit(hoa, cafe, 300, 90);
    await visit(khanh, cafe, 280, 60);
    const test = { id: newId(), method: 'pcr', lab: 'CDC Thanh Hóa', result: 'positive' };
    const sampledAt = new Date(now - 20 * hour).toISOString();
    const { status } = await nurse.post(`/people/${hung.id}/tests`, { ...test, sampledAt });
    assert.equal(status, 201);
  });

  step('the tracer opens a case from the test, and sees the window that the rule gives', async () => {
    const { tracer: page, house } = at;
    await signInOfficer(page, house, { name: 'Trịnh Thu Trang', area: places.district, roles: ['tracer'] });
    await page.goto('/console/cases');
    await reads(page, 'Chưa có ca bệnh nào');
    await isAccessible(page);
    await page.goto('/console/tests?list=all');
    await follow(page, 'Lập ca bệnh');
    await sees(page, 'Ca mới');
    await reads(page, 'Nguyễn Mạnh Hùng');
    await reads(page, /từ 14 ngày trước lấy mẫu/);
    await page.getByLabel('Ổ dịch', { exact: true }).fill('Chợ Tây Thành');
    await isAccessible(page);
    await press(page, 'Lập ca bệnh');
    await sees(page, 'Ca bệnh: Nguyễn Mạnh Hùng');
    known.case = new URL(page.url()).pathname.split('/').at(-1) ?? '';
    known.code =
      (await page
        .getByText(/^F0-\d{6}-\w{3}$/)
        .first()
        .textContent()) ?? '';
    await page.goto(`/console/cases/new?person=${hung.id}`);
    await press(page, 'Lập ca bệnh');
    await reads(page, 'Người này đã có hồ sơ ca bệnh đang mở');
    await follow(page, 'Xem ca đang mở');
    await sees(page, 'Ca bệnh: Nguyễn Mạnh Hùng');
  });

  step('whoever shared a room or a ride is ranked, with the minutes and the way the risk is counted', async () => {
    const { tracer: page } = at;
    await reads(page, new RegExp(`được mở vì ca ${known.code}`));
    await row('Lê Thị Hoa').waitFor();
    const names = await page.locator('[data-contact] .contact-name').allTextContents();
    assert.deepEqual(new Set(names), new Set(['Trần Văn Bình', 'Hoàng Tuyết Mai', 'Lê Thị Hoa', 'Đỗ Tiến Dũng']));
    assert.equal(names.indexOf('Lê Thị Hoa') < names.indexOf('Đỗ Tiến Dũng'), true, 'the longer stay ranks higher');
    assert.match((await row('Lê Thị Hoa').textContent()) ?? '', /Quán Bún Chị Hoa · .*–.* · 65\sphút/);
    assert.match((await row('Trần Văn Bình').textContent()) ?? '', /Sầm Sơn · .* · 20\sphút/);
    await row('Trần Văn Bình')
      .getByText(/^Nguy cơ \d+$/)
      .click();
    await reads(page, 'từ 65 tuổi');
    await isAccessible(page);
    await picture(page, 'console-tracing');
    await page.getByText('Bộ lọc').click();
    await page.getByLabel('Trạng thái').selectOption('below');
    await row('Phạm Thị Cúc').waitFor();
    await reads(page, /10\sphút/);
    await press(page, 'Bỏ lọc');
    await row('Lê Thị Hoa').waitFor();
  });

  step('some are accepted at once, one is rejected by a key, a slip is taken back', async () => {
    const { tracer: page } = at;
    await page.getByLabel('Chọn Trần Văn Bình').check();
    await page.getByLabel('Chọn Lê Thị Hoa').click({ modifiers: ['Shift'] });
    await reads(page, 'Đã chọn 3 người');
    await hit(page, 'j');
    await page.keyboard.press(' ');
    await reads(page, 'Đã chọn 4 người');
    await press(page, 'Bỏ chọn');
    await press(page, /^Chọn tất cả đang hiện/);
    await page.getByLabel('Chọn Đỗ Tiến Dũng').uncheck();
    await reads(page, 'Đã chọn 3 người');
    await page.getByLabel('Ghi chú cho quyết định').fill('Cùng bàn, cùng hàng ghế');
    await isAccessible(page);
    await press(page, 'Nhận');
    await reads(page, 'Đã nhận 3 người');
    await handIsOn(page, 'Đỗ Tiến Dũng', 'after the last of those chosen');
    await page.getByText('3 người đổi phân loại').click();
    await reads(page, /Lê Thị Hoa: không thuộc diện → F1/);
    await row('Đỗ Tiến Dũng').focus();
    await hit(page, 'a');
    await reads(page, 'Đã nhận 1 người');
    await press(page, 'Hoàn tác');
    await reads(page, 'Đã hoàn tác: 1 người trở lại như trước');
    await row('Đỗ Tiến Dũng').getByText('chờ xem xét').waitFor();
    await handIsOn(page, 'Đỗ Tiến Dũng', 'on the one who waits again');
    await hit(page, 'r');
    await row('Đỗ Tiến Dũng').getByText('đã loại').waitFor();
    await press(page, 'Hoàn tác');
    await row('Đỗ Tiến Dũng').getByText('chờ xem xét').waitFor();
    await page.reload();
    await row('Đỗ Tiến Dũng').getByText('chờ xem xét').waitFor();
    await row('Đỗ Tiến Dũng').focus();
    await hit(page, 'a');
    await row('Đỗ Tiến Dũng').getByText('cần gọi').waitFor();
    await press(page, 'Hoàn tác');
    await row('Đỗ Tiến Dũng').getByText('chờ xem xét').waitFor();
    await isAccessible(page);
    const coming = page.waitForEvent('download');
    await press(page, 'Tải CSV');
    const lines = (await readFile(await (await coming).path(), 'utf8')).split('\r\n');
    assert.deepEqual([lines.length, readReceipt(lines.at(-2) ?? '')], [7, 4]);
    await reads(page, 'Đã lưu tệp: 4 dòng, đủ');
  });

  step('a contact told in an interview is entered by hand; the F2 come through the F1', async () => {
    const { tracer: page } = at;
    await press(page, 'Thêm người tiếp xúc');
    await page
      .getByRole('dialog')
      .getByLabel(/Họ tên, số điện thoại/)
      .fill('pham thi cuc');
    await press(page, 'Tìm');
    await press(page, 'Chọn người này');
    await page.getByLabel('Gặp từ').fill(localIn(at.house.clock.now(), -9));
    await page.getByRole('dialog').getByLabel('Đến', { exact: true }).fill(localIn(at.house.clock.now(), -8));
    await isAccessible(page);
    await press(page, 'Lưu');
    await reads(page, /Đã thêm Phạm Thị Cúc/);
    await row('Phạm Thị Cúc').getByText('phỏng vấn', { exact: false }).first().waitFor();
    await follow(page, /^F2$/);
    await row('Vũ Ngọc Khánh').waitFor();
    await reads(page, /qua Lê Thị Hoa/);
    await row('Vũ Ngọc Khánh').focus();
    await page.keyboard.press(' ');
    await reads(page, 'Đã chọn 1 người');
    await hit(page, 'a');
    await reads(page, 'Đã nhận 1 người');
    await isAccessible(page);
    await follow(page, 'Lịch sử');
    await reads(page, 'Nhận 3 người');
    await reads(page, 'Trịnh Thu Trang');
    await isAccessible(page);
  });

  step('each has a class with its chain; nobody has been told', async () => {
    const { tracer: page } = at;
    await page.goto(`/console/people/${khanh.id}`);
    await reads(page, 'Chuỗi lây: F0 Nguyễn Mạnh Hùng → F1 Lê Thị Hoa → F2 Vũ Ngọc Khánh');
    await reads(page, 'chưa báo người này');
    await isAccessible(page);
    assert.equal(await newestMessage(at.house.house, phoneOfKhanh), undefined);
  });

  step('what was known before is seen as it was', async () => {
    const { tracer: page, house } = at;
    const before = new Date(house.clock.now().getTime() - 12 * hour);
    await page.goto(`/console/cases/${known.case}?tab=f1&asOf=${encodeURIComponent(before.toISOString())}`);
    await reads(page, /Đang xem những gì đã biết lúc/);
    await reads(page, 'Đến lúc đó chưa ghi nhận ai tiếp xúc');
    await isAccessible(page);
    await press(page, 'Về hiện tại');
    await row('Lê Thị Hoa').waitFor();
  });

  step('they are told once an officer says so, by a message that names no case', async () => {
    const { tracer: page, house } = at;
    await page.goto('/console/notices');
    await sees(page, 'Chờ báo');
    await press(page, /^Chọn tất cả đang hiện/);
    await page.getByText('Xem tin sẽ gửi').click();
    await reads(page, /Ong\/ba co the da o gan nguoi mac benh/);
    await isAccessible(page);
    await press(page, 'Gửi tin báo');
    await reads(page, 'Đã gửi tin cho 4 người');
    await reads(page, '1 người không có số điện thoại, vẫn ở danh sách chờ.');
    const message = await newestMessage(house.house, phoneOfHoa);
    assert.match(message?.text ?? '', /o gan nguoi mac benh/);
    for (const secret of [known.code, 'Hung', 'Hùng', 'Bun', 'Bún', 'F1'])
      assert.equal(message?.text.includes(secret), false, secret);
    await page.getByLabel('Chọn Trần Văn Bình').check();
    await press(page, 'Đã báo trực tiếp');
    await reads(page, 'Đã ghi: báo trực tiếp 1 người');
    assert.match((await page.locator('#main :focus').textContent()) ?? '', /Đã ghi: báo trực tiếp 1 người/);
    await reads(page, 'Không còn ai chờ báo');
    await isAccessible(page);
    await page.goto(`/console/people/${hoa.id}`);
    await reads(page, /đã báo lúc .*, chưa đọc/);
  });

  step('the test was wrong: the case is revoked, and everything unwinds', async () => {
    const { tracer: page, house } = at;
    await page.goto(`/console/cases/${known.case}`);
    await press(page, 'Hủy ca…');
    await reads(page, /Người này không còn là F0; 4 người tiếp xúc/);
    await page.getByLabel(/^Lý do hủy/).fill('Xét nghiệm lại âm tính');
    await isAccessible(page);
    await press(page, 'Hủy ca');
    await reads(page, 'Đã hủy ca');
    await page.getByText('5 người đổi phân loại').click();
    await reads(page, /Vũ Ngọc Khánh: F2 → không thuộc diện/);
    await isAccessible(page);
    await follow(page, 'Đến danh sách Chờ báo');
    await sees(page, 'Chờ báo');
    await reads(page, 'F1 → không thuộc diện');
    const officer = await house.officer(places.district);
    for (const { id } of [hung, hoa, binh, mai, khanh]) {
      const { body } = await officer.get(`/people/${id}/classification`);
      assert.deepEqual([body.level, body.told], [null, false]);
    }
    await page.goto(`/console/people/${hoa.id}`);
    await page.getByText('Lịch sử phân loại').click();
    await reads(page, 'hủy ca bệnh');
    await page.goto(`/console/cases/${known.case}?tab=history`);
    await reads(page, 'Xét nghiệm lại âm tính');
  });

  step('the nurse has nobody left to call', async () => {
    const { nurse, house } = at;
    await signInOfficer(nurse, house, { name: 'Lê Thị Nga' });
    await nurse.goto('/console/contacts');
    await reads(nurse, 'Không có ai trong danh sách này');
    await nurse.goto('/console/contacts?state=closed');
    await reads(nurse, 'Không còn thuộc diện tiếp xúc');
    await isAccessible(nurse);
  });

  step(
    'it was right after all: the case is restored, what followed comes back, and nobody needs another word',
    async () => {
      const { tracer: page, nurse, house } = at;
      await page.goto(`/console/cases/${known.case}`);
      await press(page, 'Khôi phục ca…');
      await reads(page, /Người này lại là F0; 4 người tiếp xúc/);
      await page.getByLabel(/^Lý do khôi phục/).fill('Phòng xét nghiệm xác nhận dương tính');
      await isAccessible(page);
      await press(page, 'Khôi phục ca');
      await reads(page, 'Đã khôi phục ca');
      await page.getByText('5 người đổi phân loại').click();
      await reads(page, /Vũ Ngọc Khánh: không thuộc diện → F2/);
      await page.goto(`/console/cases/${known.case}?tab=history`);
      await reads(page, 'Phòng xét nghiệm xác nhận dương tính');
      await isAccessible(page);
      const officer = await house.officer(places.district);
      const { body } = await officer.get(`/people/${hoa.id}/classification`);
      assert.deepEqual([body.level, body.told], ['F1', true], 'what she was told is true again');
      await nurse.goto('/console/contacts');
      await reads(nurse, 'Trần Văn Bình');
    },
  );

  step('an F1 is rejected after all: the accepted F2 behind her says that the chain is broken', async () => {
    const { tracer: page } = at;
    await page.goto(`/console/cases/${known.case}?tab=f1`);
    await row('Lê Thị Hoa').focus();
    await hit(page, 'r');
    await reads(page, 'Đã loại 1 người');
    await follow(page, /^F2$/);
    await reads(page, '1 người đã nhận nhưng chuỗi bị đứt');
    await press(page, 'Xem những người này');
    await row('Vũ Ngọc Khánh').getByText('đứt chuỗi').waitFor();
    await reads(page, 'Người ở giữa không phải F1 đã nhận của ca này');
    await isAccessible(page);
    await page.goto('/console/notices');
    await reads(page, 'F2 → không thuộc diện');
  });

  step(
    'an officer who does not trace has no such place, and a tracer of another province sees nothing of it',
    async () => {
      const { nurse, elsewhere, house } = at;
      await nurse.goto('/console');
      await nurse.getByRole('navigation', { name: 'Các mục' }).waitFor();
      assert.equal(await nurse.getByRole('link', { name: 'Ca bệnh, truy vết' }).count(), 0);
      const officer = await house.officer(places.commune);
      assert.equal((await officer.get(`/cases/${known.case}`)).status, 403);
      assert.equal((await officer.get(`/cases/${known.case}/contacts`)).status, 403);
      await signInOfficer(elsewhere, house, { name: 'Đào Văn Sơn', area: places.otherProvince, roles: ['tracer'] });
      await elsewhere.goto(`/console/cases/${known.case}`);
      await reads(elsewhere, 'Không có ca bệnh này trong địa bàn');
      await elsewhere.goto('/console/cases');
      await reads(elsewhere, 'Chưa có ca bệnh nào');
      const stranger = await house.officer(places.otherProvince, ['tracer']);
      assert.equal((await stranger.get(`/cases/${known.case}/contacts`)).status, 404);
    },
  );

  step('each of these screens can be read by everyone, by day and by night, on any device', async () => {
    const { tracer: page } = at;
    const faults: string[] = [];
    const paths = [
      'cases',
      `cases/new?person=${mai.id}`,
      `cases/${known.case}`,
      `cases/${known.case}?tab=f2`,
      `cases/${known.case}?tab=history`,
      'notices',
      `people/${hoa.id}`,
    ];
    for (const path of paths) {
      await page.goto(`/console/${path}`);
      await page.getByRole('heading').first().waitFor();
      await page.waitForLoadState('networkidle');
      await unfold(page);
      faults.push(...(await faultsOf(page, path)));
    }
    assert.deepEqual(faults, []);
  });
});

/** What a native field for a date and time takes, some hours from a moment. */
const localIn = (now: Date, hours: number): string =>
  new Date(now.getTime() + (hours + 7) * hour).toISOString().slice(0, 16);
