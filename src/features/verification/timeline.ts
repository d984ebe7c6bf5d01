import type { AreaPath } from '../../core/area.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { fail } from '../../core/problem.ts';
import { areaName } from '../areas/index.ts';
import { accountNames, findKept, idsOf, listHealth, openHealth } from '../people/index.ts';
import { listDeclared } from './list-store.ts';
import { listEvents } from './store.ts';
import { listPersonTests } from './test-store.ts';
import { correctionsOf } from './tests.ts';

type Kind =
  | 'declaration'
  | 'attempt'
  | 'verification'
  | 'medical_check'
  | 'test'
  | 'health'
  | 'transfer'
  | 'taken'
  | 'closure'
  | 'correction';
type Entry = {
  kind: Kind;
  id: string;
  at: Date;
  storedAt: Date;
  by: string | null;
  area: AreaPath | null;
  detail: Record<string, unknown>;
};

/** Everything known to have happened with a person, as far as the actor may see it, the oldest first. */
export const timeline = async (house: House, db: Db, personId: string) => {
  const person = (await findKept(db, [personId])).get(personId) ?? fail('record.missing');
  const ids = idsOf(person);
  const [declared, events, tests, health] = await Promise.all([
    listDeclared(db, ids),
    listEvents(db, ids),
    listPersonTests(db, ids),
    listHealth(db, ids),
  ]);
  const opened = (id: string, sealed: Buffer | null) =>
    sealed ? house.keys.open<Record<string, unknown>>(`event ${id}`, sealed) : {};
  const entries: Entry[] = [
    ...declared.map(
      ({ id, at, storedAt, byAccount, area, ...detail }): Entry => ({
        kind: 'declaration',
        id,
        at,
        storedAt,
        by: byAccount,
        area,
        detail,
      }),
    ),
    ...events.map(({ kind, id, at, storedAt, byAccount, area, sealed, code, declarationId }): Entry => {
      const [channel, outcome] = kind === 'attempt' ? (code ?? '').split(':') : [];
      const detail = {
        declaration: declarationId,
        ...(channel ? { channel, outcome } : { code }),
        ...opened(id, sealed),
      };
      return { kind, id, at, storedAt, by: byAccount, area, detail };
    }),
    ...tests.map(
      (test): Entry => ({
        kind: 'test',
        id: test.id,
        at: test.sampledAt,
        storedAt: test.storedAt,
        by: test.byAccount,
        area: test.area,
        detail: {
          method: test.method,
          lab: test.lab,
          result: test.result,
          resultAt: test.resultAt?.toISOString() ?? null,
          corrections: correctionsOf(house, test).map(({ result, correctedAt, reason }) => ({
            result,
            correctedAt,
            reason,
          })),
        },
      }),
    ),
    ...health.map((row): Entry => {
      const { status, source, note } = openHealth(house.keys, row, null);
      return {
        kind: 'health',
        id: row.id,
        at: row.at,
        storedAt: row.storedAt,
        by: row.byAccount,
        area: null,
        detail: { status, previous: row.previous, source, note },
      };
    }),
  ];
  const names = await accountNames(
    house.database.door,
    entries.map(({ by }) => by),
  );
  const units = new Map<AreaPath, string>();
  for (const { area } of entries) if (area !== null && !units.has(area)) units.set(area, await areaName(house, area));
  return entries
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.storedAt.getTime() - b.storedAt.getTime())
    .map(({ by, area, ...entry }) => ({
      ...entry,
      // A citizen's account has no name.
      by: (by && names.get(by)) || null,
      unit: area === null ? null : (units.get(area) ?? null),
    }));
};
