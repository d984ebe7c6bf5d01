import assert from 'node:assert/strict';
import { after, describe } from 'node:test';
import { TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { firstAdministrator } from '../../src/features/accounts/index.ts';
import { desktop, openBrowser, phone } from '../support/browser.ts';
import { aDeclaration, aPerson, places, urgentAnswers } from '../support/server.ts';
import { isAccessible, journey, press, reads, sees } from './steps.ts';

const password = 'mua xuan ve tren ban nho';
const people = {
  nation: 'Quản trị viên',
  province: 'Trịnh Thị Lan',
  night: 'Bùi Văn Trực',
  district: 'Phạm Quốc Dũng',
  nurse: 'Lê Thị Hoa',
  colleague: 'Đỗ Minh Quân',
} as const;
type Who = 'nation' | 'province' | 'night' | 'district' | 'nurse';

const sheet = `\uFEFFHọ tên,Tên đăng nhập,Đơn vị,Vai trò
${people.nurse},,Phường Hàm Rồng,Cán bộ y tế
${people.colleague},,Phường Đông Thọ,Cán bộ y tế; Truy vết
=cmd|' /C calc'!A0,,Phường Hàm Rồng,Cán bộ y tế
Vũ Văn Nam,,Phường Tào Xuyên,vua
`;

describe('accounts down the chain: from the nation to a nurse at a station', () => {
  const { at, step } = journey({});
  const pages = {} as Record<Who, Page>;
  const links = {} as Record<string, string>;
  const closing: (() => Promise<void>)[] = [];
  after(async () => {
    for (const close of closing) await close();
  });

  /** A passkey belongs to a name, so these devices come by http://localhost. */
  const device = async (who: Who, size = desktop): Promise<Page> => {
    const { page, close } = await openBrowser(at.house.house.publicUrl(), size);
    closing.push(close);
    pages[who] = page;
    return page;
  };

  const openLink = async (page: Page, link: string): Promise<void> => {
    const { pathname, hash } = new URL(link);
    await page.goto(pathname + hash);
    await sees(page, 'Nhận tài khoản');
  };

  /** The authenticator app, the password, the code, and in. */
  const acceptWithApp = async (who: Who, link: string): Promise<Page> => {
    const page = await device(who);
    await openLink(page, link);
    const secret = await page.locator('code.secret').textContent();
    await page.getByLabel('Mật khẩu mới').fill(password);
    await page.getByLabel('Nhập lại mật khẩu').fill(password);
    const totp = new TOTP({ secret: secret ?? '' });
    await page.getByLabel('Mã 6 số').fill(totp.generate({ timestamp: at.house.clock.now().getTime() }));
    await isAccessible(page);
    await press(page, 'Nhận tài khoản và đăng nhập');
    await page.getByRole('button', { name: `Tài khoản ${people[who]}` }).waitFor();
    return page;
  };

  /** Whose console this is; on a phone it stands in the officer's menu. */
  const isAt = (page: Page, unit: string): Promise<void> =>
    page.locator('.brand .unit').filter({ hasText: unit }).waitFor({ state: 'attached' });

  /** The link that stands on the slip of an officer. */
  const linkOf = async (page: Page, name: string): Promise<string> => {
    const slip = page.locator('.slip-one').filter({ hasText: name });
    await slip.getByRole('img').waitFor();
    return (await slip.getByRole('link').getAttribute('href')) ?? '';
  };

  const makeAccount = async (page: Page, name: string, unit: string, role: string): Promise<string> => {
    await page.goto('/console/accounts');
    await press(page, 'Tạo tài khoản');
    const form = page.getByRole('form', { name: 'Tạo tài khoản cán bộ' });
    await form.getByLabel('Họ tên cán bộ').fill(name);
    await form.getByLabel('Đơn vị', { exact: true }).selectOption({ label: unit });
    await form.getByLabel('Cán bộ y tế').uncheck();
    await form.getByLabel(role, { exact: true }).check();
    await isAccessible(page);
    await form.getByRole('button', { name: 'Tạo tài khoản' }).click();
    const link = await linkOf(page, name);
    await isAccessible(page);
    return link;
  };

  step(
    'the nation’s administrator comes in by the link of the first start and makes a manager of the province',
    async () => {
      const link = (await firstAdministrator(at.house.house)) ?? '';
      const page = await acceptWithApp('nation', link);
      links.province = await makeAccount(page, people.province, 'Tỉnh Thanh Hóa', 'Quản lý đơn vị');
    },
  );

  step('the province’s manager gives the district its first officer', async () => {
    const page = await acceptWithApp('province', links.province ?? '');
    links.night = await makeAccount(page, people.night, 'Thành phố Thanh Hóa', 'Cán bộ y tế');
  });

  step('the district has no manager yet: its officer asks for one', async () => {
    const page = await acceptWithApp('night', links.night ?? '');
    await page.getByRole('button', { name: `Tài khoản ${people.night}` }).click();
    await page.getByRole('link', { name: 'Đề nghị tài khoản' }).click();
    await sees(page, 'Đề nghị tài khoản');
    await press(page, 'Đề nghị tài khoản mới');
    const form = page.getByRole('form', { name: 'Đề nghị tài khoản mới' });
    await form.getByLabel('Họ tên cán bộ').fill(people.district);
    await form.getByLabel('Cán bộ y tế').uncheck();
    await form.getByLabel('Quản lý đơn vị').check();
    await form.getByLabel('Lý do').fill('Trung tâm chưa có người quản lý tài khoản');
    await isAccessible(page);
    await form.getByRole('button', { name: 'Gửi đề nghị' }).click();
    await reads(page, people.district);
    await reads(page, 'Chờ trả lời');
    await isAccessible(page);
  });

  step('the province finds the request in its queue and accepts it; the asker sees the answer', async () => {
    const { province: page, night } = pages;
    await page.goto('/console/accounts/requests');
    await reads(page, 'Trung tâm chưa có người quản lý tài khoản');
    await page.getByLabel('Chọn tất cả (1)').check();
    await isAccessible(page);
    await press(page, 'Duyệt 1 đề nghị');
    links.district = await linkOf(page, people.district);
    await reads(page, 'Không có đề nghị nào đang chờ');
    await isAccessible(page);
    await night.goto('/console/accounts/requests?state=all');
    await reads(night, 'Đã duyệt');
  });

  step(
    'the district’s manager uploads the list of the stations: every wrong cell is named before anything is made',
    async () => {
      const page = await acceptWithApp('district', links.district ?? '');
      await page.goto('/console/accounts');
      await page.getByRole('link', { name: 'Tải danh sách lên' }).click();
      await sees(page, 'Tạo tài khoản từ danh sách');
      await isAccessible(page);
      const file = { name: 'tram.csv', mimeType: 'text/csv', buffer: Buffer.from(sheet) };
      await page.getByLabel('Chọn tệp danh sách').setInputFiles(file);
      await reads(page, '4 dòng: 2 dòng dùng được, 2 dòng cần sửa.');
      const wrong = page.getByRole('region', { name: 'Kết quả kiểm tra' }).getByRole('row');
      assert.deepEqual(await wrong.allTextContents(), [
        'DòngCộtCần sửa gì',
        '4Họ tênchỉ gồm chữ, bắt đầu bằng chữ cái',
        '5Vai tròkhông có vai trò này',
      ]);
      await isAccessible(page);
      await press(page, 'Tạo 2 tài khoản');
      await reads(page, /Đã tạo 2 tài khoản/);
      links.nurse = await linkOf(page, people.nurse);
      await isAccessible(page);
    },
  );

  step('on paper stand the slips alone: a QR code, unit, name and day for each', async () => {
    const { district: page } = pages;
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.getByRole('heading', { level: 1 }).isVisible(), false);
    assert.equal(await page.getByRole('button').filter({ visible: true }).count(), 0);
    for (const [name, unit] of [
      [people.nurse, 'Phường Hàm Rồng'],
      [people.colleague, 'Phường Đông Thọ'],
    ] as const) {
      const slip = page.locator('.slip-one').filter({ hasText: name });
      assert.ok(await slip.getByRole('img', { name: `Mã QR của đường dẫn cho ${name}` }).isVisible());
      assert.match(
        (await slip.textContent()) ?? '',
        new RegExp(`${unit}.*Dùng một lần, đến \\d\\d:\\d\\d \\d\\d/\\d\\d/\\d{4}`),
      );
    }
    await page.emulateMedia({ media: null });
  });

  step('the list finds an officer by words of name and unit, and says so when nobody matches', async () => {
    const { district: page } = pages;
    await page.goto('/console/accounts');
    const search = page.getByLabel('Tìm theo họ tên, tên đăng nhập hoặc đơn vị');
    await search.fill(`ham rong ${people.nurse.split(' ').at(-1)}`);
    await press(page, 'Tìm');
    await page.getByRole('rowheader', { name: people.nurse }).waitFor();
    await page.getByRole('rowheader', { name: people.colleague }).waitFor({ state: 'detached' });
    await isAccessible(page);
    await search.fill('không có ai');
    await press(page, 'Tìm');
    await reads(page, 'Không có tài khoản nào khớp');
  });

  step('the nurse accepts the link with a passkey of her phone, signs out, and comes in with it again', async () => {
    const page = await device('nurse', phone);
    const session = await page.context().newCDPSession(page);
    await session.send('WebAuthn.enable');
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await openLink(page, links.nurse ?? '');
    await isAccessible(page);
    await press(page, 'Dùng khóa truy cập và đăng nhập');
    const menu = page.getByRole('button', { name: `Tài khoản ${people.nurse}` });
    await menu.click();
    await page.getByRole('link', { name: 'Đăng nhập và bảo mật' }).click();
    await sees(page, 'Khóa truy cập');
    await reads(page, /Chrome · Linux/);
    await isAccessible(page);
    await press(page, 'Thôi dùng khóa truy cập Chrome · Linux');
    await page.getByRole('dialog').getByRole('button', { name: 'Thôi dùng' }).click();
    await reads(page, 'Đây là cách đăng nhập duy nhất của tài khoản');
    await isAccessible(page);
    await page.getByRole('dialog').getByRole('button', { name: 'Thôi', exact: true }).click();

    await menu.click();
    await press(page, 'Đăng xuất');
    await page.getByRole('dialog').getByRole('button', { name: 'Đăng xuất' }).click();
    await sees(page, 'Đăng nhập bàn làm việc');
    await isAccessible(page);
    await press(page, 'Đăng nhập bằng khóa truy cập');
    await menu.waitFor();
    await isAt(page, 'Phường Hàm Rồng');
  });

  step('the district sees who has not signed in yet, and sends that officer a new link with one tap', async () => {
    const { district: page } = pages;
    await page.goto('/console/accounts/units');
    const row = page.getByRole('row').filter({ hasText: 'Phường Đông Thọ' });
    await row.waitFor();
    assert.match((await row.textContent()) ?? '', /Phường Đông Thọ.*chưa có110chưa dùng/);
    await isAccessible(page);
    await row.getByRole('link', { name: '1' }).last().click();
    await reads(page, people.colleague);
    assert.equal(await page.getByRole('cell', { name: 'Phường Hàm Rồng' }).count(), 0);
    await press(page, `Cấp lại đường dẫn: ${people.colleague}`);
    const fresh = await linkOf(page, people.colleague);
    assert.match(fresh, /\/console\/invitation#/);
    await isAccessible(page);
  });

  step('moved to another commune with the session open, the nurse sees the new one at once', async () => {
    const { district, nurse } = pages;
    await nurse.goto('/console/work');
    await reads(nurse, 'Cập nhật tức thời');
    await district.goto('/console/accounts');
    await press(district, `Chuyển, đổi vai trò: ${people.nurse}`);
    const dialog = district.getByRole('dialog');
    await dialog.getByLabel('Đơn vị', { exact: true }).selectOption({ label: 'Phường Đông Thọ' });
    await isAccessible(district);
    await dialog.getByRole('button', { name: 'Chuyển, đổi vai trò' }).click();
    await isAt(nurse, 'Phường Đông Thọ');
    await reads(nurse, 'Cập nhật tức thời');
  });

  step('from then on she is told of the new commune, and of the old one nothing', async () => {
    const { nurse } = pages;
    const station = await at.house.officer(places.district);
    const declare = async (area: string, fullName: string) => {
      const person = aPerson({ area, fullName });
      const { status } = await station.post('/declarations', aDeclaration({ area, person, answers: urgentAnswers }));
      assert.equal(status, 201);
    };
    await declare(places.commune, 'Người Ở Nơi Cũ');
    await declare(places.neighbour, 'Người Ở Nơi Mới');
    await reads(nurse, '1 tờ khai khẩn mới');
    await nurse.getByRole('button', { name: 'xem', exact: true }).click();
    await reads(nurse, 'Người Ở Nơi Mới');
    assert.equal(await nurse.getByText('Người Ở Nơi Cũ').count(), 0);
    await isAccessible(nurse);
    await nurse.getByRole('button', { name: `Tài khoản ${people.nurse}` }).click();
    await reads(nurse, 'Phường Đông Thọ');
  });

  step('the district gives the number that people call, a hot-line, and names who answers for what', async () => {
    const { district: page } = pages;
    await page.goto('/console/areas');
    const station = page.getByRole('region', { name: 'Trạm Y tế' });
    await station.getByLabel('Số điện thoại người dân gọi').fill('1900 9095');
    await station.getByRole('button', { name: 'Lưu' }).click();
    await reads(page, 'Đã lưu số điện thoại');
    await press(page, 'Thêm đầu mối…');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Tên người hoặc bộ phận').fill('Tổng đài phòng dịch');
    await dialog.getByLabel('Điện thoại').fill('1022');
    await dialog.getByRole('button', { name: 'Lưu' }).click();
    await reads(page, 'Tổng đài phòng dịch');
    await isAccessible(page);
    assert.equal((await at.house.anonymous.get(`/stations?area=${places.district}`)).body.phone, '19009095');
  });

  step('the province reads who has which account, and who looks after those further down', async () => {
    const { province: page } = pages;
    await page.goto('/console/accounts');
    const row = page.getByRole('row').filter({ hasText: people.nurse });
    await row.getByText('Do quản lý của Phường Đông Thọ').waitFor();
    assert.equal(await row.getByRole('button').count(), 0);
    await page.getByRole('button', { name: `Tạm khóa: ${people.district}` }).waitFor();
    await isAccessible(page);
  });

  step(
    'the district suspends the nurse’s account, which ends her session, and lets her in again by a new link',
    async () => {
      const { district, nurse } = pages;
      await district.goto('/console/accounts');
      await press(district, `Tạm khóa: ${people.nurse}`);
      const dialog = district.getByRole('dialog');
      await dialog.getByLabel('Lý do').fill('Mất điện thoại');
      await isAccessible(district);
      await dialog.getByRole('button', { name: 'Tạm khóa' }).click();
      await dialog.waitFor({ state: 'hidden' });
      await nurse.goto('/console/work');
      await sees(nurse, 'Đăng nhập bàn làm việc');
      await press(district, `Cấp lại đường dẫn: ${people.nurse}`);
      await district.getByRole('dialog').getByRole('button', { name: 'Cấp lại đường dẫn' }).click();
      await openLink(nurse, await linkOf(district, people.nurse));
      await reads(nurse, /Phường Đông Thọ/);
    },
  );
});
