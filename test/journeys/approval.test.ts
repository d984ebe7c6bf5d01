import assert from 'node:assert/strict';
import { describe } from 'node:test';
import type { Page } from 'playwright-core';
import { newId } from '../../src/core/client.ts';
import { desktop, phone } from '../support/browser.ts';
import { aDeclaration, aPerson, places, urgentAnswers } from '../support/server.ts';
import { signInOfficer } from './officer-steps.ts';
import { isAccessible, journey, press, reads, sees } from './steps.ts';

const note = 'Đã gọi lại ba xã trước khi duyệt';

describe('figures become public: a manager sees them, approves them, and corrects them', () => {
  const { at, step } = journey({ manager: desktop, reader: phone });

  const declare = async (over: Record<string, unknown> = {}): Promise<string> => {
    const nurse = await at.house.officer(places.commune);
    const { status, body } = await nurse.post('/declarations', aDeclaration({ person: aPerson(), ...over }));
    assert.equal(status, 201);
    return body.id;
  };
  const numbersIn = (page: Page, list: string): Promise<string[]> => page.locator(`${list} dd`).allTextContents();
  const open = async (): Promise<string[]> => {
    await press(at.manager, 'Phê duyệt số liệu…');
    await at.manager.locator('dialog dl.facts').waitFor();
    return numbersIn(at.manager, 'dialog dl.facts');
  };
  const approve = async (): Promise<void> => {
    await at.manager.getByRole('dialog').getByRole('button', { name: 'Phê duyệt số liệu' }).click();
    await reads(at.manager, /Đã phê duyệt lúc/);
  };
  // Another page each time: those of the portal are kept for some seconds.
  const published = async (path: string): Promise<string[]> => {
    await at.reader.goto(path);
    await at.reader.locator('dl.figures').waitFor();
    return numbersIn(at.reader, 'dl.figures');
  };

  step('before the first approval the portal says that there is none', async () => {
    await at.reader.goto('/portal?area=38&lang=en');
    await reads(at.reader, 'No figures have been approved yet');
  });

  step('the manager sees the very figures, writes a note for colleagues, and the portal shows them', async () => {
    const { manager: page, house } = at;
    const urgent = await declare({ answers: urgentAnswers });
    await declare();
    const nurse = await house.officer(places.commune);
    const body = { id: newId(), result: 'confirmed' };
    assert.equal((await nurse.post(`/declarations/${urgent}/verification`, body)).status, 201);
    await signInOfficer(page, house, { name: 'Trịnh Thị Lan', area: places.province, roles: ['manager'] });
    await page.goto('/console/statistics');
    const seen = await open();
    assert.deepEqual(seen, ['2', '2', '1', '0', '0', '1', '1', '1', '1', '0']);
    await page.getByLabel(/^Ghi chú nội bộ/).fill(note);
    await isAccessible(page);
    await approve();
    await isAccessible(page);
    assert.deepEqual(await published('/portal?area=38'), seen);
    await sees(at.reader, 'Số liệu đã duyệt');
    await reads(at.reader, /Tỉnh Thanh Hóa duyệt lúc/);
    assert.ok(!(await at.reader.content()).includes(note));
    await isAccessible(at.reader);
  });

  step('what comes in later is not public until it is approved, which replaces what was said before', async () => {
    const before = await numbersIn(at.reader, 'dl.figures');
    await declare({ answers: urgentAnswers });
    assert.deepEqual(await published('/portal/so-lieu?area=38'), before);
    const seen = await open();
    assert.deepEqual(seen.slice(0, 3), ['3', '3', '2']);
    assert.equal(await at.manager.getByLabel(/^Ghi chú nội bộ/).inputValue(), '');
    await approve();
    await at.manager.getByRole('dialog').waitFor({ state: 'hidden' });
    assert.deepEqual(await published('/portal/so-lieu?area=38&lang=en'), seen);
  });

  step(
    'figures approved in error are withdrawn with the reason: the portal shows those from before, with their time',
    async () => {
      const { manager: page, reader } = at;
      const wrong = await numbersIn(reader, 'dl.figures');
      const cards = page.getByRole('region', { name: 'Các lần phê duyệt' }).getByRole('listitem');
      await cards.first().getByText('Đang hiện trên cổng').waitFor();
      assert.equal(await cards.count(), 2);
      await reads(page, new RegExp(note));
      await isAccessible(page);
      await cards.first().getByRole('button', { name: 'Rút lại…' }).click();
      await sees(page, /^Rút lại số liệu duyệt lúc/);
      await reads(page, /Cổng thông tin sẽ trở về số liệu duyệt lúc/);
      await isAccessible(page);
      await press(page, 'Rút lại');
      await sees(page, /^Rút lại số liệu duyệt lúc/);
      await page.getByLabel('Lý do').fill('Xã nhập trùng một hộ');
      await press(page, 'Rút lại');
      await cards.last().getByText('Đang hiện trên cổng').waitFor();
      await cards
        .first()
        .getByText(/Rút lại lúc .*Trịnh Thị Lan: Xã nhập trùng một hộ/)
        .waitFor();
      assert.equal(await cards.first().getByRole('button').count(), 0);
      await isAccessible(page);
      const now = await published('/portal?area=38.');
      assert.notDeepEqual(now, wrong);
      assert.deepEqual(now.slice(0, 3), ['2', '2', '1']);
      assert.doesNotMatch(await reader.content(), /nhập trùng/);
    },
  );

  step('when the last one is withdrawn as well, the portal says that nothing is approved', async () => {
    const { manager: page, reader } = at;
    await press(page, 'Rút lại…');
    await reads(page, /không có thì ghi là chưa có số liệu được duyệt/);
    await page.getByLabel('Lý do').fill('Chờ kiểm tra lại');
    await press(page, 'Rút lại');
    await page.getByRole('button', { name: 'Rút lại…' }).waitFor({ state: 'detached' });
    await reader.goto('/portal?area=38.&lang=en');
    await reads(reader, 'No figures have been approved yet');
    await isAccessible(reader);
  });
});
