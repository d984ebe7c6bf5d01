import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Device, openBrowser, seriousFaults } from '../support/browser.ts';
import { type TestServer, testServer } from '../support/server.ts';

// The steps that journeys share, as a person takes them: by what stands on the screen.

type Devices = Record<string, Device>;

/**
 * The house and the devices of one journey, and the `step` it goes by: after one has failed, the rest would only wait in
 * vain. To be called in a `describe`.
 */
export const journey = <D extends Devices>(devices: D, options?: Parameters<typeof testServer>[0]) => {
  const at = {} as { house: TestServer } & Record<keyof D, Page>;
  const closing: (() => Promise<void>)[] = [];
  const walked = { isBroken: false };
  before(async () => {
    const house = await testServer(options);
    closing.push(house.stop);
    Object.assign(at, { house });
    for (const [name, size] of Object.entries(devices)) {
      const { page, close } = await openBrowser(house.base, size);
      closing.unshift(close);
      Object.assign(at, { [name]: page });
    }
  });
  after(async () => {
    for (const close of closing) await close();
  });
  const step = (sentence: string, body: () => Promise<void>) =>
    test(sentence, async (context) => {
      if (walked.isBroken) return context.skip('an earlier step failed');
      walked.isBroken = true;
      try {
        await body();
      } catch (error) {
        for (const name of Object.keys(devices)) context.diagnostic(`${name} shows ${await shown(at[name] as Page)}`);
        throw error;
      }
      walked.isBroken = false;
    });
  return { at, step };
};

/** What a device shows, for whoever reads that a step failed. */
const shown = async (page: Page): Promise<string> => {
  const text = await page.innerText('body').catch(String);
  return `${page.url()}\n${text.slice(0, 3000)}`;
};

/** The screen as it stands has nothing that axe calls serious. */
export const isAccessible = async (page: Page): Promise<void> => {
  assert.deepEqual(await seriousFaults(page), [], `axe at ${page.url()}`);
};

export const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).click();
/** A single key as a hand presses it: three that come faster than 60 ms after each other are a hand-held reader's. */
export const hit = (page: Page, key: string) => page.keyboard.press(key, { delay: 80 });
export const follow = (page: Page, name: string | RegExp) => page.getByRole('link', { name }).last().click();
export const sees = (page: Page, name: string | RegExp) => page.getByRole('heading', { name }).waitFor();
export const reads = (page: Page, text: string | RegExp) =>
  page.getByText(text).filter({ visible: true }).first().waitFor();
