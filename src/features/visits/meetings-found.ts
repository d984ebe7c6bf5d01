import { dayOf } from '../../core/day.ts';
import type { DayKeys } from '../../core/day-keys.ts';
import { daysFrom } from '../../core/day-keys.ts';
import type { Db, Pool } from '../../core/db.ts';
import { type Around, metIn, recordLength, type StayRow, staysOf } from './opening-store.ts';
import { flags, longestStay } from './rules.ts';
import { mondayOf } from './weeks.ts';

/** Milliseconds, half-open. */
type Interval = { from: number; to: number };
/** Whose visits are opened, and between which moments. */
export type Source = { person: string; window: Interval };
export type OpenedStay = Interval & { id: string; venue: string; person: string; weak: boolean; seat: string | null };
/** Others' stays beside one of a source's, laid out in columns: `ids` holds 16 bytes each, `weak` 1 where a stay weighs half. */
export type Beside = { count: number; ids: Buffer; from: Float64Array; to: Float64Array; weak: Uint8Array };
export type Found = { source: Source; stay: OpenedStay; beside: Beside | undefined };

const hour = 3_600_000;
const reach = longestStay / hour;
/** Seconds between 1970 and 2000, where PostgreSQL begins to count. */
const epoch = 946_684_800_000;
const isWeak = (bits: number): boolean => (bits & (flags.doubtful | flags.estimated)) !== 0;

/** The stays of some persons that overlap their windows, clipped to them; days whose key is gone are not there. */
export const openStays = async (trace: Pool | Db, keys: DayKeys, sources: readonly Source[]): Promise<Found[]> => {
  const whose = new Map<string, Source>();
  const weeks = new Map<string, { visitors: string[]; from: number; to: number }>();
  for (const source of sources) {
    const { from, to } = source.window;
    for (const day of daysFrom(dayOf(new Date(from - longestStay)), dayOf(new Date(to)))) {
      const pseudonym = keys.pseudonym(day, source.person);
      if (pseudonym === undefined) continue;
      whose.set(pseudonym, source);
      const monday = mondayOf(day);
      const week = weeks.get(monday) ?? { visitors: [], from: Number.POSITIVE_INFINITY, to: 0 };
      week.visitors.push(pseudonym);
      week.from = Math.min(week.from, from - longestStay);
      week.to = Math.max(week.to, to);
      weeks.set(monday, week);
    }
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

/** Everybody who was in a venue at the same time as one of the stays. */
export const findBeside = async (trace: Pool | Db, keys: DayKeys, found: readonly Found[]): Promise<void> => {
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
  const answers = await Promise.all(pages.map((page) => metIn(trace, page, reach)));
  for (const { n, met } of answers.flat()) {
    const at = found[n] as Found;
    at.beside = read(keys, met);
  }
};

const latest = 8e18;
/** Milliseconds since 1970 of PostgreSQL's microseconds since 2000; its 'infinity' is ours. */
const timeAt = (bytes: Buffer, at: number): number => {
  const micros = bytes.readInt32BE(at) * 4_294_967_296 + bytes.readUInt32BE(at + 4);
  return micros > latest ? Number.POSITIVE_INFINITY : micros / 1000 + epoch;
};
const dayLength = 24 * hour;
const localOffset = 7 * hour;

/** Turns the records of one answer into columns, each day's pseudonyms opened at once; of a day without key nothing. */
const read = (keys: DayKeys, met: Buffer): Beside => {
  const count = met.length / recordLength;
  const beside: Beside = {
    count: 0,
    ids: Buffer.allocUnsafe(count * 16),
    from: new Float64Array(count),
    to: new Float64Array(count),
    weak: new Uint8Array(count),
  };
  const days = new Map<number, number[]>();
  for (let i = 0; i < count; i += 1) {
    const day = Math.floor((timeAt(met, i * recordLength + 16) + localOffset) / dayLength);
    const records = days.get(day);
    if (records) records.push(i);
    else days.set(day, [i]);
  }
  for (const [day, records] of days) {
    const at = beside.count;
    for (const [k, i] of records.entries()) {
      const record = i * recordLength;
      met.copy(beside.ids, (at + k) * 16, record, record + 16);
      beside.from[at + k] = timeAt(met, record + 16);
      beside.to[at + k] = timeAt(met, record + 24);
      beside.weak[at + k] = isWeak(met.readInt16BE(record + 32)) ? 1 : 0;
    }
    const end = at + records.length;
    const opened = keys.reveal(dayOf(new Date(day * dayLength)), beside.ids.subarray(at * 16, end * 16));
    if (!opened) continue;
    opened.copy(beside.ids, at * 16);
    beside.count = end;
  }
  return beside;
};
