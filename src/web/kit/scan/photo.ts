import type { Detect } from './detector.ts';

/** Longest sides tried, in pixels: a whole photograph first made small, which is quick and smooths its noise, then in full. */
const sides = [1200, 2400, 4096] as const;

/** The code in a photograph; undefined when none is found. Throws when it is no picture. */
export const readPhoto = async (photo: Blob, detect: Detect): Promise<string | undefined> => {
  const whole = await createImageBitmap(photo);
  const longest = Math.max(whole.width, whole.height);
  for (const side of sides) {
    const scale = Math.min(1, side / longest);
    const picture = await createImageBitmap(photo, {
      resizeWidth: Math.round(whole.width * scale),
      resizeHeight: Math.round(whole.height * scale),
      resizeQuality: 'high',
    });
    const text = await detect(picture);
    if (text !== undefined || scale === 1) return text;
  }
  return undefined;
};
