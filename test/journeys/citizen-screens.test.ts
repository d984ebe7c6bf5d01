import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { phone } from '../support/browser.ts';
import { somePhone } from '../support/server.ts';
import { faultsOf, picture, unfold } from './look.ts';
import { addFamilyMember, follow, journey, makeOwnPerson, press, reads, sees, signInCitizen } from './steps.ts';
import { openStation, settleFamily } from './town.ts';

const own = { name: 'Trần Thị Bích Hằng', born: 1988, sex: 'Nữ' } as const;
const father = { name: 'Trần Văn Bảo', born: 1952, sex: 'Nam' } as const;
const child = { name: 'Lê Minh Châu', born: 2019, sex: 'Nữ' } as const;

describe('every screen of the citizen app can be read by everyone, by day and by night, on any device', () => {
  const { at, step } = journey({ phone });
  const faults: string[] = [];
  const look = async (page: Page, name: string): Promise<void> => {
    faults.push(...(await faultsOf(page, name)));
  };

  step('the citizen signs in and names the family', async () => {
    const { phone: page, house } = at;
    const number = somePhone();
    await openStation(house);
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

  step('another family signs in on the same telephone, and has declared before', async () => {
    const { phone: page, house } = at;
    const number = somePhone();
    await settleFamily(house, number);
    await page.goto('/app/tai-khoan');
    await press(page, 'Đăng xuất');
    await page.getByRole('dialog').getByRole('button', { name: 'Đăng xuất' }).click();
    await page.getByRole('button', { name: 'Nhận mã' }).waitFor();
    await signInCitizen(page, house, number);
    await page.getByRole('button', { name: 'Hằng khỏe, không triệu chứng' }).waitFor();
    await page.getByRole('link', { name: /Gọi Trạm Y tế/ }).waitFor();
    await look(page, 'home on the next day');
    await picture(page, 'citizen');
    await follow(page, /^Khai báo y tế/);
    await press(page, /Khai cho cả hộ/);
    await press(page, /Vẫn ở đây/);
    await press(page, 'Không tiếp xúc ai');
    await press(page, 'Không đi đâu');
    await press(page, 'Không có dấu hiệu nào');
    await press(page, 'Có thay đổi');
    await look(page, 'conditions of one who declared before');
    await page.goto('/');
    await press(page, 'Hằng khỏe, không triệu chứng');
    await look(page, 'one tap, with undo');
    await reads(page, /Hằng đã khai lúc/);
    await look(page, 'one tap, done');
  });

  step('nothing on any of them keeps anyone out', async () => {
    assert.deepEqual(faults, []);
  });
});
