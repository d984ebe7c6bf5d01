import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { desktop } from '../support/browser.ts';
import { aDeclaration, aPerson, places, urgentAnswers } from '../support/server.ts';
import { rowOf, signInOfficer } from './officer-steps.ts';
import { isAccessible, journey, press, reads, sees } from './steps.ts';

const ill = aPerson({ fullName: 'Nguyễn Thị Thu Hằng', phone: '0912 345 678', relation: 'self' });
const declared = aDeclaration({ person: ill, answers: urgentAnswers });
const own = aPerson({ fullName: 'Phạm Văn Đức', area: places.neighbour, relation: 'self' });

describe('a nurse of the neighbouring commune', () => {
  const { at, step } = journey({ console: desktop });

  step('is signed in when someone over the boundary declares, and then someone of her own', async () => {
    const { console: page, house } = at;
    await signInOfficer(page, house, { name: 'Trần Thị Mai', area: places.neighbour });
    await reads(page, 'Không còn việc nào ở đây');
    await reads(page, 'Cập nhật tức thời');
    const citizen = await house.citizen('0912345678');
    assert.equal((await citizen.post('/declarations', declared)).status, 201);
    const other = await house.citizen();
    const of = { person: own, area: places.neighbour, answers: urgentAnswers };
    assert.equal((await other.post('/declarations', aDeclaration(of))).status, 201);
  });

  step('has only her own on the list', async () => {
    const { console: page } = at;
    await reads(page, '1 tờ khai khẩn mới');
    await press(page, 'xem');
    await rowOf(page, own.fullName).waitFor();
    assert.equal(await page.locator('ol.work-rows li').count(), 1);
    await page.reload();
    await rowOf(page, own.fullName).waitFor();
    assert.equal(await page.locator('ol.work-rows li').count(), 1);
  });

  step('does not find the other by name, by telephone, or by going there', async () => {
    const { console: page } = at;
    for (const text of [ill.fullName, '0912 345 678']) {
      await page.getByRole('searchbox', { name: 'Tìm người' }).fill(text);
      await page.keyboard.press('Enter');
      await reads(page, 'Không tìm thấy ai');
      await isAccessible(page);
      await page.goto('/console/work');
    }
    await page.goto(`/console/people/${ill.id}`);
    await reads(page, 'Không tìm thấy');
    await isAccessible(page);
    await page.goto(`/console/work?item=${declared.id}`);
    await reads(page, 'Việc này không còn ở địa bàn của đơn vị');
    await isAccessible(page);
    assert.equal(await page.getByText(ill.fullName).count(), 0);
  });

  step('sees the declarations and the figures of her own commune alone', async () => {
    const { console: page } = at;
    await page.goto('/console/declarations');
    await sees(page, 'Tờ khai');
    await page.getByRole('link', { name: own.fullName }).waitFor();
    assert.equal(await page.getByText(ill.fullName).count(), 0);
    await isAccessible(page);
    await page.goto('/console/statistics');
    await page.getByRole('rowheader', { name: 'Phường Đông Thọ' }).waitFor();
    assert.equal(await page.getByText('Phường Hàm Rồng').count(), 0);
    await isAccessible(page);
  });

  step('while the station it belongs to finds it by all of these', async () => {
    const nurse = await at.house.officer(places.commune);
    const names = async (path: string) =>
      (await nurse.get(path)).body.items.map(
        ({ fullName, person }: { fullName: string; person: typeof ill }) => fullName ?? person.fullName,
      );
    assert.deepEqual(await names('/work'), [ill.fullName]);
    assert.deepEqual(await names('/people?search=nguyen thi thu hang'), [ill.fullName]);
    assert.deepEqual(await names('/people?search=0912345678'), [ill.fullName]);
    assert.equal((await nurse.get(`/people/${ill.id}`)).status, 200);
  });
});
