import { addDays, dayOf, startOfDay } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import { fold, foldWithMarks } from '../../core/fold.ts';
import type { House } from '../../core/house.ts';
import type { Actor } from '../../core/permission.ts';
import { Problem } from '../../core/problem.ts';
import { verbsOfRoles } from '../accounts/rules.ts';
import type { AreaUnit } from '../areas/index.ts';
import {
  knownDeclarations,
  type Outcome,
  type Prepared,
  prepare,
  saidHash,
  startIngest,
} from '../declarations/index.ts';
import { type Listed, type Match, matchMany } from '../people/index.ts';
import { birthYearOf } from '../people/rules.ts';
import { type ReadAnswers, readAnswers } from './answers-of.ts';
import { compare, isNamesake } from './compare.ts';
import { readDate, readTime } from './dates.ts';
import { idFrom } from './ids.ts';
import {
  type Cells,
  cellsOf,
  given,
  type JudgedPerson,
  type Reading,
  type Remarks,
  readPlace,
  readWho,
  remarks,
  type Verdict,
  valuesOf,
} from './judge.ts';
import type { List, Run } from './list.ts';

type Judged = JudgedPerson & { at: Date | undefined; answers: ReadAnswers };

/** A day without a time is noon: near enough for a past declaration, and inside its day everywhere. */
const usualTime = '12:00';

const momentOf = (
  cells: Cells,
  { orders, today }: Reading,
  { refuse, remark }: Remarks,
  now: Date,
): Date | undefined => {
  const [cell, ofTime] = [cells('date'), cells('time')];
  if (cell === '') return refuse('date', 'field.missing');
  const read = readDate(cell, orders.date, Number(today.slice(0, 4)));
  if (read?.day === undefined) return refuse('date', 'date.format', cell);
  const time = ofTime === '' ? readTime(cell) : readTime(ofTime);
  if (ofTime !== '' && time === undefined) return refuse('time', 'time.format', ofTime);
  const isToday = read.day === today;
  const [hours = 0, minutes = 0] = (time ?? usualTime).split(':').map(Number);
  const at = new Date(startOfDay(read.day).getTime() + (hours * 60 + minutes) * 60_000);
  const moment = time === undefined && isToday && at > now ? now : at;
  if (moment > now) return refuse('date', 'time.future', cell);
  if (read.day < '2000-01-01') return refuse('date', 'date.format', cell);
  if (read.note) remark('date', read.note, cell);
  return moment;
};

const judge = (row: readonly string[], line: number, { reading, now }: Run): Judged => {
  const [cells, notes] = [cellsOf(reading.mapping, row), remarks()];
  const who = readWho(cells, reading, notes);
  const unit: AreaUnit | undefined = readPlace(cells, reading, notes);
  const at = momentOf(cells, reading, notes, now);
  const answers = readAnswers(cells, reading, notes);
  const values = { ...valuesOf(who, unit), ...given({ at: at?.toISOString(), ...answers.values }) };
  const listed = unit && at && notes.wrong.length === 0 ? { who, area: unit.path } : undefined;
  return { row: line, listed, at, answers, values, notes };
};

/** What tells one declarant from another; where no number does, the marks of the name and the hamlet. */
const keyOf = ({ who, area }: Listed): string => {
  const number = who.identity?.number ?? who.phone;
  const birth = who.birthDate ?? birthYearOf(who) ?? '';
  const name = who.identity ? fold(who.fullName) : foldWithMarks(who.fullName);
  return [number ?? '', name, birth, area, ...(number || !who.hamlet ? [] : [fold(who.hamlet)])].join('\n');
};

/** By a name alone only where nothing that the row says speaks against it. */
const certain = (who: Listed['who'], match: Match | undefined): Match | undefined => {
  if (!match || isNamesake(who, match)) return undefined;
  if (match.by !== 'name') return match;
  const { fate, problems } = compare(who, { ...match, by: 'phone' }, false);
  return fate === 'duplicate' || problems.some(({ code }) => code === 'field.kept') ? undefined : match;
};

type Ready = { judged: Judged & { listed: Listed; at: Date }; match: Match | undefined; id: string; person: string };

const isReady = (judged: Judged): judged is Ready['judged'] => judged.listed !== undefined && judged.at !== undefined;

/** The rows that can be declared, each with its person and an id that follows from person, moment and commune. */
const readyOf = async (house: House, db: Db, judged: readonly Judged[]): Promise<Map<Judged, Ready>> => {
  const able = judged.filter(isReady);
  const matches = await matchMany(
    house,
    db,
    able.map(({ listed }) => listed),
  );
  return new Map(
    able.map((one, i) => {
      const match = certain(one.listed.who, matches[i]);
      const key = keyOf(one.listed);
      const id = idFrom(house.keys, 'import declaration', `${key}\n${one.at.toISOString()}`);
      return [one, { judged: one, match, id, person: match?.row.id ?? idFrom(house.keys, 'import declarant', key) }];
    }),
  );
};

const verdictOf = ({ row, values, notes }: Judged, rest: Partial<Verdict> & Pick<Verdict, 'fate'>): Verdict => ({
  row,
  values,
  applied: false,
  ...rest,
  problems: [...(rest.problems ?? []), ...(rest.fate === 'rejected' ? notes.wrong : notes.mended)],
});

const inputOf = ({ judged, match, id, person }: Ready): Prepared['input'] => {
  const { listed, at, answers } = judged;
  const { who, area } = listed;
  return {
    id,
    form: 'general',
    person: match ? { id: person } : { id: person, ...who, area },
    answers: answers.answers,
    area,
    hamlet: who.hamlet,
    address: who.address,
    at,
    // The paper was signed; whoever brings the list answers for it.
    certified: true,
  };
};

/** What makes it the same declaration: once recorded, the person is named by id and no longer by name. */
const saidOf = ({ judged: { listed, at, answers } }: Ready) => ({ at, area: listed.area, answers: answers.answers });

type Known = Awaited<ReturnType<typeof knownDeclarations>>;

/** What the flush will say of a declaration, as far as it can be told before. */
const foreseen = (ready: Ready, known: Known, run: Run): Pick<Verdict, 'fate' | 'problems'> => {
  const before = known.get(ready.id);
  if (before) {
    const isSame = before.byAccount === run.by && before.bodyHash.equals(saidHash(saidOf(ready)));
    return isSame ? { fate: 'same', problems: [] } : knownOtherwise;
  }
  const diedOn = ready.match?.row.diedOn;
  return diedOn && diedOn < dayOf(ready.judged.at)
    ? { fate: 'rejected', problems: [{ field: 'row', code: 'death.recorded' }] }
    : { fate: 'new', problems: [] };
};

const knownOtherwise: Pick<Verdict, 'fate' | 'problems'> = {
  fate: 'duplicate',
  problems: [{ field: 'row', code: 'declaration.known' }],
};

const fateOf = (outcome: Outcome | Problem): Pick<Verdict, 'fate' | 'applied' | 'problems'> => {
  if (!(outcome instanceof Problem))
    return { fate: outcome.status === 201 ? 'new' : 'same', applied: outcome.status === 201, problems: [] };
  const code = outcome.fields?.[0]?.code ?? outcome.code;
  if (outcome.code === 'record.conflict') return { ...knownOtherwise, applied: false };
  return { fate: 'rejected', applied: false, problems: [{ field: 'row', code }] };
};

/**
 * Past declarations go the way of every declaration: the same triage, the same flush, marked as declared on behalf. What is
 * older than its form looks back is kept and counted, and gives nobody work.
 */
export const declarationsList = (house: House, ingest = startIngest(house)): List => ({
  checker: (run) => {
    const rows = new Map<string, number>();
    return async (db, chunk) => {
      const judged = chunk.rows.map((row, i) => judge(row, chunk.lines[i] ?? 0, run));
      const ready = await readyOf(house, db, judged);
      const known = await knownDeclarations(
        db,
        [...ready.values()].map(({ id }) => id),
      );
      return judged.map((one): Verdict => {
        const declared = ready.get(one);
        if (!declared) return verdictOf(one, { fate: 'rejected' });
        const twin = rows.get(declared.id);
        if (twin !== undefined)
          return verdictOf(one, { fate: 'duplicate', problems: [{ field: 'row', code: 'row.twice', row: twin }] });
        rows.set(declared.id, one.row);
        return verdictOf(one, {
          ...foreseen(declared, known, run),
          ...(declared.match && { person: declared.person }),
        });
      });
    };
  },
  apply: async (db, chunk, run) => {
    const judged = chunk.rows.map((row, i) => judge(row, chunk.lines[i] ?? 0, run));
    const twins = new Map(
      chunk.verdicts.filter(({ fate }) => fate === 'duplicate').map((verdict) => [verdict.row, verdict]),
    );
    const ready = await readyOf(house, db, judged);
    const actor: Actor = {
      account: run.by,
      session: run.id,
      kind: 'officer',
      area: run.reading.within,
      roles: ['officer'],
      verbs: verbsOfRoles(['officer']),
      persons: [],
      name: run.byName,
    };
    const outcomes = new Map<Judged, Outcome>();
    const declare = async (one: Judged, declared: Ready): Promise<void> => {
      try {
        const input = inputOf(declared);
        const item = await prepare(house, input, saidOf(declared), { actor, now: run.now, requestId: run.id });
        const isPast = item.day < addDays(run.reading.today, -item.form.lookBackDays);
        outcomes.set(one, await ingest.add(isPast ? { ...item, isPast } : item));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        outcomes.set(one, error);
      }
    };
    await Promise.all([...ready].flatMap(([one, declared]) => (twins.has(one.row) ? [] : declare(one, declared))));
    return judged.map((one): Verdict => {
      const outcome = outcomes.get(one);
      const twin = twins.get(one.row);
      if (twin) return twin;
      if (!outcome) return verdictOf(one, { fate: 'rejected' });
      const person = outcome instanceof Problem ? undefined : outcome.declaration.person.id;
      return verdictOf(one, { ...fateOf(outcome), ...(person && { person }) });
    });
  },
});
