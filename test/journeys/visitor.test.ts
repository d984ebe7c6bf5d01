import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe } from 'node:test';
import { newId } from '../../src/core/client.ts';
import { dayOf } from '../../src/core/day.ts';
import { localOf } from '../../src/web/kit/moment.ts';
import { phone } from '../support/browser.ts';
import { filmCode } from '../support/film.ts';
import { aFolder, aPerson, places, somePhone } from '../support/server.ts';
import { signInCitizen, signInHere } from './citizen-steps.ts';
import { declareWell, sayWho, visitsOf } from './door-steps.ts';
import { faultsOf, picture } from './look.ts';
import { follow, isAccessible, journey, press, reads, sees } from './steps.ts';
import { openStation, settleFamily } from './town.ts';

const folder = await aFolder();
const poster = join(folder, 'poster.y4m');

const hour = 3_600_000;

describe('a visitor goes in and out, and knows who has looked at it', () => {
  const { at, step } = journey({ phone: { ...phone, film: poster }, other: phone });
  const state = { number: somePhone(), owner: somePhone(), path: '', typed: '', venue: '', person: '', case: '' };

  step('the poster at the door, seen by the camera of the app, leads to the place', async () => {
    const { phone: page, house } = at;
    await openStation(house);
    await settleFamily(house, state.number);
    const owner = await house.citizen(state.owner);
    const { status, body } = await owner.post('/venues', {
      id: newId(),
      name: 'Quán Hương',
      kind: 'restaurant',
      area: places.commune,
      address: '45 Đội Cung',
    });
    assert.equal(status, 201, JSON.stringify(body));
    Object.assign(state, { path: new URL(body.qr).pathname, typed: body.code, venue: body.id });
    filmCode(poster, body.qr);
    await signInCitizen(page, house, state.number);
    await reads(page, /Xin chào/);
    await follow(page, 'Quét mã');
    await sees(page, 'Quán Hương');
    await reads(page, /Nhà hàng, quán ăn · 45 Đội Cung · Phường Hàm Rồng/);
    await isAccessible(page);
  });

  step('several of the family come in at once, and the answer fills the screen', async () => {
    const { phone: page } = at;
    await page.getByRole('button', { name: 'Bảo', exact: true }).click();
    await press(page, 'Vào địa điểm này');
    await sees(page, 'Mời vào');
    await reads(page, 'Trần Thị Bích Hằng');
    await reads(page, 'Trần Văn Bảo');
    await reads(page, 'Quán Hương');
    await picture(page, 'door');
    assert.deepEqual(await faultsOf(page, 'come in'), []);
  });

  step('the way out is one tap from home, and leads to the list of where one has been', async () => {
    const { phone: page, house } = at;
    await page.goto('/');
    await follow(page, /Đang ở Quán Hương/);
    await press(page, 'Ra về (2 người)');
    await sees(page, 'Đã ra về');
    await isAccessible(page);
    await follow(page, 'Về trang chính');
    await follow(page, 'Nơi tôi đã đến');
    await reads(page, /· Trần Văn Bảo/);
    await reads(page, 'Chưa có ai mở.');
    await reads(page, /được giữ 21 ngày/);
    await isAccessible(page);
    const visits = await visitsOf(await house.citizen(state.number));
    assert.deepEqual(
      visits.map(({ venue, out }) => [venue.name, out !== null]),
      [
        ['Quán Hương', true],
        ['Quán Hương', true],
      ],
    );
  });

  step('without a network going in and out is kept on the phone, and sent once with its own time', async () => {
    const { phone: page, house } = at;
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.goto(`/app/vao/${state.typed.toLowerCase()}`);
    await sees(page, 'Quán Hương');
    await page.context().setOffline(true);
    await page.reload();
    await sees(page, 'Quán Hương');
    const before = new Date();
    await press(page, 'Vào địa điểm này');
    await sees(page, /Chưa có mạng/);
    assert.deepEqual(await faultsOf(page, 'kept on the phone'), []);
    await page.reload();
    await sees(page, /Chưa có mạng/);
    await press(page, 'Ra về');
    await reads(page, /Giờ ra đã lưu trên máy/);
    const citizen = await house.citizen(state.number);
    assert.equal((await visitsOf(citizen)).length, 2);
    const between = new Date();
    await page.goto('/app/noi-da-den');
    await reads(page, 'Chờ gửi');
    await isAccessible(page);
    // The first answer is lost on the way: the server has the visit, the phone does not know it.
    const lost = { count: 0 };
    await page.route('**/api/v1/visits', async (route) => {
      if (route.request().method() !== 'POST' || lost.count > 0) return route.continue();
      lost.count += 1;
      await route.fetch();
      await route.abort();
    });
    await page.context().setOffline(false);
    await page.getByText('Chờ gửi', { exact: true }).waitFor({ state: 'detached' });
    assert.equal(lost.count, 1);
    await page.unroute('**/api/v1/visits');
    await page.reload();
    await sees(page, 'Nơi tôi đã đến');
    const [newest, ...others] = await visitsOf(citizen);
    assert.equal(others.length, 2);
    assert.ok(newest && new Date(newest.in) >= before && new Date(newest.in) <= between);
    assert.ok(newest.out && new Date(newest.out) <= between);
  });

  step('a stranger opens the code by any camera, without an account, and is asked to declare first', async () => {
    const { other: page, house } = at;
    const number = somePhone();
    await page.goto(state.path);
    await page.getByRole('heading', { level: 1, name: 'Quán Hương' }).waitFor();
    await reads(page, 'Restaurant');
    assert.deepEqual(await faultsOf(page, 'what a place opens'), []);
    await page.getByRole('link', { name: 'Vào địa điểm này' }).click();
    await signInHere(page, house, number);
    await sayWho(page, 'Lê Thị Mai', 'Nữ');
    await sees(page, 'Quán Hương');
    await press(page, 'Vào địa điểm này');
    await sees(page, 'Cần khai báo trước');
    assert.deepEqual(await faultsOf(page, 'declare first'), []);
    await page.getByText('Vì sao?').click();
    await reads(page, 'Chưa thấy tờ khai nào của Mai.');
  });

  step('declares, comes back to the door, and is let in', async () => {
    const { other: page } = at;
    await follow(page, 'Khai báo cho Mai');
    await declareWell(page);
    await follow(page, 'Trở lại Quán Hương');
    await reads(page, /Đã khai báo xong/);
    await isAccessible(page);
    await press(page, 'Vào lại');
    await sees(page, 'Mời vào');
  });

  step('a place where one forgot to scan is written down afterwards', async () => {
    const { phone: page } = at;
    const now = Date.now();
    await page.goto('/app/noi-da-den');
    await follow(page, 'Ghi lại nơi đã đến');
    await sees(page, 'Ghi lại nơi đã đến');
    await press(page, 'Lưu lượt này');
    await reads(page, /Xin ghi giờ vào và giờ ra/);
    assert.deepEqual(await faultsOf(page, 'late entry'), []);
    await page.getByLabel('Vào lúc').fill(localOf(new Date(now - 5 * hour)));
    await page.getByLabel('Ra lúc').fill(localOf(new Date(now - 4 * hour)));
    await press(page, 'Lưu lượt này');
    await sees(page, 'Nơi tôi đã đến');
    await reads(page, /1 giờ 0 phút/);
  });

  step(
    'a tracer opens the visits for a case: the visitor reads who, when and why, and is told what to do',
    async () => {
      const { phone: page, house } = at;
      const now = Date.now();
      const officer = await house.officer(places.commune, ['officer']);
      const tracer = await house.officer(places.district, ['tracer']);
      const ill = aPerson({ fullName: 'Phạm Văn Đức', sex: 'male' });
      await officer.post('/people', ill);
      const times = { in: new Date(now - 5 * hour).toISOString(), out: new Date(now - 4 * hour).toISOString() };
      const stay = { id: newId(), venue: state.venue, visitor: { person: ill.id }, method: 'on_behalf', ...times };
      assert.equal((await officer.post('/visits', stay)).status, 201);
      const today = dayOf(new Date());
      const dates = { sampledOn: today, confirmedOn: today };
      const { body: f0 } = await tracer.post('/cases', { id: newId(), person: ill.id, ...dates });
      const { body: contacts } = await tracer.get(`/cases/${f0.id}/contacts?level=1`);
      const person = contacts.items[0].person.id;
      Object.assign(state, { person, case: f0.id });
      const decisions = [{ person, level: 1, accept: true }];
      const decided = await tracer.post(`/cases/${f0.id}/decisions`, { id: newId(), decisions });
      assert.equal(decided.status, 201, JSON.stringify(decided.body));
      assert.equal((await tracer.get(`/cases/${f0.id}/contacts?level=2`)).status, 200);

      await page.goto('/app/noi-da-den');
      await reads(page, /^Trung tâm Y tế thành phố Thanh Hóa mở lúc/);
      await reads(page, 'Để tìm những người đã ở gần một người mắc bệnh.');
      await isAccessible(page);
      await page.goto('/');
      await reads(page, /Nơi tôi đã đến/);
      assert.equal(await page.getByText('Trạm Y tế có thông báo').count(), 0, 'nobody was told yet');

      const told = await tracer.post('/classifications/notices', { id: newId(), persons: [person], spoken: true });
      assert.equal(told.body.told, 1, JSON.stringify(told.body));
      await page.reload();
      await reads(page, 'Trạm Y tế có thông báo cho Hằng');
      await isAccessible(page);
      await page.getByRole('link', { name: 'Xem', exact: true }).click();
      await sees(page, 'Thông báo của Trạm Y tế cho Hằng');
      await reads(page, 'Có thể đã ở gần người mắc bệnh');
      await reads(page, /Đến hết ngày/);
      assert.doesNotMatch((await page.locator('main').textContent()) ?? '', /Phạm Văn Đức|F1|Quán Hương/);
      assert.deepEqual(await faultsOf(page, 'notice'), []);
      const [row] = await house.house.database.pools.owner<
        { readAt: Date | null }[]
      >`select read_at from classification where person_id = ${person}`;
      assert.ok(row?.readAt, 'the reading was told');
    },
  );

  step(
    'at the next door the same person is sent to the station, and the reason is on the own phone alone',
    async () => {
      const { phone: page } = at;
      await page.goto(`/app/vao/${state.typed}`);
      await press(page, 'Vào địa điểm này');
      await sees(page, 'Chưa vào được, mời gọi Trạm Y tế');
      await reads(page, /0237/);
      assert.doesNotMatch((await page.locator('main').textContent()) ?? '', /F1|mắc bệnh/);
      assert.deepEqual(await faultsOf(page, 'not yet'), []);
      await page.getByText('Vì sao?').click();
      await reads(page, 'Xem thông báo');
      await press(page, 'Không vào nữa');
      await sees(page, 'Đã ra về');
    },
  );

  step('when the case was an error the person hears that it is over', async () => {
    const { phone: page, house } = at;
    const tracer = await house.officer(places.district, ['tracer']);
    const revoked = await tracer.post(`/cases/${state.case}/revocation`, { id: newId(), reason: 'dương tính giả' });
    assert.equal(revoked.status, 201, JSON.stringify(revoked.body));
    await tracer.post('/classifications/notices', { id: newId(), persons: [state.person], spoken: true });
    await page.goto('/');
    await reads(page, 'Trạm Y tế có thông báo cho Hằng');
    await page.getByRole('link', { name: 'Xem', exact: true }).click();
    await reads(page, 'Không còn phải theo dõi');
    assert.deepEqual(await faultsOf(page, 'it is over'), []);
    await page.goto('/');
    await reads(page, 'Nơi tôi đã đến');
    await page.waitForLoadState('networkidle');
    assert.equal(await page.getByText('Trạm Y tế có thông báo').count(), 0);
  });

  step(
    'a visit after the closing is not taken and stays in sight with its reason; a closed place says so at its door',
    async () => {
      const { phone: page, house } = at;
      await page.context().setOffline(true);
      await page.goto(`/app/vao/${state.typed}`);
      await sees(page, 'Quán Hương');
      const owner = await house.citizen(state.owner);
      assert.equal((await owner.post(`/venues/${state.venue}/closure`, { id: newId() })).status, 201);
      await press(page, 'Vào địa điểm này');
      await sees(page, /Chưa có mạng/);
      await page.context().setOffline(false);
      await reads(page, /Chưa ghi được lượt vào: Địa điểm này đã đóng/);
      await page.goto('/');
      await reads(page, '1 lượt vào, ra chưa gửi được, cần xem lại');
      await page.getByRole('link', { name: 'Xem', exact: true }).click();
      await reads(page, 'Địa điểm này đã đóng');
      assert.deepEqual(await faultsOf(page, 'not taken'), []);
      await press(page, 'Bỏ lượt này');
      await page.getByText('Trên máy này').waitFor({ state: 'detached' });
      await page.goto(state.path);
      await reads(page, /Nơi này đã ngừng nhận lượt vào/);
      assert.equal(await page.getByRole('link', { name: 'Vào địa điểm này' }).count(), 0);
      await page.goto(`/app/vao/${state.typed}`);
      await reads(page, /Nơi này đã ngừng nhận lượt vào/);
      await isAccessible(page);
      assert.equal(await page.getByRole('button', { name: 'Vào địa điểm này' }).count(), 0);
    },
  );

  step('a code that is none, and one that is typed wrongly, say what to do', async () => {
    const { phone: page } = at;
    await page.goto('/app/vao');
    await sees(page, 'Vào một địa điểm');
    await page.getByLabel('Mã địa điểm').fill('xin chào');
    await press(page, 'Tiếp tục');
    await reads(page, /Mã gồm 8 chữ và số/);
    assert.deepEqual(await faultsOf(page, 'type a code'), []);
    await page.getByLabel('Mã địa điểm').fill(state.typed === '22222222' ? '33333333' : '2222 2222');
    await press(page, 'Tiếp tục');
    await reads(page, /Không có địa điểm nào mang mã này/);
  });
});
