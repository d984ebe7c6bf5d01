import { readFile } from 'node:fs/promises';
import { keysFrom } from '../../core/crypto.ts';
import { dayOf } from '../../core/day.ts';
import type { DayKeys } from '../../core/day-keys.ts';
import type { Pool } from '../../core/db.ts';
import * as look from './doctor-visits-store.ts';

/** What the rows of visits tell without and with the key file. */
export type Told = {
  rows: number;
  looked: number;
  /** Columns of other tables that were compared. */
  columns: number;
  /** Where a visitor or the id of a visit stands again, in plain. */
  plain: look.Match[];
  /** Visitors that are an unkeyed hash of somebody's id, with or without the day. */
  guessed: number;
  /** Visitors that stand on two days: whoever sees the rows could follow them. */
  repeated: number;
  /** Alerts that lead to a visit by its answer. */
  answered: number;
  /** Guests that lead to a visit by who made the record and when. */
  traced: number;
  /** Codes, words about a visit and counts of codes that lead to a visit by the phone and the moment. */
  texted: number;
  /** Of so many looked at, how many the key file gives back as a recorded person; undefined without a key file. */
  opened: { of: number; named: number } | undefined;
};

const openSome = async (owner: Pool, days: DayKeys): Promise<Told['opened']> => {
  const some = await look.someVisits(owner, days.oldest(), 1_000);
  const persons = [...Map.groupBy(some, ({ inAt }) => dayOf(inAt))].flatMap(
    ([day, rows]) =>
      days.idsBehind(
        day,
        rows.map(({ visitor }) => visitor),
      ) ?? [],
  );
  const known = new Set(await look.knownPersons(owner, persons));
  return { of: some.length, named: persons.filter((id) => known.has(id)).length };
};

/** Tries to name visitors as somebody would who has a dump of the database and nothing else. */
export const whatVisitsTell = async (owner: Pool, keyFile: string): Promise<Told> => {
  const text = await readFile(keyFile, 'utf8').catch(() => undefined);
  const compared = await look.compareVisits(owner);
  return {
    ...compared,
    opened: text === undefined ? undefined : await openSome(owner, keysFrom(JSON.parse(text)).days),
  };
};

/** What is wrong with it, as lines; none when the rows name nobody. */
export const leaksOf = ({ plain, guessed, repeated, answered, traced, texted }: Told): string[] => [
  ...plain.map(({ what, where, count }) => `${count} ${what} stand in plain in ${where}`),
  ...(guessed > 0 ? [`${guessed} visitors are a hash of a person's id that needs no key`] : []),
  ...(repeated > 0 ? [`${repeated} visitors stand on more than one day`] : []),
  ...(answered > 0 ? [`${answered} alerts lead to a visit by its answer, commune and hour`] : []),
  ...(traced > 0 ? [`${traced} guests lead to a visit by who recorded them and when`] : []),
  ...(texted > 0 ? [`${texted} codes or words about a visit lead to it by the phone and the moment`] : []),
];

export const summaryOf = ({ rows, looked, columns, opened }: Told): string => {
  const extent = looked === rows ? `${rows} rows` : `${rows} rows, ${looked} of them in full`;
  const named = opened && `; the key file names ${opened.named} of ${opened.of}`;
  return `${extent} name nobody, by ${columns} columns of other tables, by hashes of ids, from day to day, by alerts, by guests, by codes${named ?? ''}`;
};
