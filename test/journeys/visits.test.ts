import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { newId } from '../../src/core/client.ts';
import { localOf } from '../../src/web/kit/moment.ts';
import { phone } from '../support/browser.ts';
import { places, somePhone } from '../support/server.ts';
import { signInCitizen, signInHere } from './citizen-steps.ts';
import { declareWell, sayWho, visitsOf } from './door-steps.ts';
import { faultsOf } from './look.ts';
import { follow, journey, press, reads, sees } from './steps.ts';
import { settleFamily } from './town.ts';

const hour = 3_600_000;

describe('what a visit says of itself', () => {
  const { at, step } = journey({ phone });
  const state = { number: somePhone(), coach: '' };

  step(
    'on a vehicle the seat is asked for; a phone that is far away makes the visit doubtful, and keeps nobody out',
    async () => {
      const { phone: page, house } = at;
      await settleFamily(house, state.number);
      const owner = await house.citizen();
      const { body } = await owner.post('/venues', {
        id: newId(),
        name: 'Nhà xe Hoàng Long',
        kind: 'coach',
        area: places.commune,
        vehicle: { plate: '36B-012.34', route: 'Thanh Hóa – Hà Nội', trip: '07:00' },
        point: { lat: 19.8067, lon: 105.7852 },
      });
      state.coach = body.code;
      await page.context().grantPermissions(['geolocation']);
      await page.context().setGeolocation({ latitude: 21.0285, longitude: 105.8542, accuracy: 20 });
      await signInCitizen(page, house, state.number);
      await reads(page, /Xin chào/);
      await page.goto(`/app/vao/${state.coach}`);
      await reads(page, /Xe khách · Biển số 36B-012.34 · Tuyến Thanh Hóa – Hà Nội · Chuyến 07:00/);
      await page.getByLabel('Số ghế').fill('A12');
      assert.deepEqual(await faultsOf(page, 'a seat'), []);
      await press(page, 'Vào địa điểm này');
      await sees(page, 'Mời vào');
      await reads(page, /Ghế, phòng: A12/);
      await page.goto('/app/noi-da-den');
      await reads(page, 'Lượt còn nghi ngờ');
      await reads(page, / · Chưa ra/);
      await page.getByRole('button', { name: 'Ra về: Nhà xe Hoàng Long' }).click();
      await reads(page, /· 0 phút/);
    },
  );

  step('a forgotten way out is estimated, said so, and can be put right', async () => {
    const { phone: page, house } = at;
    const owner = await house.citizen();
    const { body: venue } = await owner.post('/venues', {
      id: newId(),
      name: 'Chợ Vườn Hoa',
      kind: 'market',
      area: places.commune,
    });
    const citizen = await house.citizen(state.number);
    const from = new Date(Date.now() - 5 * hour);
    const visit = { id: newId(), venue: venue.id, in: from.toISOString(), method: 'self' };
    assert.equal((await citizen.post('/visits', visit)).status, 201);
    await house.job('visits closing');
    await page.reload();
    await reads(page, 'Chợ Vườn Hoa');
    await reads(page, 'Giờ ra ước tính');
    await page.getByText('Ghi giờ ra', { exact: true }).click();
    await page.getByLabel('Ra lúc').fill(localOf(new Date(from.getTime() - hour)));
    await press(page, 'Lưu giờ ra');
    await reads(page, /Giờ ra phải sau giờ vào/);
    assert.deepEqual(await faultsOf(page, 'put right'), []);
    await page.getByLabel('Ra lúc').fill(localOf(new Date(from.getTime() + 2 * hour)));
    await press(page, 'Lưu giờ ra');
    await page.getByText('Giờ ra ước tính').waitFor({ state: 'detached' });
    const { out } = (await visitsOf(citizen)).find(({ id }) => id === visit.id) ?? {};
    assert.ok(out && new Date(out) > new Date(from.getTime() + 1.9 * hour));
  });

  step('all of it in English', async () => {
    const { phone: page } = at;
    await press(page, 'English');
    await sees(page, 'Where I have been');
    await reads(page, 'Doubtful visit');
    await page.goto(`/app/vao/${state.coach}`);
    await press(page, 'Enter this place');
    await sees(page, 'Please come in');
    assert.deepEqual(await faultsOf(page, 'in English'), []);
  });
});

describe('a code opened inside another app: no service worker, nothing kept on the device, only cookies', () => {
  const { at, step } = journey({ phone });

  step('the visitor signs in, says who comes, declares and comes in all the same', async () => {
    const { phone: page, house } = at;
    const number = somePhone();
    const owner = await house.citizen();
    const place = { id: newId(), name: 'Siêu thị Mường', kind: 'supermarket', area: places.commune };
    const { body } = await owner.post('/venues', place);
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
      Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
      Object.defineProperty(globalThis, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    await page.goto(new URL(body.qr).pathname);
    await page.getByRole('link', { name: 'Vào địa điểm này' }).click();
    await signInHere(page, house, number);
    await sayWho(page, 'Đỗ Văn Hùng', 'Nam');
    await sees(page, 'Siêu thị Mường');
    await press(page, 'Vào địa điểm này');
    await sees(page, 'Cần khai báo trước');
    await follow(page, 'Khai báo cho Hùng');
    await declareWell(page);
    await follow(page, 'Trở lại Siêu thị Mường');
    await press(page, 'Vào lại');
    await sees(page, 'Mời vào');
  });
});
