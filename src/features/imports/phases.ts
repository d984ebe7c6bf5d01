import { writeAudit } from '../../core/audit.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { fail } from '../../core/problem.ts';
import type { Sheet } from '../../core/sheet/read.ts';
import { declarationsList } from './declarations-list.ts';
import {
  openContent,
  openFile,
  openImport,
  openVerdicts,
  readList,
  sealContent,
  sealImport,
  sealVerdicts,
} from './file.ts';
import { type Chunk, chunkSize, type List } from './list.ts';
import { peopleList } from './people-list.ts';
import type { Counts } from './rules.ts';
import { countsOf, madeBy, runOf, sum } from './run.ts';
import * as store from './store.ts';

/** A chunk takes well under a second: who has not been heard of for so long is gone. */
const leaseMs = 60_000;
export const leaseFrom = (now: Date): Date => new Date(now.getTime() + leaseMs);

type Phase = (row: store.ImportRow, runner: string) => Promise<void>;
/** After each chunk but the last of a list of so many rows; answers whether the next one is taken. */
type Between = (rows: number) => Promise<boolean>;

/** The two ways through a list, chunk by chunk: its rows are judged, and later recorded as they were judged. */
export const phases = (house: House, between: Between): Record<'checking' | 'applying', Phase> => {
  const { keys, database, clock } = house;
  const lists: Record<store.ImportRow['kind'], List> = {
    people: peopleList(house),
    declarations: declarationsList(house),
  };

  /**
   * One chunk in one transaction under the scope of the list's area. Nothing is done when the list was cancelled, or passed to
   * another server; answers whether rows are left.
   */
  const step = (
    { id, area, state: phase }: store.ImportRow,
    runner: string,
    work: (db: Db, held: store.ImportRow) => Promise<{ rows: number; counts: Counts; isLast: boolean }>,
  ): Promise<boolean> =>
    database.within({ role: 'app', area, account: runner }, async (db) => {
      const held = await store.lockImport(db, id);
      if (held?.runner !== runner || held.state !== phase) return false;
      const { rows, counts, isLast } = await work(db, held);
      const now = clock.now();
      const ended = phase === 'checking' ? { state: 'checked', checkedAt: now } : { state: 'applied', appliedAt: now };
      await store.saveImport(db, id, {
        done: held.done + rows,
        counts: sum(held.counts, counts),
        leaseUntil: leaseFrom(now),
        ...(isLast && { ...(ended as Partial<store.ImportRow>), changedAt: now, problem: null }),
      });
      return !isLast;
    });

  const readWhole = async (row: store.ImportRow): Promise<Sheet> => {
    const pieces = await database.within({ role: 'app', area: row.area, account: row.byAccount }, (db) =>
      store.findPieces(db, row.id),
    );
    return readList(await openFile(keys, row.id, pieces), row.encoding);
  };

  /** From the first row on, also after a crash: it writes nothing but verdicts. */
  const check: Phase = async (row, runner) => {
    const sheet = await readWhole(row);
    const run = await runOf(house, row, clock.now());
    const judge = lists[row.kind].checker(run);
    // Reading took a while: the list may have been stopped and begun again with other columns, here or on another server.
    const isHeld = await database.within({ role: 'owner' }, async (db) => {
      const held = await store.lockImport(db, row.id);
      if (held?.runner !== runner || held.state !== 'checking') return false;
      await store.dropChunks(db, row.id);
      await store.saveImport(db, row.id, {
        done: 0,
        counts: {},
        rowCount: sheet.rows.length,
        sealed: sealImport(keys, row.id, { ...openImport(keys, held), header: sheet.header }),
        leaseUntil: leaseFrom(clock.now()),
      });
      return true;
    });
    if (!isHeld) return;
    for (let number = 0; ; number += 1) {
      const from = number * chunkSize;
      const content = {
        rows: sheet.rows.slice(from, from + chunkSize),
        lines: sheet.lines.slice(from, from + chunkSize),
      };
      const isMore = await step(row, runner, async (db) => {
        const verdicts = await judge(db, { ...content, verdicts: [] });
        const fates = countsOf(verdicts);
        await store.saveChunk(db, row.id, row.area, {
          number,
          fates,
          content: sealContent(keys, row.id, number, content),
          verdicts: sealVerdicts(keys, row.id, number, verdicts),
        });
        return { rows: verdicts.length, counts: fates, isLast: from + chunkSize >= sheet.rows.length };
      });
      if (!isMore || !(await between(sheet.rows.length))) return;
    }
  };

  /** Whom the chunks before one have recorded: asked once, when a list goes on after a crash. */
  const madeBefore = (row: store.ImportRow): Promise<string[]> =>
    database.within({ role: 'app', area: row.area, account: row.byAccount }, async (db) => {
      const chunks = row.done === 0 ? [] : await store.chunksBefore(db, row.id, Math.floor(row.done / chunkSize));
      return chunks.flatMap((chunk) => madeBy(openVerdicts(keys, row.id, chunk)));
    });

  /** From the chunk that comes after the rows done. */
  const apply: Phase = async (row, runner) => {
    const run = await runOf(house, row, clock.now());
    for (const id of await madeBefore(row)) run.made.add(id);
    for (;;) {
      const isMore = await step(row, runner, async (db, held) => {
        const number = Math.floor(held.done / chunkSize);
        // Without its verdicts a chunk cannot be recorded, and without its rows the list is not done.
        const chunk = (await store.findChunk(db, row.id, number)) ?? fail('import.unchecked');
        const content: Chunk = { ...openContent(keys, row.id, chunk), verdicts: openVerdicts(keys, row.id, chunk) };
        const now = clock.now();
        const verdicts = await lists[row.kind].apply(db, content, { ...run, now });
        for (const id of madeBy(verdicts)) run.made.add(id);
        const fates = countsOf(verdicts);
        await store.settleChunk(db, row.id, number, {
          fates,
          verdicts: sealVerdicts(keys, row.id, number, verdicts),
          at: now,
        });
        await writeAudit(db, {
          at: now,
          account: row.byAccount,
          area: row.area,
          verb: 'import.write',
          route: 'POST /imports/:id/apply',
          outcome: 'done',
          persons: [...new Set(verdicts.flatMap(({ person, applied }) => (person && applied ? [person] : [])))],
          requestId: row.id,
          detail: { import: row.id, chunk: number, ...fates },
        });
        return { rows: verdicts.length, counts: fates, isLast: held.done + verdicts.length >= held.rowCount };
      });
      if (!isMore || !(await between(row.rowCount))) return;
    }
  };

  return { checking: check, applying: apply };
};
