import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { newId } from '../../src/core/client.ts';
import { desktop } from '../support/browser.ts';
import { places } from '../support/server.ts';
import { faultsOf, picture, unfold } from './look.ts';
import { signInOfficer } from './officer-steps.ts';
import { fillRoads } from './roads.ts';
import { hit, journey, press, reads, sees } from './steps.ts';
import { fillTown } from './town.ts';

describe('every screen of console and portal can be read by everyone, by day and by night, on any device', () => {
  const { at, step } = journey({ console: desktop });
  const faults: string[] = [];
  const look = async (page: Page, name: string): Promise<void> => {
    faults.push(...(await faultsOf(page, name)));
  };
  const open = { urgent: '', person: '' };

  step('a commune in the middle of an outbreak', async () => {
    Object.assign(open, await fillTown(at.house));
    await fillRoads(at.house);
  });

  step('the officer sees the invitation, the sign-in, and every place of the console', async () => {
    const { console: page, house } = at;
    await page.goto('/console/');
    await sees(page, 'Đăng nhập bàn làm việc');
    await look(page, 'console sign-in');
    await page.goto('/console/invitation');
    await reads(page, 'Đường dẫn thiếu mã');
    await look(page, 'invitation without its code');
    const area = places.district;
    const login = `moi-${newId().slice(-8)}`;
    const given = { id: newId(), area, login, name: 'Vũ Văn Nam', roles: ['officer'] };
    const { body } = await (await house.officer(places.province, ['manager'])).post('/accounts', given);
    const { pathname, hash } = new URL(body.link);
    await page.goto('about:blank');
    await page.goto(pathname + hash);
    await page.getByLabel('Mật khẩu mới').fill('ngắn');
    await press(page, 'Nhận tài khoản và đăng nhập');
    await look(page, 'invitation');
    await page.goto('about:blank');
    await signInOfficer(page, house, { name: 'Lê Thị Hoa', roles: ['officer', 'manager', 'auditor'] });
    await reads(page, 'Nguyễn Thị Thu Hằng');
    await look(page, 'work-list, nothing chosen');
    const list = page.getByRole('list').filter({ hasText: 'Nguyễn Thị Thu Hằng' });
    await list.getByRole('link', { name: /Thu Hằng/ }).click();
    await page.getByRole('link', { name: /^Gọi 09/ }).waitFor();
    await look(page, 'work-list with a person');
    await picture(page, 'console');
    await unfold(page);
    await look(page, 'work-list, everything unfolded');
    await press(page, /^Khai không đúng sự thật/);
    await look(page, 'the question before a false declaration');
    await press(page, 'Thôi');
    await hit(page, '?');
    await look(page, 'keys');
    await page.goto('/console/work');
    await page
      .getByRole('list')
      .getByRole('link', { name: /Đỗ Minh Quân/ })
      .click();
    await page.getByRole('form', { name: 'Khám, đánh giá' }).waitFor();
    await look(page, 'medical check');
    const screens = [
      ['/console/work?list=symptom', 'Vũ Thị Hạnh'],
      ['/console/people?search=thu hang', 'Nguyễn Thị Thu Hằng'],
      ['/console/people?search=khong co ai', 'Không tìm thấy ai'],
      [`/console/people/${open.person}`, 'Dòng thời gian'],
      ['/console/declare', 'Khai thay người dân'],
      [`/console/declare?person=${open.person}`, '2. Lời khai'],
      ['/console/transfers', 'Trần Đức Long'],
      ['/console/tests', 'Phạm Thị Nhung'],
      ['/console/declarations', 'Nguyễn Thị Thu Hằng'],
      ['/console/hand-over', 'Nguyễn Thị Thu Hằng'],
      ['/console/hotline', 'Nhập số gọi đến'],
      ['/console/check', 'Danh sách thu hồi lúc'],
      ['/console/entries', 'Anna Schmidt'],
      ['/console/arrivals', 'Lê Văn Hợi'],
      ['/console/travels', 'Lò Thị Mai'],
      ['/console/gates', 'Chốt cầu Hàm Rồng'],
      ['/console/statistics', 'Phường Hàm Rồng'],
      ['/console/epidemic-areas', 'CDC Thanh Hóa'],
      ['/console/areas', 'Phố Đội Cung'],
      ['/console/accounts', 'Lê Thị Hoa'],
      ['/console/accounts/units', 'đơn vị mình'],
      ['/console/accounts/list', 'Mỗi dòng một cán bộ'],
      ['/console/accounts/requests', 'Không có đề nghị nào đang chờ'],
      ['/console/codes', 'Cấp mã đăng nhập trực tiếp'],
      ['/console/sessions', 'máy này'],
      ['/console/audit', 'Nhật ký truy cập'],
      ['/console/print/work', 'Phố Đội Cung'],
      ['/console/print/daily', 'Phường Hàm Rồng'],
      ['/console/khong-co', 'Không có trang này'],
    ] as const;
    for (const [path, text] of screens) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await page.locator('main').getByText(text).filter({ visible: true }).first().waitFor();
      await look(page, path);
    }
    await page.goto('/console/check');
    await page.getByLabel('Nội dung mã').fill('https://example.org');
    await press(page, 'Xong');
    await sees(page, 'Khai báo tại chốt');
    await look(page, 'a code that cannot be read');
    await page.goto('/console/entries');
    await press(page, 'Xác nhận');
    await unfold(page);
    await look(page, 'an entry, everything unfolded');
    await page.goto('/console/travels');
    await press(page, /^Hủy mã/);
    await look(page, 'the question before a pass is revoked');
    await page.goto('/console/hotline?phone=0912345678');
    await press(page, 'Chọn người này');
    await reads(page, /^trực đến/);
    await look(page, 'a call');
    await page.goto('/console/today');
    await press(page, 'Tải danh sách hôm nay');
    await page.getByRole('button', { name: /Thu Hằng/ }).click();
    await look(page, 'today, a person open');
    await page.goto('/console/accounts');
    await press(page, 'Tạo tài khoản');
    await look(page, 'a new account');
    await page.getByRole('button', { name: /^Tài khoản Lê Thị Hoa/ }).click();
    await look(page, 'officer menu');
    await press(page, 'Đăng xuất');
    await look(page, 'console sign-out');
  });

  step('the press and the public read the portal', async () => {
    const { console: page } = at;
    const guides = ['', '/nguoi-dan', '/tram-y-te', '/dia-diem', '/phong-benh', '/phan-loai'];
    const pages = [
      '/portal',
      '/portal?area=38',
      '/portal/so-lieu?area=38',
      ...guides.map((name) => `/huong-dan${name}`),
    ];
    for (const path of pages) {
      const response = await page.goto(path);
      assert.equal(response?.status(), 200, path);
      await look(page, path);
      if (path === '/portal?area=38') await picture(page, 'portal');
    }
  });

  step('nothing on any of them keeps anyone out', async () => {
    assert.deepEqual(faults, []);
  });
});
