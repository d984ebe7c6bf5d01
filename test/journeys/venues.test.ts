import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe } from 'node:test';
import { readSheet } from '../../src/core/sheet/read.ts';
import { newestMessage } from '../../src/features/messages/index.ts';
import { desktop, phone } from '../support/browser.ts';
import { aDeclaration, aPerson, type Caller, places, somePhone, type TestServer } from '../support/server.ts';
import { faultsOf, picture } from './look.ts';
import { signInOfficer } from './officer-steps.ts';
import { isAccessible, journey, press, reads, sees } from './steps.ts';

const newId = () => crypto.randomUUID();
const lively = 'Quán Hương';
const silent = 'Karaoke Sao Đêm';
const mute = 'Nhà nghỉ Bình An';
const owners = { silent: somePhone() };

const made = async (who: Caller, name: string, kind: string, more: object = {}): Promise<string> => {
  const { status, body } = await who.post('/venues', { id: newId(), name, kind, area: places.commune, ...more });
  assert.equal(status, 201, JSON.stringify(body));
  return body.id;
};

/** Three places registered a month ago, of which one is visited; a breathless visitor is sent to the station. */
const town = async (house: TestServer) => {
  const officer = await house.officer(places.commune);
  const restaurant = await made(officer, lively, 'restaurant', { address: '12 Lê Lợi', phone: somePhone() });
  await made(officer, silent, 'karaoke', { address: '3 phố Thành Thái', phone: owners.silent });
  await made(officer, mute, 'guesthouse');
  await house.house.database.pools.owner`update venue set created_at = now() - interval '30 days'`;
  const citizen = await house.citizen();
  const person = aPerson({ relation: 'self', fullName: 'Lê Thị Thở' });
  await citizen.post('/people', person);
  const answers = { symptoms: ['fever', 'breathless'] };
  await citizen.post('/declarations', aDeclaration({ person: { id: person.id }, answers }));
  const visit = { id: newId(), venue: restaurant, in: house.clock.now().toISOString(), method: 'self' };
  assert.equal((await citizen.post('/visits', visit)).body.answer, 'call_station');
};

/** The commune's own list: a kind nobody knows, a stranger's commune, a place twice, a formula for a name. */
const list = [
  'STT;Tên địa điểm;Loại;Phường xã;Địa chỉ;Điện thoại',
  '1;Quán Sen;cà phê;Hàm Rồng;5 Lê Lai;0912 000 611',
  '2;Tạp hóa Mai;tạp hóa;Hàm Rồng;;',
  '3;Quán Sen;cà phê;Hàm Rồng;5 Lê Lai;',
  '4;=HYPERLINK("http://x");chợ;Hàm Rồng;;',
  '5;Chợ Tây;chợ trời;Hàm Rồng;;0912',
  '6;Nhà thuốc Xa;nhà thuốc;Bến Nghé;;',
].join('\n');

describe('a district wakes its silent places', () => {
  const { at, step } = journey({ desk: desktop, nurse: phone });
  const known = { mended: Buffer.alloc(0) };
  const drop = (name: string, buffer: Buffer) =>
    at.desk.getByLabel('Chọn tệp danh sách').setInputFiles({ name, mimeType: 'text/csv', buffer });

  step('the list stands at the left, one place at the right with who is in charge and who came', async () => {
    const { desk: page, house } = at;
    await town(house);
    await signInOfficer(page, house, { name: 'Đỗ Thị Quản', area: places.district, roles: ['manager'] });
    await page.getByRole('link', { name: 'Địa điểm', exact: true }).click();
    await sees(page, 'Địa điểm');
    await page.getByRole('link', { name: new RegExp(silent) }).waitFor();
    await isAccessible(page);
    await page.getByLabel('Loại', { exact: true }).selectOption({ label: 'Nhà hàng, quán ăn' });
    await page.getByRole('link', { name: new RegExp(silent) }).waitFor({ state: 'detached' });
    await page.getByRole('link', { name: new RegExp(lively) }).click();
    await sees(page, lively);
    await reads(page, /Gọi người phụ trách/);
    await reads(page, /Lượt gần nhất/);
    assert.equal(await page.getByRole('row').filter({ hasText: '/' }).locator('td').first().textContent(), '1');
    const sheet = await page.getByRole('link', { name: 'Tờ mã để in' }).getAttribute('href');
    const poster = await page.request.get(sheet ?? '');
    assert.equal(poster.headers()['content-type'], 'application/pdf');
    assert.deepEqual(await faultsOf(page, 'venue'), []);
    await picture(page, 'venues');
  });

  step('a place is put right, closed and opened again', async () => {
    const { desk: page } = at;
    await press(page, 'Sửa');
    const dialog = page.getByRole('dialog').filter({ visible: true });
    await dialog.getByLabel('Tên địa điểm').fill('Quán Hương Quê');
    await isAccessible(page);
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await sees(page, 'Quán Hương Quê');
    await press(page, 'Đóng địa điểm');
    await isAccessible(page);
    await dialog.getByRole('button', { name: 'Đóng địa điểm' }).click();
    await reads(page, /quét mã ở cửa không ghi lượt đến nữa/);
    await press(page, 'Mở lại');
    await dialog.getByRole('button', { name: 'Mở lại' }).click();
    await page
      .getByText(/quét mã ở cửa không ghi/)
      .filter({ visible: true })
      .waitFor({ state: 'detached' });
  });

  step('rows are chosen, and their sheets come as one file', async () => {
    const { desk: page } = at;
    await page.getByLabel('Loại', { exact: true }).selectOption({ label: 'Tất cả' });
    await page.getByRole('checkbox', { name: `Chọn ${silent}` }).check();
    await page.getByRole('checkbox', { name: `Chọn ${mute}` }).check();
    assert.deepEqual(await faultsOf(page, 'chosen places'), []);
    await press(page, 'In tờ mã của 2 địa điểm đã chọn');
    assert.deepEqual(await faultsOf(page, 'sheets'), []);
    const dialog = page.getByRole('dialog').filter({ visible: true });
    await dialog.getByLabel('Số bản trên một tờ A4').selectOption('4');
    const taking = page.waitForEvent('download');
    await dialog.getByRole('link', { name: 'Tải tệp PDF' }).click();
    assert.equal((await taking).suggestedFilename(), 'lachan-2-posters.pdf');
    await dialog.getByRole('button', { name: 'Đóng' }).click();
  });

  step('the share of visited places leads down to the silent ones, and each number to its list', async () => {
    const { desk: page } = at;
    await page.getByRole('link', { name: 'Địa điểm im lặng' }).click();
    await sees(page, 'Địa điểm im lặng');
    await reads(page, '33,3');
    await isAccessible(page);
    assert.deepEqual(await faultsOf(page, 'silent'), []);
    await picture(page, 'venues-silent');
    await page.getByRole('link', { name: /^2, xem danh sách Im lặng của Phường Hàm Rồng/ }).click();
    await page.getByRole('link', { name: new RegExp(mute) }).waitFor();
    assert.equal(await page.getByRole('link', { name: /Quán Hương Quê/ }).count(), 0);
    await page.goBack();
  });

  step('a reminder goes to the owner, and says who got none and why', async () => {
    const { desk: page, house } = at;
    await press(page, 'Nhắc tất cả 2 địa điểm đang hiện');
    await isAccessible(page);
    await page.getByRole('dialog').filter({ visible: true }).getByRole('button', { name: 'Nhắc' }).click();
    await reads(page, 'Đã nhắc 1 địa điểm. Bỏ qua 1, lý do ghi ở từng dòng.');
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    assert.match((await row(silent).textContent()) ?? '', /Đã nhắn tin/);
    assert.match((await row(mute).textContent()) ?? '', /cần đến tận nơi/);
    assert.match((await newestMessage(house.house, owners.silent))?.text ?? '', /Karaoke Sao Dem/);
    await page.getByRole('checkbox', { name: `Chọn ${silent}` }).check();
    await press(page, 'Nhắc 1 địa điểm đã chọn');
    await page.getByRole('dialog').filter({ visible: true }).getByRole('button', { name: 'Nhắc' }).click();
    await reads(page, 'Đã nhắc trong một ngày qua');
    await isAccessible(page);
  });

  step('a dirty list: its good rows are written, the others come back as a file with their reasons', async () => {
    const { desk: page } = at;
    await page.getByRole('link', { name: 'Nhập danh sách' }).last().click();
    await sees(page, 'Nhập danh sách địa điểm');
    await drop('khác.csv', Buffer.from('Họ tên;Tuổi\nLê Lai;40\n'));
    await reads(page, 'Xã, phường: còn thiếu');
    await drop('địa điểm.csv', Buffer.from(list));
    await reads(page, /6 dòng: 3 dòng dùng được, 3 dòng cần sửa/);
    assert.deepEqual(await faultsOf(page, 'places import'), []);
    await picture(page, 'venues-import');
    const taking = page.waitForEvent('download');
    await press(page, 'Tải 3 dòng cần sửa');
    const taken = await taking;
    assert.equal(taken.suggestedFilename(), 'địa điểm-can-sua.csv');
    const file = await readFile(await taken.path());
    const { header, rows } = await readSheet(file);
    assert.equal(header.at(-1), 'Cần sửa gì');
    assert.deepEqual(
      rows.map((row) => row[1]),
      ['Quán Sen', 'Chợ Tây', 'Nhà thuốc Xa'],
    );
    known.mended = Buffer.from(
      file
        .toString()
        .replace('Quán Sen', 'Quán Sen 2')
        .replace('chợ trời', 'chợ')
        .replace('0912,', '0912 000 612,')
        .replace('Bến Nghé', 'Đông Thọ'),
    );
    await press(page, 'Ghi 3 địa điểm');
    await reads(page, /Đã ghi 3 địa điểm/);
  });

  step('the mended file goes in whole, and the list saved as a table runs no formula', async () => {
    const { desk: page } = at;
    await drop('địa điểm-can-sua.csv', known.mended);
    await reads(page, /3 dòng: 3 dòng dùng được, 0 dòng cần sửa/);
    await press(page, 'Ghi 3 địa điểm');
    await reads(page, /Đã ghi 3 địa điểm/);
    await drop('địa điểm-can-sua.csv', known.mended);
    await reads(page, /3 dòng là địa điểm đã có, không ghi lại/);
    assert.equal(await page.getByRole('button', { name: /^Ghi / }).count(), 0, 'nothing is left to write');
    await isAccessible(page);
    await page.getByRole('link', { name: 'Mở danh sách địa điểm' }).click();
    await page.getByRole('link', { name: /Chợ Tây/ }).waitFor();
    await press(page, 'Xuất');
    await isAccessible(page);
    const taking = page.waitForEvent('download');
    await press(page, /^CSV/);
    const taken = await taking;
    await reads(page, 'Đã lưu tệp: 9 dòng, đủ');
    assert.equal(taken.suggestedFilename(), 'dia-diem.csv');
    const file = await readFile(await taken.path());
    assert.match(file.toString(), /\r\n# rows: 9\r\n$/);
    const { header, rows } = await readSheet(file);
    const names = rows.map((row) => row[header.indexOf('Tên địa điểm')]);
    assert.ok(names.includes('\'=HYPERLINK("http://x")'), names.join());
    await page.getByRole('dialog').filter({ visible: true }).getByRole('button', { name: 'Đóng' }).last().click();
  });

  step('a nurse registers a place for its owner at the phone’s width', async () => {
    const { nurse: page, house } = at;
    await signInOfficer(page, house, { name: 'Lê Thị Hoa' });
    await page.goto('/console/venues/new');
    await sees(page, 'Đăng ký hộ');
    await press(page, 'Đăng ký');
    await reads(page, 'Xin điền mục này');
    await page.getByLabel('Tên địa điểm').fill('Cắt tóc Lan');
    await page.getByLabel('Loại').selectOption({ label: 'Tiệm cắt tóc' });
    await page.getByLabel('Số điện thoại người phụ trách').fill(somePhone());
    await isAccessible(page);
    await press(page, 'Đăng ký');
    await sees(page, 'Cắt tóc Lan');
    assert.deepEqual(await faultsOf(page, 'new venue'), []);
  });

  step('whom a door sent to the station stands above the day’s work: who and in which hour, not where', async () => {
    const { nurse: page } = at;
    await page.goto('/console/work');
    await reads(page, '1 người được mời gọi Trạm Y tế trong 24 giờ qua, chưa ai gọi lại');
    await isAccessible(page);
    await page.getByRole('link', { name: 'Xem danh sách' }).click();
    await sees(page, 'Được mời gọi Trạm Y tế');
    await reads(page, 'Lê Thị Thở');
    await reads(page, /trong giờ \d\d:00/);
    await page.getByRole('link', { name: /^0\d{3} \d{3} \d{3}$/ }).waitFor();
    assert.ok(!((await page.locator('main').textContent()) ?? '').includes('Quán'));
    assert.deepEqual(await faultsOf(page, 'door alerts'), []);
    await press(page, 'Đã gọi Lê Thị Thở');
    await reads(page, /Lê Thị Hoa đã gọi lúc/);
    await isAccessible(page);
    await press(page, 'Bỏ dấu đã gọi Lê Thị Thở');
    await page.getByRole('button', { name: 'Đã gọi Lê Thị Thở', exact: true }).waitFor();
    await page.getByRole('link', { name: /Lê Thị Thở/ }).click();
    await sees(page, 'Lê Thị Thở');
  });
});
