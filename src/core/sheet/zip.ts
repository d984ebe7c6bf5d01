import { crc32, inflateRawSync } from 'node:zlib';
import { fail } from '../problem.ts';

/** An entry of a ZIP as its central directory declares it; sizes in bytes. */
export type Entry = { name: string; method: number; packed: number; size: number; at: number };

const mostEntries = 5000;
/** The largest part and the sum of those that are read: a list of 100,000 rows has some 80 MB of XML. */
const largestPart = 256 * 1024 * 1024;
const mostBytes = 400 * 1024 * 1024;
/** Lists shrink 10 to 60 times; a bomb a thousand times. Small parts may shrink as they like. */
const highestRatio = 250;
const smallPart = 8 * 1024 * 1024;

const endMark = 0x06054b50;
const entryMark = 0x02014b50;
const localMark = 0x04034b50;

const unreadable = (code: string): never => fail('sheet.unreadable', [{ path: 'file', code }]);

const findEnd = (zip: Buffer): number => {
  const lowest = Math.max(0, zip.length - 22 - 0xffff);
  for (let at = zip.length - 22; at >= lowest; at--) if (zip.readUInt32LE(at) === endMark) return at;
  return unreadable('sheet.no_workbook');
};

/** The entries of a ZIP by its central directory. Nothing is unpacked; a directory that does not hold together is refused. */
export const readDirectory = (zip: Buffer): Entry[] => {
  const end = findEnd(zip);
  const count = zip.readUInt16LE(end + 10);
  if (count > mostEntries) fail('sheet.too_large');
  const entries: Entry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || zip.readUInt32LE(at) !== entryMark) unreadable('sheet.damaged');
    if (zip.readUInt16LE(at + 8) & 1) fail('sheet.encrypted');
    const nameLength = zip.readUInt16LE(at + 28);
    entries.push({
      // Some writers part folders by backslashes.
      name: zip.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/'),
      method: zip.readUInt16LE(at + 10),
      packed: zip.readUInt32LE(at + 20),
      size: zip.readUInt32LE(at + 24),
      at: zip.readUInt32LE(at + 42),
    });
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
};

/** Refuses parts that would fill the memory, by their declared sizes: `sheet.too_large`. */
export const refuseBombs = (entries: readonly Entry[]): void => {
  const isBomb = ({ size, packed }: Entry) => size > largestPart || (size > smallPart && size > highestRatio * packed);
  if (entries.some(isBomb) || entries.reduce((sum, { size }) => sum + size, 0) > mostBytes) fail('sheet.too_large');
};

/** Unpacks one entry into exactly the bytes it declared; one that holds more, or fewer, has lied and is refused. */
export const unpack = (zip: Buffer, entry: Entry): Buffer => {
  if (entry.at + 30 > zip.length || zip.readUInt32LE(entry.at) !== localMark) unreadable('sheet.damaged');
  const from = entry.at + 30 + zip.readUInt16LE(entry.at + 26) + zip.readUInt16LE(entry.at + 28);
  const packed = zip.subarray(from, from + entry.packed);
  if (packed.length !== entry.packed || (entry.method !== 0 && entry.method !== 8)) unreadable('sheet.damaged');
  const bytes = entry.method === 0 ? packed : inflated(packed, entry.size);
  return bytes.length === entry.size ? bytes : unreadable('sheet.damaged');
};

const inflated = (packed: Buffer, size: number): Buffer => {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch {
    return unreadable('sheet.damaged');
  }
};

const numbers = (length: number, ...fields: [at: number, bytes: 2 | 4, value: number][]): Buffer => {
  const block = Buffer.alloc(length);
  for (const [at, bytes, value] of fields) block.writeUIntLE(value, at, bytes);
  return block;
};

/** A ZIP of a few parts without compression, whose every size is true. */
export const packPlain = (parts: ReadonlyMap<string, Uint8Array>): Buffer => {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [path, bytes] of parts) {
    const name = Buffer.from(path);
    // From "version needed" to "extra length": the same in both headers.
    const common = numbers(
      26,
      [0, 2, 20],
      [10, 4, crc32(bytes)],
      [14, 4, bytes.length],
      [18, 4, bytes.length],
      [22, 2, name.length],
    );
    locals.push(numbers(4, [0, 4, localMark]), common, name, bytes);
    directory.push(numbers(6, [0, 4, entryMark], [4, 2, 20]), common, numbers(14, [10, 4, at]), name);
    at += 30 + name.length + bytes.length;
  }
  const listing = Buffer.concat(directory);
  const end = numbers(
    22,
    [0, 4, endMark],
    [8, 2, parts.size],
    [10, 2, parts.size],
    [12, 4, listing.length],
    [16, 4, at],
  );
  return Buffer.concat([...locals, listing, end]);
};
