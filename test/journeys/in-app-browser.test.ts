import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { phone } from '../support/browser.ts';
import { somePhone } from '../support/server.ts';
import { beginAsCitizen, countDeclarations, declareFeverAndBreathless } from './citizen-steps.ts';
import { journey, reads } from './steps.ts';

describe('a link opened inside another app: no service worker, nothing kept on the device, only cookies', () => {
  const { at, step } = journey({ phone });

  step('the citizen signs in and declares all the same', async () => {
    const { phone: page, house } = at;
    await page.addInitScript(() => {
      Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
      Object.defineProperty(globalThis, 'indexedDB', { value: undefined });
      Object.defineProperty(globalThis, 'localStorage', {
        get: () => {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    await beginAsCitizen(page, house, somePhone(), { name: 'Trần Văn Bảo', born: 1952, sex: 'Nam' });
    await declareFeverAndBreathless(page);
    await reads(page, 'Cần được xem ngay');
    await reads(page, /Trạm đã nhận lúc/);
    assert.equal(await countDeclarations(house), 1);
  });

  step('and is still signed in when the link is opened again', async () => {
    const { phone: page } = at;
    await page.goto('/');
    await reads(page, /Xin chào/);
  });
});
