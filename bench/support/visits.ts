import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays, startOfDay } from '../../src/core/day.ts';
import { type DayKeys, dayKeysFrom, newRatchet } from '../../src/core/day-keys.ts';
import type { Pool } from '../../src/core/db.ts';
import { ensureWeeks } from '../../src/features/visits/index.ts';
import { copyIn } from './copy.ts';
import { seeded } from './population.ts';

export const firstDay = '2021-06-01';
export const days = 21;
/** Visits an average venue has a day; one of thirty goes to a few large ones. */
const visitsADay = 47;

const hex = (n: number, width: number): string => n.toString(16).padStart(width, '0');
export const personOf = (n: number): string => `01900000-0000-7000-8000-${hex(n, 12)}`;

const bytesOf = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
/** The first 12 bytes of ids that differ in the last four. */
const venues = bytesOf('01911111-0000-7000-8000-000000000000');

/** What a binary COPY begins and ends with. */
const head = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
const tail = Buffer.from([0xff, 0xff]);

/** Where each column of a visit begins in its record, four bytes of length before it; a seat has the length of nothing. */
const widths = {
  venue: 16,
  in: 8,
  id: 16,
  out: 8,
  visitor: 16,
  flags: 2,
  method: 2,
  answer: 2,
  seat: -1,
  claim: 1,
  stored: 8,
};
const [at, template] = (() => {
  const columns = Object.entries(widths);
  const record = Buffer.alloc(2 + columns.reduce((sum, [, width]) => sum + 4 + Math.max(0, width), 0));
  record.writeInt16BE(columns.length);
  let end = 2;
  const begins = columns.map(([name, width]) => {
    const begin = record.writeInt32BE(width, end);
    end = begin + Math.max(0, width);
    return [name, begin];
  });
  return [Object.fromEntries(begins) as Record<keyof typeof widths, number>, record];
})();

/** PostgreSQL counts microseconds, from 2000 on. */
const epoch = 946_684_800_000;
const writeTime = (record: Buffer, where: number, ms: number): void => {
  const micros = (ms - epoch) * 1000;
  record.writeUInt32BE(Math.floor(micros / 2 ** 32), where);
  record.writeUInt32BE(micros % 2 ** 32, where + 4);
};

const together = 2_000;

/** Everybody goes somewhere once a day; the first person works at a large place beside: 42 visits in 21 days. */
function* records(keys: DayKeys, size: number): Generator<Buffer> {
  const random = seeded(7);
  const people = Math.round(size / days);
  const everywhere = Math.max(20, Math.round(size / days / visitsADay));
  const few = Math.max(1, Math.round(everywhere / 200));
  yield head;
  for (let day = 0, id = 0; day < days; day += 1) {
    const of = addDays(firstDay, day);
    const midnight = startOfDay(of).getTime();
    for (let first = 0; first < people; first += together) {
      const some = Array.from({ length: Math.min(together, people - first) }, (_, i) => first + i);
      const visitors = bytesOf((keys.pseudonyms(of, some.map(personOf)) as string[]).join(''));
      const visits = first === 0 ? [0, ...some] : some;
      const page = Buffer.alloc(visits.length * template.length);
      for (const [row, person] of visits.entries()) {
        const record = page.subarray(row * template.length, (row + 1) * template.length);
        record.set(template);
        record.set(venues, at.venue);
        const isLarge = (person === 0 && row === 0) || random() < 1 / 30;
        record.writeUInt32BE(Math.floor(random() * (isLarge ? few : everywhere)), at.venue + 12);
        const from = midnight + Math.floor((6 + random() * 14) * 3600) * 1000;
        const to = from + Math.floor(10 + random() * 170) * 60_000;
        writeTime(record, at.in, from);
        record.writeUInt32BE(0x01900000, at.id);
        record.writeUInt16BE(id >>> 16, at.id + 4);
        record.writeUInt32BE(0x70008000, at.id + 6);
        record.writeUInt32BE(id, at.id + 12);
        writeTime(record, at.out, to);
        record.set(visitors.subarray((person - first) * 16, (person - first + 1) * 16), at.visitor);
        record.writeInt16BE(random() < 0.05 ? 2 : 0, at.flags);
        writeTime(record, at.stored, to);
        id += 1;
      }
      yield page;
    }
  }
  yield tail;
}

/** So many visits over three weeks, copied in before their indexes are made: some minutes for 20 million. */
const fill = async (owner: Pool, keys: DayKeys, size: number): Promise<void> => {
  await owner`truncate visit`;
  await ensureWeeks(
    owner,
    Array.from({ length: days }, (_, day) => startOfDay(addDays(firstDay, day))),
  );
  await owner`alter table visit drop constraint visit_pkey`;
  await copyIn(owner, { table: 'visit', options: '(format binary)', lines: records(keys, size) });
  await owner`alter table visit add constraint visit_pkey primary key (venue_id, in_at, id) include (out_at, visitor, flags)`;
  await owner.unsafe('vacuum analyze visit');
};

/** The keys of the visits that a folder's database holds, filled first where it holds none: the file of keys is written last. */
export const visitsIn = async (folder: string, owner: Pool, size: number): Promise<DayKeys> => {
  const file = join(folder, 'day-keys.json');
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept) return dayKeysFrom(JSON.parse(kept));
  const ratchet = newRatchet(firstDay);
  const keys = dayKeysFrom(ratchet);
  await fill(owner, keys, size);
  await writeFile(file, JSON.stringify(ratchet), { mode: 0o600 });
  return keys;
};
