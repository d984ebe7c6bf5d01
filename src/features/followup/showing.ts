import type { Db, Pool } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { areaTree } from '../areas/index.ts';
import { findCases } from '../cases/index.ts';
import { classUntil } from '../cases/rules.ts';
import { findKept, openWho, personBrief } from '../people/index.ts';
import { isOverdue, toldAbove } from './rules.ts';
import type { TaskRow } from './task-store.ts';

/**
 * Work that the belt has let through. Of a case a commune elsewhere learns the code, never whose it is; `trace` sees the cases wherever
 * they lie, and a record merged from another commune.
 */
export const showTasks = async (house: House, trace: Db | Pool, rows: readonly TaskRow[], now: Date) => {
  const persons = await findKept(
    trace,
    rows.map(({ personId }) => personId),
  );
  const cases = await findCases(trace, [...new Set(rows.map(({ caseId }) => caseId))]);
  const tree = await areaTree(house);
  return rows.flatMap((row) => {
    const person = persons.get(row.personId);
    const found = cases.get(row.caseId);
    if (!person || !found) return [];
    const { phone = null, address = null } = openWho(house.keys, person);
    return [
      {
        person: personBrief(house.keys, person),
        case: row.caseId,
        caseCode: found.code,
        level: row.level,
        state: row.state,
        area: row.area,
        areaName: tree.find(row.area)?.name ?? '',
        address,
        risk: row.risk,
        dueAt: row.dueAt,
        overdue: row.state !== 'closed' && isOverdue(row.dueAt, now),
        escalatedAt: toldAbove(row),
        lastContactAt: row.lastContactAt,
        until: row.lastContactAt && classUntil(row.level, row.lastContactAt.getTime()),
        isolatedAt: row.isolatedAt,
        phone,
        fromElsewhere: found.area !== row.area,
        changedAt: row.changedAt,
        ended: row.ended,
      },
    ];
  });
};
