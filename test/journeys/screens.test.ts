import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { newId } from '../../src/core/client.ts';
import { desktop, phone } from '../support/browser.ts';
import { places, somePhone } from '../support/server.ts';
import { faultsOf, picture, unfold } from './look.ts';
import {
  addFamilyMember,
  follow,
  journey,
  makeOwnPerson,
  press,
  reads,
  sees,
  signInCitizen,
  signInOfficer,
} from './steps.ts';
import { fillTown } from './town.ts';

const own = { name: 'Trần Thị Bích Hằng', born: 1988, sex: 'Nữ' } as const;
const father = { name: 'Trần Văn Bảo', born: 1952, sex: 'Nam' } as const;
const child = { name: 'Lê Minh Châu', born: 2019, sex: 'Nữ' } as const;

describe('every screen can be read by everyone, by day and by night, on any device', () => {
  const { at, step } = journey({ phone, console: desktop });
  const faults: string[] = [];
  const look = async (page: Page, name: string): Promise<void> => {
    faults.push(...(await faultsOf(page, name)));
  };
  const open = { urgent: '', person: '' };

  step('a commune in the middle of an outbreak', async () => {
    Object.assign(open, await fillTown(at.house));
  });

  step('the citizen signs in and names the family', async () => {
    const { phone: page, house } = at;
    const number = somePhone();
    await page.goto('/');
    await page.getByLabel('Số điện thoại').waitFor();
    await look(page, 'sign-in');
    await press(page, 'Nhận mã');
    await look(page, 'sign-in, refused');
    await signInCitizen(page, house, number);
    await sees(page, 'Khai cho ai?');
    await look(page, 'first person');
    await press(page, 'Lưu và bắt đầu khai');
    await look(page, 'first person, incomplete');
    await page.reload();
    await makeOwnPerson(page, own);
    await addFamilyMember(page, father);
    await addFamilyMember(page, child);
    await page.goto('/app/nguoi-nha/them');
    await sees(page, 'Thêm người nhà');
    await look(page, 'add family');
    await page.goto('/app/nguoi-nha');
    await sees(page, 'Người trong nhà');
    await look(page, 'family');
    await follow(page, new RegExp(father.name));
    await sees(page, 'Sửa thông tin');
    await look(page, 'edit person');
    await page.goto('/app/tai-khoan');
    await sees(page, 'Tài khoản');
    await reads(page, 'Máy này');
    await look(page, 'account');
    await press(page, 'Đăng xuất');
    await look(page, 'sign out');
    await page.goto('/app/khong-co');
    await sees(page, 'Không có trang này');
    await look(page, 'missing page');
  });

  step('the citizen declares for one with everything said, and for the household', async () => {
    const { phone: page } = at;
    await page.goto('/');
    await follow(page, /^Khai báo y tế/);
    await sees(page, 'Khai cho ai?');
    await look(page, 'who');
    await page.getByLabel(new RegExp(father.name)).check();
    await press(page, 'Tiếp tục');
    await sees(page, /đang ở đâu/);
    await press(page, /Đang ở nơi khác/);
    await look(page, 'where');
    await press(page, /Vẫn ở đây/);
    await sees(page, /có tiếp xúc với ai/);
    await look(page, 'exposures');
    await page.getByLabel(/Người từ vùng/).check();
    await press(page, 'Tiếp tục');
    await press(page, 'Có, ghi nơi đã đến');
    await look(page, 'stays');
    await page.getByLabel('Ghi rõ hơn (nếu cần)').fill('Nhà con gái ở Hà Nội');
    await press(page, 'Tiếp tục');
    await sees(page, /có dấu hiệu nào/);
    await page.getByLabel('Sốt').check();
    await page.getByLabel('Đau họng').check();
    await look(page, 'symptoms');
    await press(page, 'Tiếp tục');
    await sees(page, /bị từ khi nào/);
    await look(page, 'since');
    await press(page, 'Tiếp tục');
    await page.getByLabel('Nhiệt độ').fill('48');
    await press(page, 'Tiếp tục');
    await look(page, 'temperature');
    await page.getByLabel('Nhiệt độ').fill('38,2');
    await press(page, 'Tiếp tục');
    await sees(page, /bệnh nền/);
    await page.getByLabel('Tăng huyết áp').check();
    await look(page, 'conditions');
    await press(page, 'Tiếp tục');
    await sees(page, 'Xin xem lại lời khai');
    await press(page, 'Gửi tờ khai');
    await look(page, 'review, not certified');
    await page.getByLabel(/Tôi xác nhận/).check();
    await press(page, 'Gửi tờ khai');
    await reads(page, /Trạm đã nhận lúc/);
    await look(page, 'result, urgent');
    await page.goto('/khai-bao');
    await press(page, /Khai cho cả hộ \(3/);
    await press(page, /Vẫn ở đây/);
    await press(page, 'Không tiếp xúc ai');
    await press(page, 'Không đi đâu');
    for (const _ of [own, father]) {
      await press(page, 'Không có dấu hiệu nào');
      await press(page, 'Không có');
    }
    await page.getByLabel('Ho', { exact: true }).check();
    await press(page, 'Tiếp tục');
    await press(page, 'Tiếp tục');
    await press(page, 'Chưa đo');
    await press(page, 'Không có');
    await sees(page, 'Xin xem lại lời khai');
    await look(page, 'review of a household');
    await page.getByLabel(/Tôi xác nhận/).check();
    await press(page, 'Gửi 3 tờ khai');
    await sees(page, 'Kết quả');
    await unfold(page);
    await look(page, 'result of a household');
    await follow(page, 'Về trang chính');
    await sees(page, /Xin chào/);
    await look(page, 'home');
    await page.goto('/to-khai');
    await page
      .getByRole('link', { name: new RegExp(father.name) })
      .first()
      .waitFor();
    await look(page, 'my declarations');
    await follow(page, new RegExp(father.name));
    await sees(page, 'Xác minh của trạm');
    await unfold(page);
    await look(page, 'one declaration');
    await page.context().setOffline(true);
    await page.goto('/');
    await reads(page, 'Chưa có mạng');
    await look(page, 'home without a network');
    await page.context().setOffline(false);
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
    await page.keyboard.press('?');
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
      ['/console/statistics', 'Phường Hàm Rồng'],
      ['/console/epidemic-areas', 'CDC Thanh Hóa'],
      ['/console/areas', 'Phố Đội Cung'],
      ['/console/accounts', 'Lê Thị Hoa'],
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
      await page.locator('main').getByText(text).first().waitFor();
      await look(page, path);
    }
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
