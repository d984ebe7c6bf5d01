import type { Handlers } from '../../core/api.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { accountNames, findKept, personBrief } from '../people/index.ts';
import { changesOf } from './changes.ts';
import type { cases } from './contract.ts';
import { type DeedRow, deedsOf } from './history-store.ts';
import * as store from './store.ts';

type Change = Awaited<ReturnType<typeof changesOf>>[number];
type Entry = DeedRow & { change?: Change | undefined };

const caseDeed = (
  row: store.CaseRow,
  { kind, at, byAccount }: Pick<DeedRow, 'kind' | 'at' | 'byAccount'>,
  change?: Change,
): Entry => ({
  kind,
  at,
  byAccount,
  change,
  level: null,
  count: 1,
  persons: [row.personId],
  name: null,
  sealed: null,
});

/** What was done with the case itself. One that was revoked before its changes were kept has that in its row alone. */
const caseDeeds = (row: store.CaseRow, changes: readonly Change[]): Entry[] => {
  const { at, byAccount, revokedAt, revokedBy } = row;
  const isKept = changes.some(({ kind }) => kind === 'revoked');
  return [
    caseDeed(row, { kind: 'opened', at, byAccount }),
    ...(revokedAt && !isKept ? [caseDeed(row, { kind: 'revoked', at: revokedAt, byAccount: revokedBy })] : []),
    ...changes.flatMap((change) => (change.kind === 'withdrawn' ? [] : [caseDeed(row, change, change)])),
  ];
};

export const historyPart = (house: House): Pick<Handlers<typeof cases>, 'GET /cases/:id/history'> => ({
  'GET /cases/:id/history': async ({ params, actor, db, saw }) => {
    const row = (await store.findCase(db, params.id)) ?? fail('record.missing');
    mustBeAble(actor, 'case.read', row.area);
    const changes = await changesOf(house, db, row.id);
    const withdrawals = changes.filter(({ kind }) => kind === 'withdrawn');
    const deeds = [
      ...caseDeeds(row, changes),
      ...(await deedsOf(db, row.id)).map(
        (deed): Entry => ({
          ...deed,
          ...(deed.kind === 'withdrawn' && {
            change: withdrawals.find(({ at, byAccount }) => +at === +deed.at && byAccount === deed.byAccount),
          }),
        }),
      ),
    ].sort((a, b) => +b.at - +a.at);
    const persons = await findKept(db, [...new Set(deeds.flatMap((deed) => deed.persons))]);
    const names = await accountNames(
      house.database.door,
      deeds.map(({ byAccount }) => byAccount),
    );
    saw([...persons.values()].map(({ id }) => id));
    return deeds.map(({ kind, at, byAccount, level, count, persons: first, name, sealed, change }) => ({
      kind,
      at,
      by: (byAccount && names.get(byAccount)) ?? null,
      level,
      count,
      persons: first.flatMap((id) => {
        const person = persons.get(id);
        return person ? [personBrief(house.keys, person)] : [];
      }),
      note: name && sealed ? house.keys.open<{ note: string }>(name, sealed).note : (change?.reason ?? null),
      changes: change?.changes ?? [],
    }));
  },
});
