import { readFileSync, writeFileSync } from 'node:fs';
import { encode } from 'uqr';

/** What a camera sees that is held to a QR code: a Y4M film of 640 × 480 with a bright sheet, the code upright in its middle. */
const [width, height] = [640, 480];
const frames = 4;
const [dark, bright] = [24, 220];

export const filmCode = (file: string, text: string): void => {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const module = Math.floor(height / size);
  const [left, top] = [(width - module * size) >> 1, (height - module * size) >> 1];
  const isDark = (x: number, y: number): boolean =>
    data[Math.floor((y - top) / module)]?.[Math.floor((x - left) / module)] ?? false;
  const light = Buffer.from(
    Array.from({ length: width * height }, (_, at) => (isDark(at % width, Math.floor(at / width)) ? dark : bright)),
  );
  const colour = Buffer.alloc((width * height) >> 1, 128);
  const frame = [Buffer.from('FRAME\n'), light, colour];
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
  writeFileSync(file, Buffer.concat([head, ...Array.from({ length: frames }, () => frame).flat()]));
};

/** The same sheet without a code: somebody has taken it away. The camera sees it at once, as it reads the file over and over. */
export const filmNothing = (file: string): void =>
  writeFileSync(
    file,
    readFileSync(file).map((byte) => (byte === dark ? bright : byte)),
  );
