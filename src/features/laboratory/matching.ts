import type { AreaPath } from '../../core/area.ts';
import { addDays, dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import { differInMarks, fold } from '../../core/fold.ts';
import type { House } from '../../core/house.ts';
import { findKept, idsOf, matchMany, type PersonBrief, personBrief } from '../people/index.ts';
import type { ReadRow, Rejected } from './reading.ts';
import type { matchedBy } from './rules.ts';
import * as store from './store.ts';

type Matched = {
  of: ReadRow;
  sample: store.SampleRow;
  person: PersonBrief;
  by: (typeof matchedBy)[number];
};

const sampleDays = 60;

/**
 * The sample of each row, for certain: by the id we gave out, else the one sample of the person that awaits a result (of the
 * day, where the row names one). A row of another name than the sample's person is refused: lists slip by a line. One whose name
 * differs by marks alone, Hùng for Hưng, is for a person to decide; a list written without any says nothing against it.
 */
export const matchRows = async (house: House, db: Db, rows: readonly ReadRow[], area: AreaPath, now: Date) => {
  const named = rows.flatMap((row) => (row.who ? [{ row, who: row.who }] : []));
  const found = await matchMany(
    house,
    db,
    named.map(({ who }) => ({ who, area })),
  );
  const personOf = new Map(named.map(({ row }, i) => [row.row, found[i]] as const));
  const persons = found.flatMap((match) => (match ? idsOf(match.row) : []));
  const tests = rows.flatMap(({ test }) => test ?? []);
  const samples = await store.lockSamples(db, tests, persons, new Date(now.getTime() - sampleDays * 86_400_000));
  const byId = new Map(samples.map((sample) => [sample.id, sample]));
  const byPerson = Map.groupBy(samples, ({ personId }) => personId);
  const kept = await findKept(db, [...new Set(samples.map(({ personId }) => personId))]);

  const matched: Matched[] = [];
  const known: Matched[] = [];
  const rejected: Rejected[] = [];
  const doubtful: Omit<Matched, 'by'>[] = [];
  const taken = new Set<string>();
  for (const row of rows) {
    const refuse = (field: string, code: string) => rejected.push({ row: row.row, field, code, cells: row.cells });
    const match = personOf.get(row.row);
    const mine = row.test
      ? [byId.get(row.test)].flatMap((sample) => sample ?? [])
      : (match ? idsOf(match.row) : []).flatMap((id) => byPerson.get(id) ?? []);
    const ofDay = mine.filter(({ sampledAt }) => !row.sampledOn || isNear(dayOf(sampledAt), row.sampledOn));
    const open = ofDay.filter(({ result }) => result === null);
    if (match?.isTied) {
      refuse('fullName', 'test.namesakes');
      continue;
    }
    const [sample] = open.length > 0 ? open : ofDay.filter(({ result }) => result === row.result);
    const person = sample && kept.get(sample.personId);
    if (!sample || !person) {
      refuse(
        row.test ? 'test' : 'fullName',
        ofDay.length > 0 ? 'test.has_other' : match || row.test ? 'test.none' : 'test.nobody',
      );
      continue;
    }
    if (open.length > 1) {
      refuse('sampledOn', 'test.several');
      continue;
    }
    const brief = personBrief(house.keys, person);
    if (row.fullName && fold(row.fullName) !== fold(brief.fullName)) {
      refuse('fullName', 'test.other_name');
      continue;
    }
    if (row.fullName && differInMarks(row.fullName, brief.fullName)) {
      refuse('fullName', 'test.other_marks');
      if (open.length > 0) doubtful.push({ of: row, sample, person: brief });
      continue;
    }
    if (taken.has(sample.id)) {
      refuse('test', 'row.duplicate');
      continue;
    }
    if (row.resultAt && row.resultAt < sample.sampledAt) {
      refuse('resultAt', 'time.order');
      continue;
    }
    taken.add(sample.id);
    const by = row.test ? 'test' : match?.by === 'identity' ? 'identity' : 'phone';
    (open.length > 0 ? matched : known).push({ of: row, sample, person: brief, by });
  }
  return { matched, known, rejected, doubtful };
};

/** A laboratory writes the day of arrival now and then. */
const isNear = (day: string, other: string): boolean => day >= addDays(other, -1) && day <= addDays(other, 1);
