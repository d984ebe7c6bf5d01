import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe } from 'node:test';
import { desktop, phone } from '../support/browser.ts';
import { type Answer, aDeclaration, aPerson, places, somePhone, urgentAnswers } from '../support/server.ts';
import { signInCitizen } from './citizen-steps.ts';
import { faultsOf } from './look.ts';
import { signInOfficer } from './officer-steps.ts';
import { follow, hit, isAccessible, journey, press, reads, sees } from './steps.ts';

const ok = ({ status, body }: Answer) => {
  assert.ok(status < 300, JSON.stringify(body));
  return body;
};
const riskAnswers = { symptoms: [], exposures: ['contact_case'], places: [], conditions: [] };
const first = aPerson({ fullName: 'Trịnh Thị Bích Đào', birthYear: 1979, sex: 'female', address: '5 Bà Triệu' });

describe('a person recorded twice', () => {
  const { at, step } = journey({ desk: desktop });
  const known = { second: '' };

  step('the station records somebody who is there already: it is shown who may be the same', async () => {
    const { desk: page, house } = at;
    const nurse = await house.officer(places.commune);
    ok(await nurse.post('/people', first));
    ok(await nurse.post('/declarations', aDeclaration({ person: { id: first.id }, answers: urgentAnswers })));
    await signInOfficer(page, house, { name: 'Lê Thị Hoa' });
    await page.goto('/console/declare?search=trinh bich dao 1979');
    await press(page, 'Thêm người mới');
    await page.getByLabel('Họ tên', { exact: true }).fill('Trịnh Bích Đào');
    await page.getByLabel('Ngày sinh').fill('04/05/1979');
    await page.getByLabel('Điện thoại').fill('0912 000 321');
    await press(page, 'Lưu người này');
    // A shorter name is not one that looks the same by its syllables; the officer goes on.
    await reads(page, 'Trịnh Bích Đào');
    const { items } = ok(await nurse.get('/people?search=0912000321'));
    known.second = items[0].id;
    ok(await nurse.post('/declarations', aDeclaration({ person: { id: known.second }, answers: riskAnswers })));
    await page.goto('/console/declare?search=trinh thi bich dao');
    await press(page, 'Thêm người mới');
    await page.getByLabel('Họ tên', { exact: true }).fill('Trịnh Thị Bích Đào');
    await page.getByLabel('Ngày sinh').fill('1979');
    await press(page, 'Lưu người này');
    await sees(page, 'Có thể đã có người này');
    await isAccessible(page);
    await page.getByRole('button', { name: 'Dùng hồ sơ này' }).first().click();
    await reads(page, 'Trịnh Thị Bích Đào');
    await page.getByRole('button', { name: 'Chọn người khác' }).waitFor();
    assert.equal(ok(await nurse.get('/people?search=trinh thi bich dao')).items.length, 1, 'no record is left behind');
  });

  step('later the pair stands in the list; by keyboard it is opened, compared and merged', async () => {
    const { desk: page, house } = at;
    const nurse = await house.officer(places.commune);
    ok(
      await nurse.post(`/people/${first.id}/changes`, {
        id: crypto.randomUUID(),
        birthDate: '1979-05-04',
        phone: '0912 000 321',
      }),
    );
    house.clock.step(61_000);
    await house.job('people duplicates');
    await follow(page, /^Trùng hồ sơ/);
    await sees(page, 'Trùng hồ sơ');
    await isAccessible(page);
    await page.locator('[data-pair]').first().waitFor();
    await hit(page, 'j');
    await page.keyboard.press('Enter');
    await sees(page, 'So hai hồ sơ');
    await reads(page, /tên gần giống, cùng ngày sinh, cùng điện thoại/);
    await page.getByRole('radio', { name: 'Trịnh Thị Bích Đào' }).waitFor();
    await isAccessible(page);
    assert.deepEqual(await faultsOf(page, 'duplicates'), []);
    await hit(page, 'm');
    await sees(page, 'Gộp hai hồ sơ thành một?');
    await isAccessible(page);
    await press(page, 'Gộp hai hồ sơ');
    await reads(page, 'Đã gộp. Cả hai lịch sử nằm trong một hồ sơ.');
    await reads(page, 'đã gộp');
    await isAccessible(page);
  });

  step('one person is found, with both histories', async () => {
    const { desk: page, house } = at;
    const nurse = await house.officer(places.commune);
    await page.getByRole('link', { name: 'Mở hồ sơ' }).click();
    await sees(page, first.fullName);
    await sees(page, 'Đã gộp vào hồ sơ này');
    await reads(page, 'Trịnh Bích Đào');
    const timeline = ok(await nurse.get(`/people/${first.id}/timeline`));
    assert.equal(timeline.filter(({ kind }: { kind: string }) => kind === 'declaration').length, 2);
    assert.deepEqual(
      ok(await nurse.get('/people?search=bich dao')).items.map(({ id }: { id: string }) => id),
      [first.id],
    );
    assert.equal(ok(await nurse.get('/work')).items.length, 1);
    await isAccessible(page);
  });

  step('it was a mistake: taken back, there are two people again, each with the own history', async () => {
    const { desk: page, house } = at;
    const nurse = await house.officer(places.commune);
    await page
      .getByRole('button', { name: /^Tách lại/ })
      .first()
      .click();
    await sees(page, /Tách lại hồ sơ Trịnh Bích Đào/);
    await page.getByLabel('Lý do', { exact: true }).fill('Hai chị em họ');
    await isAccessible(page);
    await press(page, 'Tách lại');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    const ids = ok(await nurse.get('/people?search=bich dao')).items.map(({ id }: { id: string }) => id);
    assert.deepEqual(ids.toSorted(), [first.id, known.second].toSorted());
    assert.equal(ok(await nurse.get(`/people/${known.second}`)).fullName, 'Trịnh Bích Đào');
    const items = ok(await nurse.get('/work')).items;
    assert.deepEqual(
      items.map(({ person, level }: { person: { id: string }; level: string }) => [person.id, level]),
      [
        [first.id, 'urgent'],
        [known.second, 'risk'],
      ],
    );
    await page.goto('/console/duplicates');
    await reads(page, 'Không có cặp hồ sơ nào giống nhau');
  });
});

describe('a citizen looks after the own data', () => {
  const { at, step } = journey({ mobile: phone, desk: desktop });
  const own = somePhone();
  const self = aPerson({ fullName: 'Phan Thị Ngọc Maii', birthYear: 1990, relation: 'self' });

  step('the citizen sees what is kept, and who has read it and why', async () => {
    const { mobile: page, house } = at;
    const citizen = await house.citizen(own);
    const sent = aDeclaration({ person: self, answers: urgentAnswers });
    ok(await citizen.post('/declarations', sent));
    const nurse = await house.officer(places.commune);
    ok(await nurse.get(`/people/${self.id}`));
    ok(
      await nurse.post(`/declarations/${sent.id}/attempts`, {
        id: crypto.randomUUID(),
        channel: 'call',
        outcome: 'reached',
      }),
    );
    await signInCitizen(page, house, own);
    await sees(page, /Xin chào/);
    await page.getByRole('link', { name: 'Tài khoản' }).click();
    await follow(page, /Dữ liệu của tôi/);
    await sees(page, 'Dữ liệu của tôi');
    await reads(page, self.fullName);
    await isAccessible(page);
    assert.deepEqual(await faultsOf(page, 'my data'), []);
    await follow(page, /Ai đã xem/);
    await sees(page, 'Ai đã xem');
    await reads(page, 'Mở hồ sơ');
    await reads(page, 'Liên lạc và xác minh tờ khai');
    await reads(page, /Trạm Y tế phường Hàm Rồng/);
    await isAccessible(page);
  });

  step('the citizen asks for a correction', async () => {
    const { mobile: page } = at;
    await press(page, 'Quay lại');
    await follow(page, 'Đề nghị trạm sửa');
    await sees(page, 'Đề nghị trạm sửa');
    await isAccessible(page);
    await press(page, 'Gửi cho trạm');
    await reads(page, 'Xin sửa một mục hoặc ghi lời nhắn.');
    await page.getByLabel('Họ và tên').fill('Phan Thị Ngọc Mai');
    await page.getByLabel('Lời nhắn cho trạm').fill('Gõ thừa một chữ i');
    await press(page, 'Gửi cho trạm');
    await reads(page, /Đã gửi cho trạm/);
    await isAccessible(page);
    await follow(page, 'Về Dữ liệu của tôi');
    await reads(page, /trạm đang xem/);
  });

  step('the station sees it beside what stands there, and accepts', async () => {
    const { desk: page, house } = at;
    await signInOfficer(page, house, { name: 'Lê Thị Hoa' });
    await page.getByRole('link', { name: 'Đề nghị sửa 1' }).click();
    await sees(page, 'Đề nghị sửa thông tin');
    await reads(page, 'Phan Thị Ngọc Maii');
    await reads(page, '“Gõ thừa một chữ i”');
    await isAccessible(page);
    assert.deepEqual(await faultsOf(page, 'corrections'), []);
    await press(page, /^Sửa như đề nghị/);
    await page.getByLabel(/Lời nhắn cho người dân/).fill('Đã sửa theo căn cước');
    await press(page, 'Chấp nhận');
    await reads(page, 'Đã chấp nhận.');
    await isAccessible(page);
    await page.getByRole('link', { name: 'Đề nghị sửa', exact: true }).waitFor();
  });

  step('the record shows it, and the copy holds it', async () => {
    const { mobile: page } = at;
    await page.reload();
    await reads(page, /trạm đã sửa · Đã sửa theo căn cước/);
    const downloading = page.waitForEvent('download');
    await press(page, 'Tải tệp dữ liệu');
    const file = await (await downloading).path();
    const copy = JSON.parse(await readFile(file, 'utf8'));
    assert.deepEqual(
      [copy.person.fullName, copy.corrections[0].state, copy.declarations.length],
      ['Phan Thị Ngọc Mai', 'accepted', 1],
    );
    assert.deepEqual(
      copy.declarations[0].answers.symptoms.map(({ code }: { code: string }) => code),
      ['fever', 'breathless'],
    );
    await follow(page, 'Xem bản để in');
    await sees(page, /Dữ liệu của/);
    await reads(page, 'Khó thở');
    await isAccessible(page);
  });
});
