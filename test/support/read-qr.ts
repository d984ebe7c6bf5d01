import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

const wasm = await readFile(fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

/** The texts of the QR codes in a picture: a PNG, or light and dark as a grid of modules. */
export const readQrs = async (picture: Buffer | boolean[][]): Promise<string[]> => {
  const found = await readBarcodes(Buffer.isBuffer(picture) ? new Uint8Array(picture) : drawn(picture), {
    formats: ['QRCode'],
    tryHarder: true,
    maxNumberOfSymbols: 8,
  });
  return found.map(({ text }) => text);
};

/** Pixels to a module, and light modules around the code. */
const [zoom, quiet] = [4, 4];

const drawn = (grid: boolean[][]): ImageData => {
  const side = (grid.length + 2 * quiet) * zoom;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1)
      if (grid[Math.floor(y / zoom) - quiet]?.[Math.floor(x / zoom) - quiet])
        data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
  return { data, width: side, height: side, colorSpace: 'srgb' } as ImageData;
};

/** The grid that horizontal runs of dark modules make: each its column, row and length. */
export const gridOf = (runs: readonly (readonly [x: number, y: number, length: number])[]): boolean[][] => {
  const size = Math.max(...runs.map(([x, , length]) => x + length));
  const grid = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  for (const [x, y, length] of runs) grid[y]?.fill(true, x, x + length);
  return grid;
};
