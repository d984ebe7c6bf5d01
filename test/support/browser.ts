import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from 'axe-core';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

export const phone = { width: 390, height: 844 };
export const desktop = { width: 1440, height: 900 };

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export type Device = {
  width: number;
  height: number;
  /** A file (Y4M) that the device's camera sees; written before the camera is opened. See `film.ts`. */
  film?: string;
};

const cameraOf = (film: string): string[] => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${film}`,
];

/** A person's own browser: a profile of its own, as on a device of its own. */
export const openBrowser = async (
  base: string,
  { film, ...viewport }: Device = phone,
): Promise<{ context: BrowserContext; page: Page; close: () => Promise<void> }> => {
  const profile = mkdtempSync(join(tmpdir(), 'lachan-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.LACHAN_CHROMIUM ?? '/usr/bin/chromium',
    args: film ? [...flags, ...cameraOf(film)] : flags,
    viewport,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    baseURL: base,
    hasTouch: viewport.width < 500,
    // axe must not meet a colour on its way to another.
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  return {
    context,
    page: context.pages()[0] ?? (await context.newPage()),
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
};

/** What axe calls serious or worse on the screen as it stands. */
export const seriousFaults = async (page: Page): Promise<string[]> => {
  await page.evaluate(AxeBuilder.source);
  const found = await page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as {
        axe: {
          run: (
            options: object,
          ) => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
        };
      }
    ).axe.run({
      resultTypes: ['violations'],
    });
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  });
  return found;
};
