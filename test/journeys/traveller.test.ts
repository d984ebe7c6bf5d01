import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { newId } from '../../src/core/client.ts';
import { codeBody, codeText, readCode } from '../../src/core/code.ts';
import { desktop, phone } from '../support/browser.ts';
import { aDeclaration, type Caller, places, somePhone, type TestServer } from '../support/server.ts';
import { beginAsCitizen, certifyAndSend } from './citizen-steps.ts';
import { signInOfficer } from './officer-steps.ts';
import { follow, isAccessible, journey, press, reads, sees } from './steps.ts';

const hour = 3_600_000;
/** Far from where the travellers will stay. */
const border = '38.387.15013';
/** By citizen card, without a telephone. */
const walker = { name: 'Trịnh Văn Mới', number: '038057000321' } as const;
const human = { name: 'Nguyễn Thị Thu Hằng', born: 1988, sex: 'Nữ' } as const;

/** What a field of date and time takes: the time in Viet Nam. */
const localTime = (at: number): string => new Date(at + 7 * hour).toISOString().slice(0, 16);

const gateOf = async (house: TestServer, name: string, kind: string, area: string): Promise<string> => {
  const manager = await house.officer(places.province, ['manager']);
  const { status, body } = await manager.post('/gates', { id: newId(), name, kind, area });
  assert.equal(status, 201, JSON.stringify(body));
  return body.id;
};

/** A pass of somebody who left so many hours ago, made at that time. */
const passOf = async (house: TestServer, hoursAgo: number): Promise<{ id: string; url: string; citizen: Caller }> => {
  const now = house.clock.now().getTime();
  house.clock.set(new Date(now - hoursAgo * hour));
  const citizen = await house.citizen();
  const departure = house.clock.now().toISOString();
  const answers = { symptoms: [], vehicle: 'coach', from: places.commune, to: places.elsewhere, departure };
  const { body: declared } = await citizen.post('/declarations', aDeclaration({ form: 'domestic', answers }));
  const { status, body } = await citizen.post(`/declarations/${declared.id}/pass`, { id: newId() });
  assert.equal(status, 201, JSON.stringify(body));
  house.clock.set(new Date(now));
  return { ...body, citizen };
};

/** The same code with a signature that nobody gave. */
const forge = (url: string): string => {
  const code = readCode(url);
  assert.ok(code);
  const until = Uint8Array.from(code.payload);
  until[20] = 255;
  return codeText(codeBody('pass', code.kid, until), code.signature);
};

describe('a traveller declares once, and the checkpoint lets her pass without a network', () => {
  const { at, step } = journey({ phone, console: phone });
  const state = { gate: '', url: '' };
  const codes = { expired: '', revoked: '', forged: '', late: '' };
  const card = '038188000999||Trần Văn Lạ|01011988|Nam|Bắc Sơn, Thanh Hóa|01012021';

  step('she answers the form of domestic travel, question by question as its definition asks', async () => {
    const { phone: page, house } = at;
    state.gate = await gateOf(house, 'Chốt Quốc lộ 1A', 'checkpoint', places.elsewhere);
    await beginAsCitizen(page, house, somePhone(), human);
    await page.goto('/');
    await follow(page, /^Đi lại, nhập cảnh/);
    await sees(page, 'Chọn tờ khai');
    await isAccessible(page);
    await follow(page, /Khai báo di chuyển nội địa/);
    await sees(page, /đang ở đâu/);
    await press(page, /Vẫn ở đây/);
    await sees(page, 'Đi bằng phương tiện gì?');
    await isAccessible(page);
    await press(page, 'Xe khách');
    await page.getByLabel(/biển số xe/).fill('36B-012.34');
    await isAccessible(page);
    await press(page, 'Tiếp tục');
    await sees(page, 'Đi từ đâu?');
    await press(page, 'Tiếp tục');
    await isAccessible(page);
    await page.getByLabel('Xã, phường; không rõ').fill('ham rong thanh hoa');
    await press(page, /Phường Hàm Rồng/);
    await press(page, 'Tiếp tục');
    await sees(page, /Đi qua sân bay/);
    await press(page, 'Bỏ qua câu này');
    await sees(page, 'Đến đâu?');
    await page.getByLabel('Xã, phường; không rõ').fill('bac son bim son');
    await press(page, /Phường Bắc Sơn/);
    await press(page, 'Tiếp tục');
    await sees(page, /Đến qua sân bay/);
    await page.getByLabel(/Cửa khẩu, sân bay/).selectOption({ label: 'Chốt Quốc lộ 1A' });
    await isAccessible(page);
    await press(page, 'Tiếp tục');
    await page.getByLabel('Khởi hành lúc nào?').fill(localTime(Date.now() - hour));
    await isAccessible(page);
    await press(page, 'Tiếp tục');
    await sees(page, /Trong 14 ngày qua, Hằng có tiếp xúc nào/);
    await isAccessible(page);
    await press(page, 'Không có');
    await press(page, 'Không đi đâu');
    await sees(page, 'Số ghế');
    await press(page, 'Bỏ qua câu này');
    await sees(page, /có dấu hiệu nào/);
    await press(page, 'Không có');
    await press(page, 'Chưa đo');
    await sees(page, /bệnh nền/);
    await press(page, 'Không có');
    await reads(page, '36B-012.34');
    await reads(page, 'Chốt Quốc lộ 1A');
    // A phone whose battery was out has forgotten the year.
    await page.clock.setFixedTime(new Date('1999-01-01T08:00:00+07:00'));
    await certifyAndSend(page, 'Gửi tờ khai');
    await reads(page, /Tờ khai chưa được nhận/);
    await page.clock.setFixedTime(new Date());
  });

  step('what the station could not take is mended as the journey that it is', async () => {
    const { phone: page } = at;
    await page.goto('/to-khai');
    await follow(page, 'Sửa và gửi lại');
    await sees(page, 'Xin xem lại lời khai');
    for (const said of ['Xe khách', '36B-012.34', 'Chốt Quốc lộ 1A', /Phường Bắc Sơn/]) await reads(page, said);
    await certifyAndSend(page, 'Gửi tờ khai');
  });

  step('the pass is one tap from the result, and stays on the phone', async () => {
    const { phone: page, house } = at;
    await reads(page, /Trạm đã nhận lúc/);
    await isAccessible(page);
    await follow(page, 'Lấy mã đi đường');
    await page.getByRole('img', { name: `Mã QR đi đường của ${human.name}` }).waitFor();
    await reads(page, 'Đang dùng được');
    await isAccessible(page);
    await page.context().setOffline(true);
    await page.reload();
    await page.getByRole('img', { name: `Mã QR đi đường của ${human.name}` }).waitFor();
    await page.context().setOffline(false);
    const station = await house.officer(places.commune);
    const { body: leaving } = await station.get('/travels?direction=leaving');
    assert.equal(leaving.items[0].person.fullName, human.name);
    const { body: pass } = await station.get(`/passes/${leaving.items[0].id}`);
    state.url = pass.url;
  });

  step('she finds it again on the first screen and among her declarations', async () => {
    const { phone: page } = at;
    await page.goto('/');
    await reads(page, /Mã đi đường của Hằng dùng được đến/);
    await isAccessible(page);
    await follow(page, 'Mở mã');
    await page.getByRole('img', { name: `Mã QR đi đường của ${human.name}` }).waitFor();
    await page.goto('/to-khai');
    await follow(page, 'Mã đi đường của Hằng');
    await reads(page, 'Đang dùng được');
  });

  step('an officer of the checkpoint opens the page while there is a network', async () => {
    const { console: page, house } = at;
    const { citizen: other, ...stopped } = await passOf(house, 2);
    const answered = await other.post(`/passes/${stopped.id}/revocation`, { id: newId(), reason: 'hoãn chuyến' });
    assert.equal(answered.status, 201);
    Object.assign(codes, { revoked: stopped.url, expired: (await passOf(house, 80)).url });
    await signInOfficer(page, house, { name: 'Phạm Văn Chốt', area: places.elsewhere, roles: ['gate'] });
    await page.goto('/console/check');
    await reads(page, /Danh sách thu hồi lúc/);
    await page.getByLabel('Chốt', { exact: true }).selectOption({ label: 'Chốt Quốc lộ 1A' });
    await isAccessible(page);
    await page.evaluate(() => navigator.serviceWorker.ready);
  });

  const present = async (page: Page, text: string): Promise<void> => {
    await page.getByLabel('Nội dung mã').fill(text);
    await press(page, 'Xong');
  };

  step('the network is gone: her pass is green all the same, and says that it was checked offline', async () => {
    const { console: page } = at;
    await page.context().setOffline(true);
    await page.reload();
    await reads(page, /Danh sách thu hồi lúc/);
    await page.getByRole('option', { name: 'Chốt Quốc lộ 1A' }).waitFor({ state: 'attached' });
    assert.equal(await page.getByLabel('Chốt', { exact: true }).inputValue(), state.gate);
    await present(page, state.url);
    await sees(page, 'Mời đi');
    await page.locator('.verdict.green').waitFor();
    await reads(page, /khi không có mạng/);
    await isAccessible(page);
    await press(page, 'Người tiếp theo');
    await reads(page, /1 lượt chờ gửi/);
  });

  step('a forged code, a revoked and an expired pass are red, each with what to do', async () => {
    const { console: page } = at;
    const wrong = [
      [forge(state.url), 'Mã không do hệ thống cấp'],
      [codes.revoked, 'Mã này đã hủy'],
      [codes.expired, 'Mã đã hết hạn'],
    ] as const;
    for (const [text, reason] of wrong) {
      await present(page, text);
      await reads(page, reason);
      await page.locator('.verdict.red').waitFor();
      await isAccessible(page);
      await page.keyboard.press('Enter');
      await sees(page, 'Kiểm tra ở chốt');
    }
    await reads(page, /4 lượt chờ gửi/);
  });

  step('a card is well read, and the officer is told what to do with it', async () => {
    const { console: page } = at;
    await present(page, card);
    await page.locator('.verdict.amber').waitFor();
    await reads(page, /có mã đi đường không để quét mã đó/);
    await isAccessible(page);
    await press(page, 'Người tiếp theo');
  });

  step('a pass that was taken back meanwhile is green here, for want of a network', async () => {
    const { console: page, house } = at;
    const { citizen: other, ...late } = await passOf(house, 3);
    const station = await house.officer(places.commune);
    const ended = await station.post(`/passes/${late.id}/revocation`, { id: newId(), reason: 'có dịch' });
    assert.equal(ended.status, 201);
    await present(page, late.url);
    await page.locator('.verdict.green').waitFor();
    await press(page, 'Người tiếp theo');
    await reads(page, /6 lượt chờ gửi/);
  });

  step('what the post had read is sent once when the network comes back', async () => {
    const { console: page, house } = at;
    await page.context().setOffline(false);
    await page.getByText(/lượt chờ gửi/).waitFor({ state: 'detached' });
    await sees(page, 'Đã cho qua, nay là đỏ');
    await reads(page, /Chốt Quốc lộ 1A · Mã này đã hủy/);
    await isAccessible(page);
    await page.reload();
    await reads(page, /Danh sách thu hồi lúc/);
    const { body } = await (await house.officer(places.elsewhere, ['gate'])).get(`/checks?gate=${state.gate}`);
    assert.deepEqual(
      body.items.map(({ reason, shown }: { reason: string; shown: string }) => [reason, shown]),
      [
        ['revoked', 'green'],
        ['undeclared', 'amber'],
        ['expired', 'red'],
        ['revoked', 'red'],
        ['forged', 'red'],
        ['valid', 'green'],
      ],
    );
  });

  step('and it goes on with the network as it did without', async () => {
    const { console: page } = at;
    await present(page, state.url);
    await sees(page, 'Mời đi');
    await page.locator('.verdict.green').waitFor();
    await isAccessible(page);
  });

  /** A commune by its name, in the only field for one that is still open. */
  const choose = async (page: Page, label: string, text: string, name: RegExp): Promise<void> => {
    await page.getByLabel(label).fill(text);
    await press(page, name);
  };

  step('who has not declared and has no telephone declares at the post, and goes on with a printed code', async () => {
    const { console: page, house } = at;
    await press(page, 'Người tiếp theo');
    await present(
      page,
      `${walker.number}||${walker.name.toUpperCase()}|05091957|Nam|Thôn 3, Đông Hoàng, Thanh Hóa|01062021`,
    );
    await sees(page, 'Khai báo tại chốt');
    await isAccessible(page);
    await press(page, 'Khai báo ngay');
    await sees(page, 'Khai thay người dân');
    assert.equal(await page.getByLabel('Họ tên').inputValue(), walker.name);
    await isAccessible(page);
    await press(page, 'Tiếp tục');
    await sees(page, '2. Lời khai');
    await choose(page, 'Xã, phường nơi người này đang ở hoặc sẽ ở', 'bac son bim son', /Phường Bắc Sơn/);
    await page.getByLabel('Đi bằng phương tiện gì?').selectOption({ label: 'Xe riêng' });
    await choose(page, 'Đi từ đâu?', 'ham rong thanh hoa', /Phường Hàm Rồng/);
    await choose(page, 'Đến đâu?', 'bac son bim son', /Phường Bắc Sơn/);
    await page.getByLabel(/^Người được khai đã nghe và xác nhận/).check();
    await isAccessible(page);
    await press(page, 'Gửi tờ khai');
    await reads(page, /Chưa có câu trả lời: Khởi hành lúc nào/);
    await isAccessible(page);
    await page.getByLabel('Khởi hành lúc nào?').fill(localTime(Date.now() - hour));
    await press(page, 'Gửi tờ khai');
    await sees(page, 'Đã ghi tờ khai');
    await isAccessible(page);
    await follow(page, 'Cấp và in mã đi đường');
    await page.getByRole('img', { name: `Mã QR đi đường của ${walker.name}` }).waitFor();
    await isAccessible(page);
    const station = await house.officer(places.elsewhere);
    const { body: arriving } = await station.get('/travels');
    const own = arriving.items.find(({ person }: { person: { fullName: string } }) => person.fullName === walker.name);
    const { body: pass } = await station.get(`/passes/${own.id}`);
    await page.reload();
    await page.getByRole('img', { name: `Mã QR đi đường của ${walker.name}` }).waitFor();
    await page.goto('/console/check');
    await reads(page, /Danh sách thu hồi lúc/);
    await present(page, pass.url);
    await sees(page, 'Mời đi');
    const nurse = await house.officer(places.elsewhere);
    const { body: declared } = await nurse.get(`/declarations?person=${pass.person.id}`);
    assert.deepEqual([declared.items[0].form, declared.items[0].onBehalf], ['domestic', true]);
  });

  step('whose code has expired is known already, and only answers the questions', async () => {
    const { console: page } = at;
    await press(page, 'Người tiếp theo');
    await present(page, codes.expired);
    await press(page, 'Khai báo ngay');
    await sees(page, '2. Lời khai');
    await reads(page, 'Nguyễn Thị Thu Hằng');
    assert.equal(await page.getByLabel('Mẫu tờ khai').inputValue(), 'domestic');
    await page.goto('/console/check');
    await reads(page, /Danh sách thu hồi lúc/);
    await present(page, state.url);
    await sees(page, 'Mời đi');
  });

  step('who does not travel after all gives the pass up: the post sees red, and it can be had again', async () => {
    const { phone: page, console: post } = at;
    await page.reload();
    await press(page, 'Hủy mã này…');
    await sees(page, `Hủy mã đi đường của ${human.name}?`);
    await isAccessible(page);
    await press(page, 'Hủy mã này');
    await reads(page, 'Đã hủy');
    await isAccessible(page);
    await press(post, 'Người tiếp theo');
    await present(post, state.url);
    await reads(post, 'Mã này đã hủy');
    await post.locator('.verdict.red').waitFor();
    await press(page, 'Lấy lại mã');
    await reads(page, 'Đang dùng được');
  });

  step('at the end of a shift without a network, what was not sent is named before it would be lost', async () => {
    const { console: page } = at;
    await press(page, 'Người tiếp theo');
    await page.context().setOffline(true);
    await present(page, codes.expired);
    await page.locator('.verdict.red').waitFor();
    await press(page, 'Người tiếp theo');
    await reads(page, /1 lượt chờ gửi/);
    await page.getByRole('button', { name: /Phạm Văn Chốt/ }).click();
    await press(page, 'Đăng xuất');
    await reads(page, /Còn 1 lượt kiểm tra ở chốt chưa gửi/);
    await isAccessible(page);
    await press(page, 'Gửi trước đã');
    await reads(page, 'Chưa gửi hết. Xin thử lại khi có mạng.');
    await page.context().setOffline(false);
    await page
      .getByText(/lượt kiểm tra ở chốt chưa gửi/)
      .filter({ visible: true })
      .waitFor({ state: 'detached' });
  });
});

const guest = { name: 'Anna Schmidt', born: 1990, sex: 'Nữ' } as const;

describe('a traveller from abroad declares in English, and the officer of the gate confirms', () => {
  const { at, step } = journey({ phone, console: desktop });

  step('she answers in English, sign by sign', async () => {
    const { phone: page, house } = at;
    await gateOf(house, 'Cửa khẩu Na Mèo', 'border', border);
    await beginAsCitizen(page, house, somePhone(), guest);
    await press(page, 'English');
    await page.goto('/khai-bao/entry');
    await press(page, /Still here/);
    await sees(page, 'At which gate is the entry?');
    await page.getByLabel('Gate, airport, station, checkpoint').selectOption({ label: 'Cửa khẩu Na Mèo' });
    await press(page, 'Continue');
    await press(page, 'Coach');
    await press(page, 'Skip this question');
    await page.getByLabel('Day of departure').fill(localTime(Date.now() - 24 * hour).slice(0, 10));
    await press(page, 'Continue');
    await page.getByLabel('Day of entry').fill(localTime(Date.now()).slice(0, 10));
    await press(page, 'Continue');
    await sees(page, /Which countries/);
    await page.getByLabel('Country').selectOption({ label: 'Laos' });
    await page.getByRole('button', { name: 'Remove Laos' }).waitFor();
    await isAccessible(page);
    await press(page, 'Continue');
    await press(page, 'Skip this question');
    await press(page, 'Skip this question');
    await press(page, 'PCR, negative');
    await press(page, 'Skip this question');
    await sees(page, /In the last 21 days, did Schmidt have/);
    await press(page, 'Continue');
    await reads(page, 'Please choose yes or no.');
    await isAccessible(page);
    for (const no of await page.getByRole('button', { name: 'No', exact: true }).all()) await no.click();
    await press(page, 'Continue');
    await sees(page, 'Seat');
    await press(page, 'Skip this question');
    await press(page, 'An expert or skilled worker');
    await page.getByLabel('Passport or travel document number').fill('C01X00T47');
    await press(page, 'Continue');
    await sees(page, /any of these today/);
    for (const no of await page.getByRole('button', { name: 'No', exact: true }).all()) await no.click();
    await page.getByRole('group', { name: 'Cough' }).getByRole('button', { name: 'Yes' }).click();
    await isAccessible(page);
    await press(page, 'Continue');
    await press(page, 'Not measured');
    await press(page, 'None');
    await sees(page, 'Please look through it');
    await reads(page, 'Laos');
    await page.getByLabel(/I certify/).check();
    await isAccessible(page);
    await press(page, 'Send the declaration');
    await reads(page, /The station received it/);
  });

  step('the officer of the gate looks at the papers and confirms', async () => {
    const { console: page, house } = at;
    await signInOfficer(page, house, { name: 'Hà Thị Biên', area: border, roles: ['gate'] });
    await page.goto('/console/entries');
    await reads(page, guest.name);
    await isAccessible(page);
    const card = page.getByRole('listitem').filter({ hasText: guest.name });
    await card.locator('summary').filter({ hasText: 'Lời khai' }).click();
    await reads(page, 'C01X00T47');
    await reads(page, 'PCR âm tính');
    await press(page, 'Xác nhận');
    await card.getByLabel('Kết quả').selectOption({ label: 'Lấy mẫu xét nghiệm' });
    await card.getByLabel(/^Nhiệt độ đo được/).fill('37,4');
    await card.getByLabel('Hộ chiếu').check();
    await isAccessible(page);
    await press(page, 'Ghi xác nhận');
    await reads(page, /Đã xác nhận lúc/);
    await isAccessible(page);
    const { body } = await (await house.officer(places.commune)).get('/entries?state=sample');
    assert.deepEqual(
      body.items.map((entry: { person: { fullName: string }; confirmation: { temperature: number } }) => [
        entry.person.fullName,
        entry.confirmation.temperature,
      ]),
      [[guest.name, 37.4]],
    );
  });

  step('she reads what the gate found', async () => {
    const { phone: page } = at;
    await page.goto('/');
    await page.getByText("Schmidt's entry into the country").click();
    await reads(page, /A sample is to be taken/);
    await isAccessible(page);
  });

  step('her personal code finds the entry again, and the finding is put right with its reason', async () => {
    const { console: page, house } = at;
    const nurse = await house.officer(places.commune);
    const { body: before } = await nurse.get('/entries?state=sample');
    const { body: issued } = await nurse.post(`/people/${before.items[0].person.id}/code`, { id: newId() });
    await press(page, 'Quét mã cá nhân');
    await page.getByLabel('Nội dung mã').fill(issued.url);
    await isAccessible(page);
    await press(page, 'Xong');
    await reads(page, 'Đang xem tờ khai của người vừa đưa mã.');
    const card = page.getByRole('listitem').filter({ hasText: guest.name });
    await card.getByRole('button', { name: 'Sửa kết quả' }).click();
    await card.getByLabel('Kết quả').selectOption({ label: 'Cho qua' });
    await press(page, 'Ghi xác nhận');
    await reads(page, 'Xin điền mục này');
    await card.getByLabel('Vì sao sửa').fill('Ghi nhầm người');
    await isAccessible(page);
    await press(page, 'Ghi xác nhận');
    await card.getByText('Đã cho qua').waitFor();
    const { body: after } = await nurse.get('/entries?state=cleared');
    assert.equal(after.items[0].confirmation.temperature, 37.4);
    await press(page, 'Xem cả danh sách');
    await reads(page, 'Không có tờ khai nào.');
  });
});

describe('who comes home from an epidemic area is awaited by the station', () => {
  const { at, step } = journey({ phone, console: desktop, team: phone });

  step('he declares before he is home', async () => {
    const { phone: page, house } = at;
    const returnee = { name: 'Lê Văn Thành', born: 1979, sex: 'Nam' } as const;
    await beginAsCitizen(page, house, somePhone(), returnee);
    await page.goto('/khai-bao/returnee');
    await press(page, /Vẫn ở đây/);
    // Who does not know the commune chooses the whole district.
    await page.getByLabel('Xã, phường; không rõ').fill('quan binh thanh');
    await press(page, /Quận Bình Thạnh.*cả quận/);
    await press(page, 'Chọn nơi khác');
    await page.getByLabel('Xã, phường; không rõ').fill('ben nghe quan 1');
    await press(page, /Phường Bến Nghé/);
    await press(page, 'Tiếp tục');
    await sees(page, 'Nơi đó đang thế nào?');
    await page.locator('.choice').first().click();
    await press(page, 'Bỏ qua câu này');
    await page.getByLabel('Rời nơi đó ngày').fill(localTime(Date.now()).slice(0, 10));
    await press(page, 'Tiếp tục');
    await page.getByLabel('Về đến nơi lúc nào?').fill(localTime(Date.now() + 2 * hour));
    await press(page, 'Tiếp tục');
    await press(page, 'Xe riêng');
    await press(page, 'Bỏ qua câu này');
    await page.getByLabel('Số người cùng về').fill('0');
    await press(page, 'Tiếp tục');
    await reads(page, 'Xin ghi số từ 1 đến 50.');
    await page.getByLabel('Số người cùng về').fill('3');
    await press(page, 'Tiếp tục');
    await sees(page, 'Phiếu xét nghiệm');
    await press(page, 'Không có');
    await sees(page, /tiêm vắc xin/);
    await isAccessible(page);
    await page.locator('.choice').nth(2).click();
    await sees(page, /có tiếp xúc nào/);
    await press(page, 'Không có');
    await press(page, 'Không đi đâu');
    await sees(page, /có dấu hiệu nào/);
    await press(page, 'Không có');
    await press(page, 'Chưa đo');
    await press(page, 'Không có');
    await certifyAndSend(page, 'Gửi tờ khai');
    await reads(page, /Trạm đã nhận lúc/);
    await isAccessible(page);
  });

  step('what he said stands on his telephone in words, and he declares again on the same form', async () => {
    const { phone: page, house } = at;
    const { body } = await (await house.officer(places.commune)).get('/declarations');
    await page.goto(`/to-khai/${body.items[0].id}`);
    await page.locator('summary').filter({ hasText: 'Lời khai' }).click();
    await reads(page, 'Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh');
    await reads(page, 'Đang phong tỏa, giãn cách');
    await isAccessible(page);
    const again = await page.getByRole('link', { name: 'Khai lại' }).getAttribute('href');
    assert.equal(again, `/khai-bao/returnee?nguoi=${body.items[0].person.id}`);
  });

  step('the station sees him with the days at home, and writes down that he has come', async () => {
    const { console: page, house } = at;
    await signInOfficer(page, house, { name: 'Lê Thị Hoa' });
    await page.goto('/console/arrivals');
    const card = page.getByRole('listitem').filter({ hasText: 'Lê Văn Thành' });
    await card.waitFor();
    await reads(page, /từ Phường Bến Nghé/);
    await reads(page, '3 người cùng về');
    await reads(page, /Hôm nay dự kiến có [01] người về/);
    await isAccessible(page);
    await press(page, 'Đã về đến nơi');
    await reads(page, 'Đã ghi.');
    await isAccessible(page);
    await page.getByLabel('Trạng thái').selectOption({ label: 'Đã về' });
    await card.waitFor();
    const { body } = await (await house.officer(places.commune)).get('/arrivals?state=arrived');
    assert.deepEqual(
      body.items.map(({ person }: { person: { fullName: string } }) => person.fullName),
      ['Lê Văn Thành'],
    );
  });

  step('he reads how long he stays at home, and when he is tested', async () => {
    const { phone: page } = at;
    await page.goto('/');
    await page.getByText('Việc cần làm khi Thành về đến nơi ở').click();
    await reads(page, /Ở nhà 7 ngày, đến hết ngày/);
    await reads(page, 'Trạm Y tế đã ghi nhận Thành về đến nơi.');
    await isAccessible(page);
  });

  step('it was his brother: the arrival is put right with its reason', async () => {
    const { console: page, house } = at;
    const card = page.getByRole('listitem').filter({ hasText: 'Lê Văn Thành' });
    await card.getByText('Sửa lại').click();
    await press(page, 'Thật ra chưa về');
    await reads(page, 'Xin điền mục này');
    await card.getByLabel('Vì sao sửa').fill('Người về là em trai');
    await isAccessible(page);
    await press(page, 'Thật ra chưa về');
    await card.getByText('Chưa thấy', { exact: true }).waitFor();
    const { body } = await (await house.officer(places.commune)).get('/arrivals?state=absent');
    assert.equal(body.items.length, 1);
  });

  step('a hamlet team writes down one more who has no telephone, and the station awaits him too', async () => {
    const { team: page, console: station, house } = at;
    await signInOfficer(page, house, { name: 'Ngô Văn Tám', roles: ['community'] });
    await page.goto('/console/declare');
    await page.getByLabel('Họ tên').fill('Hà Văn Sơn');
    await press(page, 'Tiếp tục');
    await reads(page, 'Ghi 1957 hoặc 05/09/1957');
    await isAccessible(page);
    await page.getByLabel(/^Ngày sinh/).fill('1950');
    await press(page, 'Tiếp tục');
    await sees(page, '2. Lời khai');
    await page.getByLabel('Về từ đâu?').fill('ben nghe quan 1');
    await press(page, /Phường Bến Nghé/);
    await page.getByLabel('Nơi đó đang thế nào?').selectOption({ index: 1 });
    await page.getByLabel('Rời nơi đó ngày').fill(localTime(Date.now()).slice(0, 10));
    await page.getByLabel('Về đến nơi lúc nào?').fill(localTime(Date.now() + 2 * hour));
    await page.getByLabel('Về bằng phương tiện gì?').selectOption({ label: 'Xe khách' });
    await page.getByLabel('Phiếu xét nghiệm').selectOption({ label: 'Không có' });
    await page.getByLabel('Số người cùng về').fill('nhiều');
    await page.getByLabel(/^Người được khai đã nghe và xác nhận/).check();
    await press(page, 'Gửi tờ khai');
    await isAccessible(page);
    await page.getByLabel('Số người cùng về').fill('2');
    await press(page, 'Gửi tờ khai');
    await reads(page, /Chưa có câu trả lời: Đã tiêm vắc xin/);
    await press(page, 'Gửi tờ khai còn thiếu');
    await sees(page, 'Đã ghi tờ khai');
    await isAccessible(page);
    await station.goto('/console/arrivals');
    const card = station.getByRole('listitem').filter({ hasText: 'Hà Văn Sơn' });
    await card.getByText('2 người cùng về').waitFor();
    await card.getByRole('link', { name: 'Hà Văn Sơn' }).click();
    await reads(station, 'Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh');
    await reads(station, 'Xe khách');
    await isAccessible(station);
  });
});
