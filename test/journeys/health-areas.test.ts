import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { desktop, phone } from '../support/browser.ts';
import { aDeclaration, aPerson, ok, urgentAnswers } from '../support/server.ts';
import { faultsOf } from './look.ts';
import { rowOf, signInOfficer } from './officer-steps.ts';
import { isAccessible, journey, press, reads, sees } from './steps.ts';

const centre = 'Khu vực y tế Lam Sơn';
const head = 'Trần Thị Khu';
const province = '38';

describe('a province of 2025 puts communes together, a health centre works for both, and they part again', () => {
  const { at, step } = journey({ desk: desktop, centre: phone }, { areas: '2025' });
  const dialog = () => at.desk.getByRole('dialog').filter({ visible: true });
  /** Two communes to be grouped, and one that is left out. */
  const communes: { path: string; name: string }[] = [];
  const sickIn = (name: string): string => `Người bệnh ${name.replace(/^(Xã|Phường) /, '')}`;

  step('the manager chooses two communes by name, and reads what moves with them before they do', async () => {
    const { desk: page, house } = at;
    const station = await house.officer(province);
    communes.push(...ok(await house.anonymous.get(`/areas?parent=${province}`)).slice(0, 3));
    for (const { path: area, name } of communes) {
      const person = aPerson({ area, fullName: sickIn(name) });
      ok(await station.post('/declarations', aDeclaration({ area, person, answers: urgentAnswers })));
    }
    await signInOfficer(page, house, { name: 'Lê Văn Tỉnh', area: province, roles: ['manager'] });
    await page.goto('/console/areas');
    await reads(page, /Chưa có khu vực y tế nào/);
    await press(page, 'Gộp thành khu vực y tế…');
    await dialog().getByLabel('Tên khu vực').fill(centre);
    await dialog().getByLabel('Mã khu vực').fill('kv01');
    for (const { name } of communes.slice(0, 2)) {
      await dialog().getByLabel('Tìm xã, phường').fill(name);
      await dialog().getByRole('checkbox', { name }).first().check();
    }
    await reads(page, /2 xã, phường sẽ chuyển, cùng 0 tài khoản, 2 người, 2 tờ khai và 2 việc đang mở/);
    assert.deepEqual(await faultsOf(page, 'grouping'), []);
    await press(page, 'Gộp 2 xã, phường');
    await reads(page, /KV01 · 2 xã, phường/);
    assert.deepEqual(await faultsOf(page, 'health areas'), []);
  });

  step('the health area is found among the units, with its level, and has a number of its own', async () => {
    const { desk: page, house } = at;
    await page.getByLabel('Tìm đơn vị').fill('lam son');
    await press(page, `${centre} cả quận, huyện, khu vực · Thanh Hóa`);
    const station = page.getByRole('region', { name: 'Trạm Y tế' });
    await station.getByRole('heading', { name: /Lam Sơn/ }).waitFor();
    await station.getByLabel('Số điện thoại người dân gọi').fill('0237 3852 111');
    await station.getByRole('button', { name: 'Lưu' }).click();
    await reads(page, 'Đã lưu số điện thoại');
    assert.equal((await house.anonymous.get('/stations?area=38.KV01')).body.phone, '+842373852111');
    assert.equal(await page.getByRole('heading', { name: 'Thôn, bản, tổ dân phố' }).count(), 0);
    await isAccessible(page);
  });

  step('who works at the health centre sees the work of both communes, and of the third nothing', async () => {
    const { centre: page, house } = at;
    await signInOfficer(page, house, { name: head, area: '38.KV01' });
    await page.goto('/console/work');
    for (const { name } of communes.slice(0, 2)) await rowOf(page, sickIn(name)).waitFor();
    assert.equal(await rowOf(page, sickIn(communes[2]?.name ?? '')).count(), 0);
    await isAccessible(page);
  });

  step('while somebody works there it is not dissolved; then the communes are the province’s again', async () => {
    const { desk: page, centre: other, house } = at;
    const dissolve = async () => {
      await page.goto('/console/areas');
      await press(page, `Giải thể: ${centre}`);
      await dialog().getByRole('button', { name: 'Giải thể' }).click();
    };
    await dissolve();
    await reads(page, 'Khu vực còn tài khoản đang dùng; xin tạm khóa trước');
    assert.deepEqual(await faultsOf(page, 'dissolving'), []);
    await page.goto('/console/accounts');
    await press(page, `Tạm khóa: ${head}`);
    await dialog().getByLabel('Lý do').fill('Giải thể khu vực');
    await dialog().getByRole('button', { name: 'Tạm khóa' }).click();
    await dialog().waitFor({ state: 'hidden' });
    await dissolve();
    await reads(page, /Chưa có khu vực y tế nào/);
    assert.deepEqual(ok(await house.anonymous.get(`/areas?parent=${province}`)).slice(0, 3), communes);
    await other.goto('/console/work');
    await sees(other, 'Đăng nhập bàn làm việc');
  });

  step('an epidemic in the whole of another province is written down as one', async () => {
    const { desk: page } = at;
    await page.goto('/console/epidemic-areas');
    await page.getByText('Thêm vùng có dịch').first().click();
    await page.getByLabel('Địa bàn có dịch').fill('ha noi');
    await press(page, 'Thành phố Hà Nội cả tỉnh, thành phố');
    await page.getByLabel('Nguồn, văn bản').fill('Bộ Y tế');
    await press(page, 'Thêm vùng có dịch');
    await page.getByRole('row').filter({ hasText: 'Thành phố Hà Nội' }).waitFor();
    await isAccessible(page);
  });
});
