import { setTimeout as sleep } from 'node:timers/promises';
import type { AreaPath } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { fail } from '../../core/problem.ts';
import type { Encoding } from '../../core/sheet/read.ts';
import { mustFindArea } from '../areas/index.ts';
import { previewOf, readList, sealFile } from './file.ts';
import { recordList } from './recording.ts';
import { rejectedLines } from './rejected.ts';
import { type Counts, type Kind, type Mapping, missingFields } from './rules.ts';
import { startRunner } from './runner.ts';
import * as store from './store.ts';

/** Nobody's account: what an operator brings in was made by none. */
const nobody = { account: '00000000-0000-0000-0000-000000000000', name: 'lachan import' };

export type Asked = {
  kind: Kind;
  name: string;
  area: AreaPath;
  encoding?: Encoding;
  /** Instead of what the heads seem to say. */
  mapping?: Mapping;
  isApplied: boolean;
};
export type Imported = { id: string; state: string; rows: number; counts: Counts; mapping: Mapping; rejected: string };

/** A list from the operator's own machine, on the way that every list goes; a running server may take a part in it. */
export const importList = async (house: House, file: Buffer, asked: Asked): Promise<Imported> => {
  const { keys, database, clock } = house;
  const [id, unit] = [newId(), await mustFindArea(house, asked.area)];
  if (asked.area === '') fail('area.unknown', [{ path: 'area', code: 'area.unknown' }]);
  const found = previewOf(asked.kind, await readList(file, asked.encoding));
  const preview = { ...found, mapping: asked.mapping ?? found.mapping };
  const missing = missingFields(asked.kind, preview.mapping);
  if (missing.length > 0)
    fail(
      'sheet.column_missing',
      missing.map((field) => ({ path: field, code: field })),
    );
  const pieces = await sealFile(keys, id, file);
  const within = <T>(work: (db: Db) => Promise<T>): Promise<T> => database.within({ role: 'owner' }, work);
  const { kind, name } = asked;
  await within((db) => recordList(house, db, { id, kind, name, unit, by: nobody, now: clock.now(), preview, pieces }));
  const runner = startRunner(house);
  const advance = async (change: Partial<store.ImportRow>): Promise<store.ImportRow> => {
    await within((db) => store.saveImport(db, id, { ...change, done: 0, counts: {}, changedAt: clock.now() }));
    for (;;) {
      await runner.job.run(clock.now());
      const row = (await within((db) => store.findImport(db, id))) ?? fail('record.missing');
      if (row.state !== 'checking' && row.state !== 'applying') return row;
      await sleep(200);
    }
  };
  const checked = await advance({ state: 'checking' });
  const row = asked.isApplied && checked.state === 'checked' ? await advance({ state: 'applying' }) : checked;
  const lines = await Array.fromAsync(rejectedLines({ house, within, row, language: 'vi' }));
  return {
    id,
    state: row.state,
    rows: row.rowCount,
    counts: row.counts,
    mapping: preview.mapping,
    rejected: lines.join(''),
  };
};
