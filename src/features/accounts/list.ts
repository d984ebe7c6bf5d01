import type { Handlers } from '../../core/api.ts';
import type { AreaPath } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import type { House } from '../../core/house.ts';
import type { Actor } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { readSheet } from '../../core/sheet/read.ts';
import { areaTree, mustFindArea } from '../areas/index.ts';
import type { accounts } from './contract.ts';
import {
  columnsOf,
  type ListRow,
  missingColumns,
  type Read,
  type Rejected,
  readRows,
  unitFinder,
  withoutDoubles,
} from './list-rows.ts';
import { freeLogin, makeOfficers, takenFor } from './making.ts';
import { mayManage, mustManage } from './officers.ts';
import * as store from './store.ts';

/** Officers in one list: more than a district has stations. */
const mostRows = 500;
const mostColumns = 50;

type List = { read: Read[]; wanted: ListRow[] };

/** The rows of the file, each by itself; a file that is no table, or lacks a column, is refused whole. */
const readList = async (house: House, actor: Actor, file: Buffer, area: AreaPath): Promise<List> => {
  const sheet = await readSheet(file, { maxRows: mostRows, maxColumns: mostColumns });
  const missing = missingColumns(columnsOf(sheet.header));
  if (missing.length > 0)
    fail(
      'sheet.column_missing',
      missing.map((path) => ({ path, code: 'field.missing' })),
    );
  const tree = await areaTree(house);
  const near = [actor.area, area]
    .flatMap((path) => [tree.find(path) ?? [], ...tree.childrenOf(path)].flat())
    .filter(({ path }) => mayManage(actor, path));
  const findUnit = unitFinder(tree, [...new Set(near)], (path) => mayManage(actor, path));
  const read = readRows(sheet, { findUnit, area, granter: actor.roles });
  return { read, wanted: read.flatMap(({ cells }) => cells ?? []) };
};

type Judged = { officers: store.NewOfficer[]; rejected: Rejected[] };

/** The rows against each other and against the accounts there are now. */
const judgeList = async (house: House, { read, wanted }: List, now: Date): Promise<Judged> => {
  const tree = await areaTree(house);
  const taken = await takenFor(house, tree, wanted);
  const names = await store.namesAt(house.database.door, [...new Set(wanted.map((row) => row.area))]);
  const { accepted, rejected } = withoutDoubles(wanted, { taken, names });
  // The logins that officers chose come before those made from names.
  const used = new Set([...taken, ...accepted.flatMap(({ login }) => login ?? [])]);
  const named = accepted.map((row) => ({ ...row, login: row.login ?? freeLogin(tree, row, used) }));
  const faults: Rejected[] = [
    ...read.flatMap(({ wrong }) => wrong),
    ...rejected,
    ...named.flatMap(({ row, login }) => (login ? [] : [{ row, field: 'login' as const, code: 'login.taken' }])),
  ];
  return {
    officers: named.flatMap(({ area, name, roles, login }) =>
      login ? [{ id: newId(now.getTime()), area, name, roles, login }] : [],
    ),
    rejected: faults.sort((a, b) => a.row - b.row),
  };
};

/** Accounts from a spreadsheet: read outside of a transaction, made within one. */
export const listApi = (house: House) =>
  ({
    'POST /accounts/list': async ({ query, body, actor, now, settle }) => {
      const area = query.area ?? actor.area;
      mustManage(actor, area);
      await mustFindArea(house, area);
      const list = await readList(house, actor, body, area);
      const rows = list.read.length;
      const verdictOf = ({ officers, rejected }: Judged) => ({ rows, accepted: officers.length, rejected });
      if (query.mode === 'check') return { ...verdictOf(await judgeList(house, list, now)), accounts: [] };
      return settle(async ({ db, note }) => {
        // Here, so that a second try sees the logins that somebody else's list took at the same moment.
        const judged = await judgeList(house, list, now);
        const made = await makeOfficers(db, house, judged.officers, { now, by: actor.account });
        note({ id: query.id, accounts: made.map(({ id }) => id), rejected: judged.rejected.length });
        return { ...verdictOf(judged), accounts: made };
      });
    },
  }) satisfies Partial<Handlers<typeof accounts>>;
