import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe } from 'node:test';
import { readSheet } from '../../src/core/sheet/read.ts';
import { desktop, phone } from '../support/browser.ts';
import { aPerson, places } from '../support/server.ts';
import { faultsOf, picture } from './look.ts';
import { signInOfficer } from './officer-steps.ts';
import { isAccessible, journey, press, reads, sees } from './steps.ts';

/** A list of the station as its old machine wrote it: TCVN3 bytes, zeros lost, wrong days, a formula, twins, a stranger's commune. */
const oldList = Buffer.from(
  [
    'DANH S\xb8CH C\xd4NG D\xa2N PHè 5;;;;;;;',
    'STT;Hä vµ tªn;Ngµy sinh;Giíi tÝnh;Sè ®iÖn tho¹i;Sè CCCD;X·/Ph\xadêng;§Þa chØ',
    '1;NguyÔn ThÞ H\xadêng;5/3/1957;N÷;912000501;38157000123;Hµm Rång;12 Lª Lîi',
    '2;Lª V¨n B¶y;n¨m 1960;nam;0912 000 502;;Ph\xadêng Hµm Rång;',
    '3;Ph¹m §øc QuyÕt;31/02/1987;nam;;;;',
    '4;=HYPERLINK("http://x");1/1/1990;nam;;;;',
    '5;TrÇn V¨n Xa;1/1/1990;nam;;;Yªn Tr\xadêng;',
    '6;Lª V¨n B¶y;n¨m 1960;nam;912000502;;;',
    '7;Vò ThÞ Mïi;3/10/1979;n÷;;;;',
  ].join('\r\n'),
  'latin1',
);

const figure = (n: number): string => n.toLocaleString('vi');
/** A list that is recorded for a while. */
const longList = Buffer.from(
  `Họ tên,Năm sinh,Thôn\r\n${Array.from({ length: 3000 }, (_, at) => `Người Thứ ${at},${1930 + (at % 80)},Phố ${at % 9}`).join('\r\n')}\r\n`,
);

describe('a list of before', () => {
  const { at, step } = journey({ desk: desktop, ministry: desktop });
  const known = { mended: Buffer.alloc(0) };
  const counted = (label: string) => at.desk.locator('.figures > div').filter({ hasText: label }).locator('dd').first();
  const drop = (name: string, buffer: Buffer) =>
    at.desk.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });

  step(
    'the station chooses its file; the old letters are read with their marks, and others are one press away',
    async () => {
      const { desk: page, house } = at;
      const nurse = await house.officer(places.commune);
      await nurse.post(
        '/people',
        aPerson({ fullName: 'Vũ Thị Mùi', birthDate: '1979-10-03', birthYear: undefined, sex: 'female' }),
      );
      await signInOfficer(page, house, { name: 'Lê Thị Hoa' });
      await page.getByRole('link', { name: 'Nhập danh sách' }).click();
      await sees(page, 'Nhập danh sách');
      await isAccessible(page);
      await drop('phố 5.xlsx', Buffer.from('PK\x03\x04 và không có gì nữa'));
      await reads(page, /Tệp: không phải bảng Excel/);
      await drop('phố 5.csv', oldList);
      await sees(page, 'Chữ đọc có đúng không?');
      await reads(page, /Nguyễn Thị Hường/);
      assert.ok(await page.getByLabel('TCVN3 (ABC, .VnTime)').isChecked());
      await page.getByText('VNI', { exact: true }).click();
      await page
        .getByText(/Nguyễn Thị Hường/)
        .first()
        .waitFor({ state: 'hidden' });
      await page.getByText('TCVN3 (ABC, .VnTime)').click();
      await reads(page, /Nguyễn Thị Hường/);
      assert.equal(await page.getByLabel('Họ và tên', { exact: true }).inputValue(), 'fullName');
      assert.equal(await page.getByLabel('Xã/Phường').inputValue(), 'commune');
      assert.deepEqual(await faultsOf(page, 'columns'), []);
      await picture(page, 'import-columns');
    },
  );

  step('every row is judged before anything is recorded', async () => {
    const { desk: page } = at;
    await press(page, 'Kiểm tra từng dòng');
    await reads(page, 'Sẽ ghi 2 trong 7 dòng. Chưa có gì được ghi.');
    assert.equal(await counted('Cần sửa').textContent(), '3');
    assert.equal(await counted('Có thể trùng').textContent(), '1');
    assert.equal(await counted('Đã có').textContent(), '1');
    await reads(page, 'không thuộc địa bàn của danh sách');
    await reads(page, /ngày chưa đúng/);
    await reads(page, /ô này là công thức/);
    await page.getByLabel(/Có thể trùng \(1\)/).click();
    await reads(page, /trùng với dòng 4/);
    await page.getByLabel(/Mới \(2\)/).click();
    await reads(page, 'đã thêm số 0 ở đầu');
    assert.deepEqual(await faultsOf(page, 'verdicts'), []);
    await picture(page, 'import-verdicts');
  });

  step('left and found again, the list is recorded; its receipt says what became of every row', async () => {
    const { desk: page } = at;
    await page.goto('/console/imports');
    await page.getByRole('link', { name: 'phố 5.csv' }).click();
    await press(page, 'Ghi danh sách');
    await reads(page, /Đã ghi xong lúc/);
    assert.equal(await counted('Đã ghi mới').textContent(), '2');
    assert.deepEqual(await faultsOf(page, 'receipt'), []);
    await page.getByRole('link', { name: 'In biên nhận' }).click();
    await sees(page, 'Biên nhận nhập danh sách');
    await isAccessible(page);
    await page.goBack();
  });

  step('the rows left out come back with their reasons, are mended, and the same file is sent again', async () => {
    const { desk: page } = at;
    const taking = page.waitForEvent('download');
    await press(page, 'Tải 4 dòng chưa nhận');
    const file = await readFile(await (await taking).path());
    const { header, rows } = await readSheet(file);
    assert.equal(header.at(-1), 'Lý do chưa nhận');
    assert.deepEqual(
      rows.map((row) => row[1]),
      ['Phạm Đức Quyết', '\'=HYPERLINK("http://x")', 'Trần Văn Xa', 'Lê Văn Bảy'],
    );
    const text = file.toString();
    known.mended = Buffer.from(
      text
        .replace('31/02/1987', '28/02/1987')
        .replace(/"'=HYPERLINK.*?\)"/, 'Cao Văn Tài')
        .replace('Yên Trường', ''),
    );
    await page.goto('/console/imports');
    await drop('phố 5, đã sửa.csv', known.mended);
    await sees(page, 'Chữ đọc có đúng không?');
    await press(page, 'Kiểm tra từng dòng');
    await reads(page, 'Sẽ ghi 3 trong 4 dòng. Chưa có gì được ghi.');
    await press(page, 'Ghi danh sách');
    await reads(page, /Đã ghi xong lúc/);
  });

  step(
    'a long list is stopped half-way: what was recorded stays, the rest comes back and nobody is recorded twice',
    async () => {
      const { desk: page, house } = at;
      const { owner } = house.house.database.pools;
      const countPeople = async () => (await owner`select count(*)::int as count from person`)[0]?.count as number;
      const before = await countPeople();
      const reach = (figures: RegExp, seconds = 60) => page.getByText(figures).waitFor({ timeout: seconds * 1000 });
      const bring = async (name: string, buffer: Buffer) => {
        await page.goto('/console/imports');
        await drop(name, buffer);
        await press(page, 'Kiểm tra từng dòng');
        await reach(/Chưa có gì được ghi/);
      };
      await bring('cả phường.csv', longList);
      await reads(page, 'Sẽ ghi 3.000 trong 3.000 dòng. Chưa có gì được ghi.');
      await press(page, 'Ghi danh sách');
      for (let done = 0; done === 0; ) {
        const [row] = await owner`select done from import where state = 'applying'`;
        done = row?.done ?? 0;
      }
      await owner.begin(async (db) => {
        // The recording stands still before its next rows while the officer looks at it and stops it.
        const [row] = await db`select done from import where state = 'applying' for update`;
        await reach(new RegExp(`^${figure(row?.done ?? 0)} trong 3.000 dòng$`));
        assert.deepEqual(await faultsOf(page, 'recording'), []);
        await press(page, 'Dừng lại');
        await reads(page, /Những dòng đã ghi sẽ giữ nguyên/);
        await page.getByRole('dialog').getByRole('button', { name: 'Dừng lại' }).click();
      });
      await reads(page, /Đã dừng lúc/);
      const taken = (await countPeople()) - before;
      assert.ok(taken > 0 && taken < 3000, `${taken}`);
      assert.equal(await counted('Đã ghi mới').textContent(), figure(taken));
      assert.equal(await counted('Chưa tới lượt').textContent(), figure(3000 - taken));
      assert.deepEqual(await faultsOf(page, 'stopped'), []);
      const taking = page.waitForEvent('download');
      await press(page, `Tải ${figure(3000 - taken)} dòng chưa nhận`);
      await bring('phần còn lại.csv', await readFile(await (await taking).path()));
      await reads(page, `Sẽ ghi ${figure(3000 - taken)} trong ${figure(3000 - taken)} dòng. Chưa có gì được ghi.`);
      await press(page, 'Ghi danh sách');
      await reach(/Đã ghi xong lúc/);
      await bring('cả phường.csv', longList);
      await reads(page, 'Sẽ ghi 0 trong 3.000 dòng. Chưa có gì được ghi.');
      assert.equal((await countPeople()) - before, 3000);
    },
  );

  step('everybody of the list is found by name and by phone', async () => {
    const { desk: page } = at;
    await page.goto('/console/people?search=nguyen thi huong');
    await reads(page, 'Nguyễn Thị Hường');
    await page.goto('/console/people?search=0912000502');
    await reads(page, 'Lê Văn Bảy');
    await page.goto('/console/people?search=pham duc quyet');
    await reads(page, 'Phạm Đức Quyết');
    await page.setViewportSize(phone);
    await page.goto('/console/imports');
    await reads(page, 'phố 5, đã sửa.csv');
    assert.deepEqual(await faultsOf(page, 'lists'), []);
  });

  step(
    'from the ministry a list is of an area that is named; filled into the template, it may be dropped again',
    async () => {
      const { ministry: page, house } = at;
      await signInOfficer(page, house, { name: 'Phạm Thu Trang', area: '' });
      await page.goto('/console/imports');
      assert.ok(await page.locator('input[type=file]').isDisabled());
      await page.getByLabel('Danh sách của địa bàn').fill('thanh hoa');
      await press(page, /Tỉnh Thanh Hóa/);
      const taking = page.waitForEvent('download');
      await press(page, 'Mẫu CSV');
      const template = await readFile(await (await taking).path(), 'utf8');
      const file = Buffer.from(`${template}Mai Văn Thử,1960\r\n`);
      await page.locator('input[type=file]').setInputFiles({ name: 'thử.csv', mimeType: 'text/csv', buffer: file });
      await sees(page, 'Cột nào là gì?');
      assert.equal(await page.getByLabel('Số CCCD', { exact: true }).inputValue(), 'identity');
      await page.getByLabel('Xã, phường của những dòng không ghi xã').fill('ham rong');
      await press(page, /Phường Hàm Rồng/);
      await press(page, 'Kiểm tra từng dòng');
      await reads(page, 'Sẽ ghi 1 trong 1 dòng. Chưa có gì được ghi.');
      await press(page, 'Chọn lại cột');
      await reads(page, 'Phường Hàm Rồng');
      assert.deepEqual(await faultsOf(page, 'national list'), []);
      await press(page, 'Bỏ danh sách này');
      await reads(page, /Chưa dòng nào được ghi/);
      assert.equal(await page.locator('.figures').count(), 0);
      await isAccessible(page);
    },
  );
});
