import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { desktop, phone, seriousFaults } from '../support/browser.ts';

/** The narrowest telephone in use. */
const narrow = { width: 320, height: 640 };

/** What sticks out sideways, so that a reader would have to scroll both ways. */
const stickingOut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const widest = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1,
    );
    return [`${scrollWidth} px: ${widest.slice(0, 3).map(({ tagName, className }) => `${tagName}.${className}`)}`];
  });

/** Looks at the screen as a telephone and as a desk show it, by day and by night, and on the narrowest telephone. */
export const faultsOf = async (page: Page, name: string): Promise<string[]> => {
  const before = page.viewportSize() ?? desktop;
  const faults: string[] = [];
  for (const size of [phone, desktop]) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const fault of await seriousFaults(page)) faults.push(`${name}, ${size.width} px, ${colorScheme}: ${fault}`);
    }
  }
  await page.setViewportSize(narrow);
  for (const fault of await stickingOut(page)) faults.push(`${name}, sideways: ${fault}`);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(before);
  return faults;
};

/** Opens everything that can be unfolded. */
export const unfold = (page: Page): Promise<void> =>
  page.locator('main details').evaluateAll((all) => {
    for (const one of all as HTMLDetailsElement[]) one.open = true;
  });

/** Keeps a picture for the README where pictures were asked for. */
export const picture = async (page: Page, name: string): Promise<void> => {
  if (!process.env.LACHAN_PICTURES) return;
  const folder = new URL('../../docs/pictures/', import.meta.url).pathname;
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.screenshot({ path: `${folder}${name}.png` });
};
