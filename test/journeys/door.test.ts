import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe } from 'node:test';
import { newId } from '../../src/core/client.ts';
import { newestMessage } from '../../src/features/messages/index.ts';
import { phone } from '../support/browser.ts';
import { filmCode, filmNothing } from '../support/film.ts';
import {
  aDeclaration,
  aFolder,
  aPerson,
  places,
  somePhone,
  type TestServer,
  urgentAnswers,
} from '../support/server.ts';
import { beginAsCitizen } from './citizen-steps.ts';
import { answers, ask, keptOn, next, owner, present, rowsOf } from './door-steps.ts';
import { follow, isAccessible, journey, press, reads, sees } from './steps.ts';
import { openStation } from './town.ts';

const folder = await aFolder();
const film = join(folder, 'code.y4m');

const tablet = { width: 768, height: 1024 };
const card = '038088012345|171234567|Lê Văn Thành|20111988|Nam|12 Quang Trung, Hàm Rồng, Thanh Hóa|25122021';

const well = { symptoms: [], exposures: [], places: [], conditions: [] };

/** Somebody with a code on paper, and perhaps a declaration. */
const visitorOf = async (house: TestServer, answers?: object): Promise<string> => {
  const citizen = await house.citizen();
  const person = aPerson({ relation: 'self' });
  await citizen.post('/people', person);
  if (answers) await citizen.post('/declarations', aDeclaration({ person: { id: person.id }, answers }));
  const { status, body } = await citizen.post(`/people/${person.id}/code`, { id: newId() });
  assert.equal(status, 201, JSON.stringify(body));
  return body.url;
};

describe('a tablet at the door goes on scanning without a network, and loses nobody', () => {
  const { at, step } = journey({ tablet: { ...tablet, film } });
  const state = { venue: '', declared: '', other: '' };

  step('the owner opens the door, and the camera reads the code that a visitor holds up', async () => {
    const { tablet: page, house } = at;
    state.declared = await visitorOf(house, well);
    state.other = await visitorOf(house);
    filmCode(film, state.declared);
    await beginAsCitizen(page, house, somePhone(), owner);
    const made = { id: newId(), name: 'Quán Hương', kind: 'restaurant', area: places.commune };
    state.venue = (await ask(page, '/venues', made)).id;
    await page.goto(`/app/dia-diem/${state.venue}/quet`);
    await answers(page, 'Mời vào');
    filmNothing(film);
    await isAccessible(page);
    await next(page);
    await sees(page, 'Quán Hương');
    await reads(page, /Lượt vừa rồi/);
    await isAccessible(page);
    assert.deepEqual(await rowsOf(house, state.venue), [{ method: 1, answer: 'enter', isOut: false }]);
  });

  step('who has not declared is asked to, and nothing else is said', async () => {
    const { tablet: page } = at;
    await press(page, 'Nhập mã');
    await present(page, state.other);
    await answers(page, 'Cần khai báo trước');
    await isAccessible(page);
    await page.keyboard.press('Escape');
    await page.getByRole('alert').waitFor({ state: 'detached' });
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Xong', 'the keys go on from there');
  });

  step('a mistake is taken back: the visitor is out again', async () => {
    const { tablet: page, house } = at;
    await press(page, 'Quét nhầm, bỏ lượt này');
    await page.getByText(/Lượt vừa rồi/).waitFor({ state: 'detached' });
    assert.deepEqual(
      (await rowsOf(house, state.venue)).map(({ isOut }) => isOut),
      [false, true],
    );
  });

  step('an answer that is lost on the way is given by the tablet itself within a second', async () => {
    const { tablet: page } = at;
    const path = '**/api/v1/visits/batch';
    await page.route(path, async (route) => {
      await route.fetch();
    });
    await present(page, state.other);
    await answers(page, 'Đã ghi nhận');
    await page.unroute(path);
    await isAccessible(page);
    await next(page);
  });

  step('without a network a code on paper and a card are recorded, a forged code is not', async () => {
    const { tablet: page } = at;
    await page.getByText(/lượt đang chờ gửi/).waitFor({ state: 'detached' });
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.context().setOffline(true);
    await reads(page, /Chưa có mạng. Cứ quét tiếp/);
    await present(page, card);
    await answers(page, 'Đã ghi nhận');
    await next(page);
    await present(page, `${state.other.slice(0, -4)}AAAA`);
    await answers(page, 'Chưa ghi được');
    await reads(page, /không do hệ thống cấp/);
    await isAccessible(page);
    await next(page);
    await page.getByText('Ra', { exact: true }).click();
    await present(page, state.declared);
    await answers(page, 'Đã ghi lượt ra');
    await next(page);
    await reads(page, /2 lượt đang giữ trên máy/);
    await page.getByText('Vào', { exact: true }).click();
  });

  step('the browser is closed and opened again without a network, and the camera reads on', async () => {
    const { tablet: before } = at;
    const page = await before.context().newPage();
    await before.close();
    at.tablet = page;
    filmCode(film, state.declared);
    await page.goto(`/app/dia-diem/${state.venue}/quet`);
    await answers(page, 'Đã ghi nhận');
    filmNothing(film);
    await next(page);
    await sees(page, 'Quán Hương');
    await reads(page, /3 lượt đang giữ trên máy/);
    await isAccessible(page);
  });

  step('who starts from the home screen finds the way to the door without a network too', async () => {
    const { tablet: page } = at;
    for (const path of ['/app/dia-diem', `/app/dia-diem/${state.venue}`]) {
      await page.goto(path);
      await sees(page, 'Vẫn quét khách được ở');
      await isAccessible(page);
    }
    await page.getByRole('link', { name: /Quán Hương/ }).click();
    await sees(page, 'Quán Hương');
    await reads(page, /3 lượt đang giữ trên máy/);
  });

  step('nothing of a visitor lies readable on the tablet', async () => {
    const { tablet: page } = at;
    const kept = await keptOn(page);
    assert.match(kept, /door\/queue/);
    assert.doesNotMatch(kept, /038088012345|Thành|"qr"/);
  });

  step('signing out warns of what waits', async () => {
    const { tablet: page } = at;
    await page.goto('/app/tai-khoan');
    await press(page, 'Đăng xuất');
    await reads(page, /Còn 3 lượt khách quét ở cửa chưa gửi/);
    await isAccessible(page);
    await page.getByRole('link', { name: 'Mở trang quét để gửi trước' }).click();
    await reads(page, /3 lượt đang giữ trên máy/);
  });

  step('with a network everything is sent, each exactly once', async () => {
    const { tablet: page, house } = at;
    await page.context().setOffline(false);
    await page.getByText(/lượt đang/).waitFor({ state: 'detached' });
    const rows = await rowsOf(house, state.venue);
    assert.deepEqual(
      rows.map(({ isOut }) => isOut),
      [true, true, false, false, false],
    );
    const [days] = await house.house.database.pools.owner`
      select entered, left_count from venue_day where venue_id = ${state.venue}`;
    assert.deepEqual({ ...days }, { entered: 5, leftCount: 2 });
  });
});

describe('what the server does not take stays in sight', () => {
  const { at, step } = journey({ phone });
  const state = { venue: '', revoked: '' };

  step('a code that was withdrawn meanwhile is scanned without a network', async () => {
    const { phone: page, house } = at;
    const citizen = await house.citizen();
    const person = aPerson({ relation: 'self' });
    await citizen.post('/people', person);
    state.revoked = (await citizen.post(`/people/${person.id}/code`, { id: newId() })).body.url;
    await beginAsCitizen(page, house, somePhone(), owner);
    const made = { id: newId(), name: 'Chợ Vườn Hoa', kind: 'market', area: places.commune };
    state.venue = (await ask(page, '/venues', made)).id;
    await page.goto(`/app/dia-diem/${state.venue}/quet`);
    await reads(page, /Mất mạng vẫn quét được/);
    await page.context().setOffline(true);
    await citizen.post(`/people/${person.id}/code/revocation`, { id: newId(), reason: 'lost' });
    await present(page, state.revoked);
    await answers(page, 'Đã ghi nhận');
    await next(page);
  });

  step('it is listed with the reason and what to do, also after a reload, until somebody lets it go', async () => {
    const { phone: page, house } = at;
    await page.context().setOffline(false);
    await reads(page, '1 lượt không nhận được');
    await page.reload();
    await reads(page, '1 lượt không nhận được');
    await reads(page, /Mã này đã được thay bằng mã mới/);
    await isAccessible(page);
    await press(page, 'Bỏ lượt này');
    await page.getByText('1 lượt không nhận được').waitFor({ state: 'detached' });
    assert.deepEqual(await rowsOf(house, state.venue), []);
  });

  step('from then on the device knows it without a network too, and does not take it', async () => {
    const { phone: page, house } = at;
    const list = page.waitForResponse(/withdrawn-codes/);
    await page.reload();
    await (await list).finished();
    await reads(page, /Mất mạng vẫn quét được/);
    await page.context().setOffline(true);
    await present(page, state.revoked);
    await answers(page, 'Chưa ghi được');
    await reads(page, /Mã này đã được thay bằng mã mới/);
    await isAccessible(page);
    await next(page);
    await page.context().setOffline(false);
    assert.deepEqual(await rowsOf(house, state.venue), []);
  });

  step('somebody who leaves without having come in is let out, and the scan waits for another device', async () => {
    const { phone: page } = at;
    await page.getByText('Ra', { exact: true }).click();
    await present(page, card);
    await answers(page, 'Chưa thấy lượt vào');
    await isAccessible(page);
    await next(page);
    await reads(page, /1 lượt ra chưa thấy lượt vào/);
    await page.reload();
    await reads(page, /1 lượt ra chưa thấy lượt vào/);
    assert.equal(await page.getByText(/lượt đang chờ gửi/).count(), 0);
  });
});

describe('a phone at the door, and a hand-held reader', () => {
  const { at, step } = journey({ phone });
  const state = { venue: '', guest: '', visitor: '' };

  step('a visitor without a code gives a phone; the answer comes after the code on it', async () => {
    const { phone: page, house } = at;
    await openStation(house);
    await beginAsCitizen(page, house, somePhone(), owner);
    const made = { id: newId(), name: 'Quán Hương', kind: 'restaurant', area: places.commune };
    state.venue = (await ask(page, '/venues', made)).id;
    await page.goto(`/app/dia-diem/${state.venue}/quet`);
    await isAccessible(page);
    await press(page, 'Nhập số điện thoại');
    await isAccessible(page);
    await press(page, 'Gửi mã cho khách');
    await reads(page, /Số điện thoại chưa đúng/);
    await isAccessible(page);
    state.guest = somePhone();
    await page.getByLabel('Số điện thoại của khách').fill(state.guest);
    await page.getByLabel('Họ và tên của khách').fill('Trần Văn Dũng');
    await press(page, 'Gửi mã cho khách');
    await sees(page, 'Mã trên máy của khách');
    await isAccessible(page);
    assert.equal(await page.getByRole('alert').filter({ hasText: 'Cần khai báo' }).count(), 0);
    await page.getByLabel('Mã 6 số').fill('000000');
    await reads(page, /Mã chưa đúng/);
    const message = await newestMessage(house.house, state.guest);
    await page.getByLabel('Mã 6 số').fill(message?.code ?? '');
    await answers(page, 'Cần khai báo trước');
    await next(page);
    await page.getByText('Ra', { exact: true }).click();
    await press(page, 'Nhập số điện thoại');
    await page.getByLabel('Số điện thoại của khách').fill(state.guest);
    await page.getByLabel('Họ và tên của khách').fill('Trần Văn Dũng');
    await press(page, 'Ghi lượt ra');
    await answers(page, 'Đã ghi lượt ra');
    await next(page);
    assert.deepEqual(await rowsOf(house, state.venue), [{ method: 3, answer: 'declare', isOut: true }]);
    await page.getByText('Vào', { exact: true }).click();
  });

  step('whoever is sent to the station is neither named nor explained', async () => {
    const { phone: page, house } = at;
    const visitor = await visitorOf(house, urgentAnswers);
    await present(page, visitor);
    await answers(page, 'Chưa vào được, mời gọi Trạm Y tế');
    await page.getByRole('link', { name: /Trạm Y tế.* 0237 385 2111/ }).waitFor();
    await isAccessible(page);
    await page.setViewportSize({ width: 320, height: 640 });
    const station = page.locator('.door-answer > a');
    const [shown, text] = await station.evaluate((link) => [link.clientHeight, link.scrollHeight]);
    assert.equal(text, shown, 'its name and number stay within the button');
    const [above, below] = [await station.boundingBox(), await page.locator('.door-answer .page-action').boundingBox()];
    assert.ok(above && below && above.y + above.height <= below.y, 'and cover no other button');
    await page.setViewportSize(phone);
    const words = await page.locator('.door-answer').textContent();
    assert.doesNotMatch(words ?? '', /Hằng|F0|F1|sốt|nguy cơ/);
    await next(page);
  });

  step('a hand-held reader types codes one after the other, with and without Enter', async () => {
    const { phone: page, house } = at;
    await follow(page, 'Máy quét cầm tay');
    await sees(page, 'Quán Hương');
    await isAccessible(page);
    state.visitor = await visitorOf(house, well);
    await page.keyboard.type(state.visitor);
    await page.keyboard.press('Enter');
    await answers(page, 'Mời vào');
    await isAccessible(page);
    await page.keyboard.type(card);
    await answers(page, 'Cần khai báo trước');
    const rows = await rowsOf(house, state.venue);
    assert.deepEqual(
      rows.map(({ method }) => method),
      [3, 1, 2, 2],
    );
  });

  step('a code that a Vietnamese keyboard has changed is told, with what to do', async () => {
    const { phone: page } = at;
    await page.keyboard.insertText(state.visitor.replace(/(q\/.{20})./, '$1ê'));
    await page.keyboard.press('Enter');
    await answers(page, 'Chưa ghi được');
    await reads(page, /chuyển bàn phím sang tiếng Anh/);
    await isAccessible(page);
  });

  step('the answer goes by itself, where nobody asks for stillness', async () => {
    const { phone: page, house } = at;
    const visitor = await visitorOf(house, well);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await page.keyboard.type(visitor);
    await page.keyboard.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Chưa ghi được' }).waitFor({ state: 'detached' });
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await reads(page, /Lượt vừa rồi/);
  });

  step('signing out leaves nothing of the visitors on the device', async () => {
    const { phone: page } = at;
    assert.match(await keptOn(page), /door\/guest|door\/days/);
    await page.goto('/app/tai-khoan');
    await press(page, 'Đăng xuất');
    await page.getByRole('dialog').getByRole('button', { name: 'Đăng xuất' }).click();
    await sees(page, 'Đăng nhập');
    await page.waitForFunction(() => localStorage.getItem('lachan.door.waiting') === '');
    assert.equal(await keptOn(page), '');
  });
});
