import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { desktop, phone } from '../support/browser.ts';
import { places, somePhone } from '../support/server.ts';
import { addFamilyMember, beginAsCitizen, certifyAndSend, countDeclarations } from './citizen-steps.ts';
import { rowOf, signInOfficer } from './officer-steps.ts';
import { follow, isAccessible, journey, press, reads, sees } from './steps.ts';

const year = new Date().getFullYear();
const mother = { name: 'Lê Thị Bình', born: year - 34, sex: 'Nữ' } as const;
const elder = { name: 'Lê Văn Thành', born: year - 79, sex: 'Nam' } as const;
const child = { name: 'Nguyễn Gia An', born: year - 3, sex: 'Nam' } as const;

/** People are called as the family calls them. */
const called = (fullName: string): string => fullName.split(' ').at(-1) ?? '';
const askedAbout = (fullName: string): RegExp => new RegExp(`Hôm nay ${called(fullName)} có dấu hiệu`);

describe('one telephone for a mother, her father without one, and her child', () => {
  const { at, step } = journey({ phone, console: desktop });
  const own = somePhone();

  step('the family is added once', async () => {
    const { phone: page, house } = at;
    await beginAsCitizen(page, house, own, mother);
    await addFamilyMember(page, elder);
    await addFamilyMember(page, child);
    await isAccessible(page);
    await follow(page, 'Người trong nhà');
    await sees(page, 'Người trong nhà');
    await reads(page, new RegExp(elder.name));
    await isAccessible(page);
  });

  step('"khai cho cả hộ" asks the common things once and each about the own health', async () => {
    const { phone: page } = at;
    await page.goto('/');
    await follow(page, /^Khai báo y tế/);
    await sees(page, 'Khai cho ai?');
    await isAccessible(page);
    await press(page, /Khai cho cả hộ \(3/);
    await press(page, /Vẫn ở đây/);
    await press(page, 'Không tiếp xúc ai');
    await press(page, 'Không đi đâu');
    for (const { name } of [mother, elder]) {
      await sees(page, askedAbout(name));
      await press(page, 'Không có dấu hiệu nào');
      await press(page, 'Không có');
    }
    await sees(page, askedAbout(child.name));
    await page.getByLabel('Sốt').check();
    await press(page, 'Tiếp tục');
    await press(page, 'Tiếp tục');
    await press(page, 'Chưa đo');
    await press(page, 'Không có');
  });

  step('one sending stores three declarations of three people', async () => {
    const { phone: page, house } = at;
    const posts: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && posts.push(new URL(request.url()).pathname));
    await certifyAndSend(page, 'Gửi 3 tờ khai');
    await sees(page, 'Kết quả');
    await reads(page, /Trạm đã nhận lúc/);
    await isAccessible(page);
    assert.deepEqual(posts, ['/api/v1/declarations/batch']);
    assert.equal(await countDeclarations(house), 3);
    const nurse = await house.officer(places.commune);
    const { body } = await nurse.get('/declarations');
    assert.deepEqual(
      body.items
        .map(
          ({ person, triage }: { person: { fullName: string }; triage: { level: string } }) =>
            `${person.fullName}: ${triage.level}`,
        )
        .sort(),
      [`${elder.name}: clear`, `${mother.name}: clear`, `${child.name}: risk`].sort(),
    );
  });

  step('the result has the child first, and the others behind their names', async () => {
    const { phone: page } = at;
    await sees(page, called(child.name));
    await reads(page, 'Có nguy cơ, trạm sẽ liên hệ');
    for (const { name } of [mother, elder])
      await page
        .locator('summary')
        .filter({ hasText: called(name) })
        .click();
    assert.equal(await page.getByText(/Trạm đã nhận lúc/).count(), 3);
    await isAccessible(page);
  });

  step('the station sees the child alone on its list, with the number to call', async () => {
    const { console: page, house } = at;
    await signInOfficer(page, house, { name: 'Lê Thị Hoa' });
    await rowOf(page, child.name).waitFor();
    assert.equal(await page.locator('ol.work-rows li').count(), 1);
    assert.match((await rowOf(page, child.name).textContent()) ?? '', /Nguy cơ.*3 tuổi.*sốt/);
    await rowOf(page, child.name).click();
    const call = page.getByRole('link', { name: /^Gọi 09/ });
    assert.equal(await call.getAttribute('href'), `tel:+84${own.slice(1)}`);
    await isAccessible(page);
  });
});
