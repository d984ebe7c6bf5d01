import type { Handlers } from '../../core/api.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { accountNames, findKept, personBrief } from '../people/index.ts';
import { changesOf } from './changes.ts';
import type { cases } from './contract.ts';
import { type DeedRow, deedsOf } from './history-store.ts';
import * as store from './store.ts';

const caseDeed = (kind: DeedRow['kind'], row: store.CaseRow, at: Date, byAccount: string | null): DeedRow => ({
  kind,
  at,
  byAccount,
  level: null,
  count: 1,
  persons: [row.personId],
  name: null,
  sealed: null,
});
const caseDeeds = (row: store.CaseRow): DeedRow[] => [
  ...(row.revokedAt ? [caseDeed('revoked', row, row.revokedAt, row.revokedBy)] : []),
  caseDeed('opened', row, row.at, row.byAccount),
];

export const historyPart = (house: House): Pick<Handlers<typeof cases>, 'GET /cases/:id/history'> => ({
  'GET /cases/:id/history': async ({ params, actor, db, saw }) => {
    const row = (await store.findCase(db, params.id)) ?? fail('record.missing');
    mustBeAble(actor, 'case.read', row.area);
    const changes = await changesOf(house, db, row.id);
    // A revocation and a withdrawal stand as deeds of their own already; what was changed of the case itself does not.
    const corrections = changes.filter(({ kind }) => kind !== 'revoked' && kind !== 'withdrawn');
    const deeds = [
      ...caseDeeds(row),
      ...corrections.map(({ kind, at, byAccount }) => caseDeed(kind, row, at, byAccount)),
      ...(await deedsOf(db, row.id)),
    ].sort((a, b) => +b.at - +a.at);
    const changeOf = (deed: Pick<DeedRow, 'kind' | 'at' | 'byAccount'>) =>
      changes.find(({ kind, at, byAccount }) => kind === deed.kind && +at === +deed.at && byAccount === deed.byAccount);
    const persons = await findKept(db, [...new Set(deeds.flatMap((deed) => deed.persons))]);
    const names = await accountNames(
      house.database.door,
      deeds.map(({ byAccount }) => byAccount),
    );
    saw([...persons.values()].map(({ id }) => id));
    return deeds.map(({ kind, at, byAccount, level, count, persons: first, name, sealed }) => ({
      kind,
      at,
      by: (byAccount && names.get(byAccount)) ?? null,
      level,
      count,
      persons: first.flatMap((id) => {
        const person = persons.get(id);
        return person ? [personBrief(house.keys, person)] : [];
      }),
      note:
        name && sealed
          ? house.keys.open<{ note: string }>(name, sealed).note
          : (changeOf({ kind, at, byAccount })?.reason ?? null),
      changes: changeOf({ kind, at, byAccount })?.changes ?? [],
    }));
  },
});
