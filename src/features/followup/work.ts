import type { Handlers } from '../../core/api.ts';
import { levelDepth } from '../../core/area.ts';
import { decodeCursor, encodeCursor, isUuid, timeOf, wrongCursor } from '../../core/cursor.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { areaTree, mustFindArea } from '../areas/index.ts';
import { reclassify } from '../cases/index.ts';
import { accountNames, mustBePast, personIds } from '../people/index.ts';
import type { followup } from './contract.ts';
import { dueAfter, isolationAfter } from './rules.ts';
import { showTasks } from './showing.ts';
import * as store from './task-store.ts';

type Own = 'GET /contacts' | 'GET /contacts/summary' | 'POST /cases/:id/assignments' | 'GET /cases/:id/assignments';

const placeOf = (after: string | undefined): store.Place | undefined => {
  const values = decodeCursor(after, 3);
  if (!values) return undefined;
  const [at, person, caseId] = [timeOf(values[0]), values[1], values[2]];
  return at && isUuid(person) && isUuid(caseId) ? { at, person, case: caseId } : wrongCursor();
};

const nextOf = (row: store.TaskRow | undefined): string | null => {
  const at = row && (row.state === 'closed' ? row.changedAt : row.dueAt);
  return row && at ? encodeCursor([at.getTime(), row.personId, row.caseId]) : null;
};

const openNote = (house: House, { id, sealed }: store.MoveRow): string | null =>
  sealed ? house.keys.open<{ note: string }>(`contact move ${id}`, sealed).note : null;

export const workPart = (house: House): Pick<Handlers<typeof followup>, Own> => ({
  'GET /contacts': async ({ query, actor, db, now, saw }) => {
    const area = query.area ?? actor.area;
    mustBeAble(actor, 'contact.work', area);
    const { limit, after, state, overdue } = query;
    const asked = { area, now, ...(state && { state }), ...(overdue !== undefined && { overdue }) };
    const rows = await store.listTasks(db, asked, placeOf(after), limit + 1);
    const page = rows.slice(0, limit);
    saw(page.map(({ personId }) => personId));
    return {
      items: await showTasks(house, house.database.pools.trace, page, now),
      next: rows.length > limit ? nextOf(page.at(-1)) : null,
    };
  },

  'GET /contacts/summary': async ({ query, actor, db, now }) => {
    const area = query.area ?? actor.area;
    mustBeAble(actor, 'contact.work', area);
    const unit = await mustFindArea(house, area);
    const children = (await areaTree(house)).childrenOf(unit.path);
    const shown = children.length > 0 ? children : [unit];
    const depth = levelDepth((shown[0] ?? unit).path);
    const counts = new Map((await store.countTasks(db, unit.path, depth, now)).map((row) => [row.child, row]));
    return shown.map(({ path, name }) => {
      const { open = 0, toCall = 0, overdue = 0 } = counts.get(path) ?? {};
      return { area: path, name, open, toCall, overdue };
    });
  },

  'POST /cases/:id/assignments': async ({ params, body, actor, db, now, saw }) => {
    const task = (await store.lockTask(db, params.id, await personIds(db, body.person))) ?? fail('record.missing');
    mustBeAble(actor, 'contact.work', task.area);
    const { id, state, at = now, note } = body;
    mustBePast(at, now, 'at');
    if (body.previous !== undefined && body.previous !== task.state)
      fail('work.acted', undefined, { state: task.state });
    const lastContact = task.lastContactAt ?? task.assignedAt;
    const next = {
      state,
      dueAt: dueAfter({ from: task.state, to: state, level: task.level, at, lastContact }),
      isolatedAt: isolationAfter(state, at, task.isolatedAt),
      changedAt: now,
    };
    await store.saveMove(db, task, { ...next, byAccount: actor.account });
    await store.insertMove(db, {
      personId: task.personId,
      id,
      caseId: task.caseId,
      area: task.area,
      state,
      previous: task.state,
      at,
      storedAt: now,
      byAccount: actor.account,
      sealed: note ? house.keys.seal(`contact move ${id}`, { note }) : null,
    });
    // Whom an F1 can have infected ends with its isolation.
    if (next.isolatedAt?.getTime() !== task.isolatedAt?.getTime())
      await reclassify(db, [task.personId], { now, account: actor.account, reason: 'contact.isolated' });
    saw([task.personId]);
    const [shown] = await showTasks(house, db, [{ ...task, ...next, ended: null }], now);
    return shown ?? fail('record.missing');
  },

  'GET /cases/:id/assignments': async ({ params, query, actor, db, saw }) => {
    const ids = await personIds(db, query.person);
    const task = (await store.findTask(db, params.id, ids)) ?? fail('record.missing');
    mustBeAble(actor, 'contact.work', task.area);
    const rows = await store.movesOf(db, params.id, ids);
    const names = await accountNames(
      house.database.door,
      rows.map(({ byAccount }) => byAccount),
    );
    saw([query.person]);
    return rows.map((row) => ({
      id: row.id,
      state: row.state,
      previous: row.previous,
      at: row.at,
      by: names.get(row.byAccount) ?? null,
      note: openNote(house, row),
    }));
  },
});
