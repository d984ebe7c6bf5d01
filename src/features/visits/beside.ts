import { dayOf, startOfDay } from '../../core/day.ts';
import type { DayKeys } from '../../core/day-keys.ts';
import { daysFrom, uuidsOf } from '../../core/day-keys.ts';
import type { Db, Pool } from '../../core/db.ts';
import { flags, longestStay } from './rules.ts';
import { type Around, metIn, recordLength, type StayRow, staysOf } from './stays-store.ts';
import { mondayOf } from './weeks.ts';

/** Milliseconds, half-open. */
type Interval = { from: number; to: number };
/** Whose visits are opened, and between which moments; `also` under which other ids of that human. */
export type Source = { person: string; window: Interval; also?: readonly string[] };
export type OpenedStay = Interval & { id: string; venue: string; person: string; weak: boolean; seat: string | null };
/** Others' stays beside one of a source's, laid out in columns: `ids` holds 16 bytes each, `weak` 1 where a stay weighs half. */
export type Beside = { count: number; ids: Buffer; from: Float64Array; to: Float64Array; weak: Uint8Array };
export type Found = { source: Source; stay: OpenedStay; beside: Beside | undefined };

const hour = 3_600_000;
const dayLength = 24 * hour;
/** Seconds between 1970 and 2000, where PostgreSQL begins to count. */
const epoch = 946_684_800_000;
const isWeak = (bits: number): boolean => (bits & (flags.doubtful | flags.estimated)) !== 0;

/** The stays of some persons that overlap their windows, clipped to them; days whose key is gone are not there. */
export const openStays = async (trace: Pool | Db, keys: DayKeys, sources: readonly Source[]): Promise<Found[]> => {
  const asked = new Map<string, { ids: string[]; of: Source[]; from: number; to: number }>();
  for (const source of sources) {
    const { from, to } = source.window;
    for (const day of daysFrom(dayOf(new Date(from - longestStay)), dayOf(new Date(to)))) {
      const one = asked.get(day) ?? { ids: [], of: [], from: Number.POSITIVE_INFINITY, to: 0 };
      asked.set(day, one);
      for (const id of [source.person, ...(source.also ?? [])]) {
        one.ids.push(id);
        one.of.push(source);
      }
      one.from = Math.min(one.from, from - longestStay);
      one.to = Math.max(one.to, to);
    }
  }
  const whose = new Map<string, Source>();
  const weeks = new Map<string, { visitors: string[]; from: number; to: number }>();
  for (const [day, { ids, of, from, to }] of asked) {
    const pseudonyms = keys.pseudonyms(day, ids);
    if (!pseudonyms) continue;
    for (const [i, pseudonym] of pseudonyms.entries()) whose.set(pseudonym, of[i] as Source);
    const monday = mondayOf(day);
    const week = weeks.get(monday) ?? { visitors: [], from: Number.POSITIVE_INFINITY, to: 0 };
    weeks.set(monday, week);
    for (const pseudonym of pseudonyms) week.visitors.push(pseudonym);
    // A pseudonym stands in the rows of its day alone, and those in one partition.
    const midnight = startOfDay(day).getTime();
    week.from = Math.min(week.from, Math.max(from, midnight));
    week.to = Math.max(week.to, Math.min(to, midnight + dayLength));
  }
  const rows = await Promise.all(
    [...weeks.values()].map(({ visitors, from, to }) => staysOf(trace, visitors, new Date(from), new Date(to))),
  );
  return rows.flat().flatMap((row) => {
    const source = whose.get(row.visitor) as Source;
    const stay = clipped(row, source);
    return stay.from < stay.to ? [{ source, stay, beside: undefined }] : [];
  });
};

const clipped = (row: StayRow, { person, window }: Source): OpenedStay => ({
  id: row.id,
  venue: row.venueId,
  person,
  from: Math.max(row.inAt.getTime(), window.from),
  to: Math.min(row.outAt?.getTime() ?? Number.POSITIVE_INFINITY, window.to),
  weak: isWeak(row.flags),
  seat: row.seat,
});

/** So many stays are asked about in one statement. */
const together = 500;

/** The pseudonyms of some persons on every day on which a stay beside these may have begun. */
const pseudonymsOf = (keys: DayKeys, persons: readonly string[], found: readonly Found[]): string[] => {
  const days = new Set(
    found.flatMap(({ stay }) => daysFrom(dayOf(new Date(stay.from - longestStay)), dayOf(new Date(stay.to)))),
  );
  return [...days].flatMap((day) => keys.pseudonyms(day, persons) ?? []);
};

/** Everybody who was in a venue at the same time as one of the stays; of `only` some persons, whoever of them was. */
export const findBeside = async (
  trace: Pool | Db,
  keys: DayKeys,
  found: readonly Found[],
  only?: readonly string[],
): Promise<void> => {
  const pseudonyms = only && pseudonymsOf(keys, only, found);
  const around: Around[] = found.map(({ stay }, n) => ({
    n,
    venue: stay.venue,
    from: new Date(stay.from),
    to: new Date(stay.to),
  }));
  const ordered = around.toSorted((a, b) => (a.venue < b.venue ? -1 : a.venue > b.venue ? 1 : +a.from - +b.from));
  const pages = Array.from({ length: Math.ceil(ordered.length / together) }, (_, i) =>
    ordered.slice(i * together, (i + 1) * together),
  );
  await Promise.all(
    pages.map(async (page) => {
      const answers = await metIn(trace, page, pseudonyms);
      const read = readAll(
        keys,
        answers.map(({ met }) => met),
      );
      for (const [i, { n }] of answers.entries()) (found[n] as Found).beside = read[i];
    }),
  );
};

const latest = 8e18;
/** Milliseconds since 1970 of PostgreSQL's microseconds since 2000; its 'infinity' is ours. */
const timeAt = (bytes: DataView, at: number): number => {
  const micros = bytes.getInt32(at) * 4_294_967_296 + bytes.getUint32(at + 4);
  return micros > latest ? Number.POSITIVE_INFINITY : micros / 1000 + epoch;
};

const localOffset = 7 * hour;

/**
 * Turns the records of some answers into columns, the pseudonyms of each day opened at once for all of them. A stay of a day without
 * key has no length, so that nobody meets it.
 */
const readAll = (keys: DayKeys, answers: readonly Buffer[]): Beside[] => {
  const counts = answers.map((met) => met.length / recordLength);
  const count = counts.reduce((sum, one) => sum + one, 0);
  // An id is four words, which are moved in a quarter of the time of sixteen bytes.
  const ids = new Int32Array(count * 4);
  const [from, to, weak] = [new Float64Array(count), new Float64Array(count), new Uint8Array(count)];
  const days = new Map<number, number[]>();
  let at = 0;
  for (const met of answers) {
    const bytes = new DataView(met.buffer, met.byteOffset, met.length);
    for (let record = 0; record < met.length; record += recordLength, at += 1) {
      for (let word = 0; word < 4; word += 1) ids[at * 4 + word] = bytes.getInt32(record + word * 4, true);
      const begin = timeAt(bytes, record + 16);
      from[at] = begin;
      to[at] = timeAt(bytes, record + 24);
      weak[at] = isWeak(bytes.getInt16(record + 32)) ? 1 : 0;
      const day = Math.floor((begin + localOffset) / dayLength);
      const records = days.get(day);
      if (records) records.push(at);
      else days.set(day, [at]);
    }
  }
  for (const [day, records] of days) {
    const blocks = new Int32Array(records.length * 4);
    for (let i = 0; i < records.length; i += 1)
      for (let word = 0; word < 4; word += 1) blocks[i * 4 + word] = ids[(records[i] as number) * 4 + word] as number;
    const opened = keys.reveal(dayOf(new Date(day * dayLength)), Buffer.from(blocks.buffer));
    if (!opened) {
      for (const record of records) to[record] = from[record] as number;
      continue;
    }
    const words = new Int32Array(opened.buffer, opened.byteOffset, records.length * 4);
    for (let i = 0; i < records.length; i += 1)
      for (let word = 0; word < 4; word += 1) ids[(records[i] as number) * 4 + word] = words[i * 4 + word] as number;
  }
  let end = 0;
  return counts.map((own) => {
    const begin = end;
    end += own;
    return {
      count: own,
      ids: Buffer.from(ids.buffer, begin * 16, own * 16),
      from: from.subarray(begin, end),
      to: to.subarray(begin, end),
      weak: weak.subarray(begin, end),
    };
  });
};

/** Writes one id over another wherever it stands beside a stay: two records that are one human met the source as one. */
export const renameBeside = (found: readonly Found[], keptOf: (id: string) => string): void => {
  for (const { beside } of found) {
    if (!beside) continue;
    for (const [at, id] of uuidsOf(beside.ids).entries()) {
      const kept = keptOf(id);
      if (kept !== id) beside.ids.write(kept.replaceAll('-', ''), at * 16, 'hex');
    }
  }
};
