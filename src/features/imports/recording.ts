import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import type { AreaUnit } from '../areas/index.ts';
import { type previewOf, sealImport } from './file.ts';
import type { Kind } from './rules.ts';
import * as store from './store.ts';

type New = {
  id: string;
  kind: Kind;
  name: string;
  /** A list of one commune needs not name it in its rows. */
  unit: AreaUnit;
  by: { account: string; name: string };
  now: Date;
  preview: ReturnType<typeof previewOf>;
  pieces: readonly Buffer[];
};

/** Keeps a list that was sent, with what its columns seem to be; nobody looks into its rows yet. */
export const recordList = async (
  house: House,
  db: Db,
  { id, kind, name, unit, by, now, preview, pieces }: New,
): Promise<void> => {
  const { header, sample, mapping, dateOrder, declaredOrder } = preview;
  await store.insertImport(db, {
    id,
    kind,
    area: unit.path,
    defaultArea: unit.level === 'commune' ? unit.path : null,
    state: 'uploaded',
    encoding: preview.encoding,
    sealed: sealImport(house.keys, id, {
      name,
      header,
      sample,
      mapping,
      dateOrder,
      declaredOrder,
      existing: 'fill',
      addDuplicates: false,
    }),
    rowCount: preview.rows,
    done: 0,
    counts: {},
    byAccount: by.account,
    byName: by.name,
    at: now,
    changedAt: now,
    checkedAt: null,
    appliedAt: null,
    emptiedAt: null,
    problem: null,
  });
  await store.insertPieces(db, id, unit.path, pieces);
};
