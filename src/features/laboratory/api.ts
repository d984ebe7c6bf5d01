import { handlers } from '../../core/api.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { areaTree } from '../areas/index.ts';
import { findBriefs } from '../people/index.ts';
import { laboratory } from './contract.ts';
import { matchRows } from './matching.ts';
import { readResults } from './reading.ts';
import { sameIllnessDays } from './rules.ts';
import * as store from './store.ts';

/** So many matched rows are shown; all are counted, and all are written. */
const mostShown = 1000;

export const laboratoryApi = (house: House) =>
  handlers(laboratory, {
    'POST /tests/import': async ({ query, body, actor, now, settle }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'test.write', area);
      const list = await readResults(body, now);
      return settle(async ({ db, saw, note }) => {
        const { matched, known, rejected, doubtful } = await matchRows(house, db, list.read, area, now);
        if (query.mode === 'apply' && matched.length > 0)
          await store.saveResults(
            db,
            matched.map(({ of: { result, resultAt = now }, sample }) => ({
              personId: sample.personId,
              id: sample.id,
              result,
              resultAt,
            })),
            actor.account,
          );
        saw([...matched, ...doubtful].map(({ person }) => person.id));
        const refused = [...list.rejected, ...rejected].toSorted((one, other) => one.row - other.row);
        const positive = matched.filter(({ of }) => of.result === 'positive').length;
        const counts = { rows: list.rows, accepted: matched.length + known.length, positive, known: known.length };
        note({ id: query.id, mode: query.mode, ...counts });
        return {
          ...counts,
          matched: matched.slice(0, mostShown).map(({ of: { row, result }, sample, person, by }) => ({
            row,
            test: sample.id,
            person,
            sampledAt: sample.sampledAt,
            result,
            by,
          })),
          doubtful: doubtful
            .slice(0, mostShown)
            .map(({ of: { row, fullName = '', result, resultAt = now }, sample, person }) => ({
              row,
              name: fullName,
              test: sample.id,
              person,
              sampledAt: sample.sampledAt,
              result,
              resultAt,
            })),
          rejected: refused.map(({ row, field, code }) => ({ row, field, code })),
          left: { header: list.header, rows: refused.map(({ row, cells }) => ({ row, cells })) },
        };
      });
    },

    'GET /tests/positives': async ({ query, actor, db, saw }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'test.read', area);
      const { limit, after } = query;
      const asked = { area, after: positionOf(after), limit: limit + 1, days: sameIllnessDays };
      const rows = await store.listPositives(db, asked);
      const page = rows.slice(0, limit);
      const persons = await findBriefs(
        house,
        db,
        page.map(({ personId }) => personId),
      );
      const tree = await areaTree(house);
      saw(page.map(({ personId }) => personId));
      const last = page.at(-1);
      return {
        items: page.flatMap(({ personId, id, sampledAt, resultAt, method, lab, area: at }) => {
          const person = persons.get(personId);
          const areaName = tree.find(at)?.name ?? '';
          return person ? [{ id, person, area: at, areaName, sampledAt, resultAt, method, lab }] : [];
        }),
        next: rows.length > limit && last ? cursorOf({ at: last.resultAt, id: last.id }) : null,
      };
    },
  });
