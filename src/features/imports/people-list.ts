import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { changePersons, insertPersons, type Listed, type Match, matchMany } from '../people/index.ts';
import { compare, merged, twinFinder } from './compare.ts';
import { idFrom } from './ids.ts';
import { type JudgedPerson, judgePerson, type Remark, type Verdict } from './judge.ts';
import type { Chunk, List, Run } from './list.ts';

type Decided = { judged: JudgedPerson; match: Match | undefined; verdict: Verdict };

const decide = (
  { row, listed, values, notes }: JudgedPerson,
  match: Match | undefined,
  twin: Remark | undefined,
  replaces: boolean,
): Verdict => {
  const base = { row, values, applied: false };
  if (!listed) return { ...base, fate: 'rejected', problems: notes.wrong };
  if (twin) return { ...base, fate: 'duplicate', problems: [twin, ...notes.mended] };
  if (!match) return { ...base, fate: 'new', problems: notes.mended };
  const { fate, problems } = compare(listed.who, match, replaces);
  const person = fate === 'new' ? undefined : match.row.id;
  return { ...base, fate, ...(person && { person }), problems: [...problems, ...notes.mended] };
};

const decideAll = async (
  house: House,
  db: Db,
  chunk: Chunk,
  run: Run,
  twinOf: (judged: JudgedPerson) => Remark | undefined,
) => {
  const judged = chunk.rows.map((cells, i) => judgePerson(cells, chunk.lines[i] ?? 0, run.reading));
  const listed = judged.filter((one): one is JudgedPerson & { listed: Listed } => one.listed !== undefined);
  const found = await matchMany(
    house,
    db,
    listed.map((one) => one.listed),
    run.made,
  );
  const matches = new Map(listed.map((one, i) => [one as JudgedPerson, found[i]]));
  return judged.map((one): Decided => {
    const match = matches.get(one);
    return { judged: one, match, verdict: decide(one, match, one.listed && twinOf(one), run.replaces) };
  });
};

/** The remark of an earlier check, by which a row stays a repetition when it is applied. */
const twinCodes = ['row.twice', 'row.namesake'];

/**
 * Who of a list is known, and what the rows would do. Applied, a chunk is judged once more against the records of that moment,
 * so that what was recorded meanwhile is not recorded twice.
 */
export const peopleList = (house: House): List => ({
  checker: (run) => {
    const findTwin = twinFinder();
    return async (db, chunk) => {
      const decided = await decideAll(house, db, chunk, run, ({ row, listed }) => {
        const twin = listed && findTwin(row, listed);
        return twin && { field: 'row', code: twin.by === 'number' ? 'row.twice' : 'row.namesake', row: twin.row };
      });
      return decided.map(({ verdict }) => verdict);
    };
  },
  apply: async (db, chunk, run) => {
    const twins = new Map(
      chunk.verdicts.flatMap(({ row, problems }) => {
        const twin = problems.find(({ code }) => twinCodes.includes(code));
        return twin ? [[row, twin] as const] : [];
      }),
    );
    const decided = await decideAll(house, db, chunk, run, ({ row }) => twins.get(row));
    const isAdded = ({ verdict: { fate, problems } }: Decided): boolean =>
      fate === 'new' ||
      (fate === 'duplicate' && run.addsDuplicates && problems.some(({ code }) => /\.namesake$/.test(code)));
    const made = decided.flatMap((one) => {
      const { listed, row } = one.judged;
      return listed && isAdded(one)
        ? [{ ...listed, row, id: idFrom(house.keys, 'import person', `${run.id} ${row}`) }]
        : [];
    });
    await insertPersons(house, db, made, { by: run.by, at: run.now });
    const changed = new Map(
      decided.flatMap(({ verdict, judged, match }) =>
        verdict.fate === 'changed' && match && judged.listed ? [[match.row.id, judged.listed.who] as const] : [],
      ),
    );
    await changePersons(
      house,
      db,
      [...changed.keys()],
      (id, now) => merged(changed.get(id) ?? now, now, run.replaces),
      run.now,
    );
    const ids = new Map(made.map(({ row, id }) => [row, id]));
    return decided.map(({ verdict }): Verdict => {
      const id = ids.get(verdict.row);
      if (id) return { ...verdict, fate: 'new', person: id, applied: true };
      return { ...verdict, applied: verdict.fate === 'changed' };
    });
  },
});
