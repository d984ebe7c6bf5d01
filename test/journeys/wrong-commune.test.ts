import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { newestMessage } from '../../src/features/messages/index.ts';
import { desktop, phone } from '../support/browser.ts';
import { aDeclaration, aPerson, places, somePhone, urgentAnswers } from '../support/server.ts';
import { signInCitizen } from './citizen-steps.ts';
import { rowOf, signInOfficer } from './officer-steps.ts';
import { follow, isAccessible, journey, press, reads, sees } from './steps.ts';

const ill = aPerson({ fullName: 'Hoàng Văn Sơn', birthYear: 1957, sex: 'male', relation: 'self' });

describe('someone declares to the wrong commune', () => {
  const { at, step } = journey({ first: desktop, second: desktop, phone });
  const own = somePhone();
  const dueAt = { first: '' };

  step('the first station asks the neighbour to take the person over, and keeps the item meanwhile', async () => {
    const { first: page, house } = at;
    const citizen = await house.citizen(own);
    assert.equal(
      (await citizen.post('/declarations', aDeclaration({ person: ill, answers: urgentAnswers }))).status,
      201,
    );
    await signInOfficer(page, house, { name: 'Lê Thị Hoa' });
    await rowOf(page, ill.fullName).click();
    await press(page, 'Nhận việc');
    await reads(page, 'Đã nhận việc');
    await page.getByText('Chuyển địa bàn khác').click();
    await page.getByLabel('Xã, phường nhận').fill('dong tho');
    await press(page, /Phường Đông Thọ/);
    await page.getByLabel('Lý do chuyển').fill('Đang trọ ở phố Đội Cung, phường Đông Thọ');
    await isAccessible(page);
    await press(page, 'Gửi yêu cầu chuyển');
    await reads(page, /Đã gửi. Việc vẫn ở đây/);
    await reads(page, 'đang chờ nơi khác nhận');
    await isAccessible(page);
    const { body } = await (await house.officer(places.commune)).get('/work');
    dueAt.first = body.items[0].reachBy;
  });

  step('the neighbour reads why, and accepts', async () => {
    const { second: page, house } = at;
    await signInOfficer(page, house, { name: 'Trần Thị Mai', area: places.neighbour });
    await follow(page, /^Chuyển địa bàn/);
    await reads(page, 'Đang trọ ở phố Đội Cung, phường Đông Thọ');
    await reads(page, 'Phường Hàm Rồng → Phường Đông Thọ');
    await isAccessible(page);
    await press(page, 'Nhận người này');
    await reads(page, `Đã nhận ${ill.fullName}`);
    await isAccessible(page);
    await page.getByRole('main').getByRole('link', { name: 'Mở' }).click();
    await sees(page, ill.fullName);
    await page.getByRole('link', { name: /^Gọi 09/ }).waitFor();
    await isAccessible(page);
    const { body } = await (await house.officer(places.neighbour)).get('/work');
    assert.deepEqual(
      body.items.map(({ person, reachBy }: { person: { fullName: string }; reachBy: string }) => [
        person.fullName,
        reachBy,
      ]),
      [[ill.fullName, dueAt.first]],
    );
  });

  step('the first station no longer has it', async () => {
    const { first: page, house } = at;
    await page.reload();
    await reads(page, 'Việc này không còn ở địa bàn của đơn vị');
    await follow(page, /^Việc hôm nay/);
    await reads(page, 'Không còn việc nào ở đây');
    await isAccessible(page);
    const nurse = await house.officer(places.commune);
    assert.deepEqual((await nurse.get('/work')).body.items, []);
    const [row] = (await nurse.get('/statistics/declarations')).body;
    assert.equal(row?.declared ?? 0, 0);
  });

  step('the citizen is told by message and in the own declaration', async () => {
    const { phone: page, house } = at;
    const message = await newestMessage(house.house, own);
    assert.match(message?.text ?? '', /Tram Y te phuong Dong Tho tiep nhan/);
    await signInCitizen(page, house, own);
    await follow(page, /Tờ khai của tôi/);
    await follow(page, new RegExp(ill.fullName));
    await sees(page, 'Xác minh của trạm');
    await reads(page, /Trạm Y tế phường Đông Thọ/i);
    await isAccessible(page);
  });
});
