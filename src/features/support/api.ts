import { handlers } from '../../core/api.ts';
import type { AreaPath } from '../../core/area.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { fail, Problem } from '../../core/problem.ts';
import { spend } from '../accounts/index.ts';
import { areaName, mustFindArea, stationName, technicalFocalPoint } from '../areas/index.ts';
import { sendMessage, withoutMarks } from '../messages/index.ts';
import { accountNames } from '../people/index.ts';
import { support } from './contract.ts';
import { areaOfReport, reportBudgets, stateOf, tellingBudget } from './rules.ts';
import * as store from './store.ts';

type Said = { text: string; page: string | null; contact: string | null };

export const supportApi = (house: House) => {
  const office = async (area: AreaPath) => stationName(await mustFindArea(house, area));

  /** A message without anything of the report: whoever answers opens the queue. False when nobody was told. */
  const tell = async (db: Db, report: AreaPath, now: Date): Promise<AreaPath | null> => {
    const focal = await technicalFocalPoint(house, report);
    if (!focal) return null;
    const isWithinBudget = await spend(db, [tellingBudget(focal.id)], now).then(
      () => true,
      (error) => {
        if (error instanceof Problem && error.code === 'budget.spent') return false;
        throw error;
      },
    );
    if (isWithinBudget) {
      const text = `La Chan: co bao loi, gop y moi tai ${withoutMarks(await areaName(house, report))}. Mo ban lam viec, muc Gop y, bao loi de tra loi.`;
      await sendMessage(db, house, { to: focal.phone, channel: 'sms', purpose: 'problem', text });
    }
    return focal.area;
  };

  /**
   * Reports with their answers, in the same order. Officers' names come by the door: the one who answers may sit above. A
   * citizen is answered by an office, not by a name.
   */
  const withAnswers = async (db: Db, rows: readonly store.ReportRow[], { isOwn }: { isOwn: boolean }) => {
    const answers = Map.groupBy(await store.answersTo(db, rows), ({ reportId }) => reportId);
    const officers = rows.flatMap(({ asKind, reporter }) => (asKind === 'citizen' ? [] : [reporter]));
    const answering = [...answers.values()].flat().map(({ byAccount }) => byAccount);
    const names = await accountNames(house.database.door, [...officers, ...answering]);
    return Promise.all(
      rows.map(async (row) => {
        const { text, page, contact } = house.keys.open<Said>(`problem ${row.id}`, row.sealed);
        return {
          own: {
            id: row.id,
            at: row.at,
            text,
            page,
            told: row.toldArea === null ? null : await office(row.toldArea),
            state: stateOf(row),
            answers: (answers.get(row.id) ?? []).map((answer) => ({
              text: house.keys.open<{ text: string }>(`problem answer ${answer.id}`, answer.sealed).text,
              at: answer.at,
              by: isOwn && row.asKind === 'citizen' ? null : (names.get(answer.byAccount) ?? null),
            })),
          },
          rest: {
            area: row.area,
            areaName: await areaName(house, row.area),
            reporter: { kind: row.asKind, name: row.asKind === 'citizen' ? null : (names.get(row.reporter) ?? null) },
            contact,
          },
        };
      }),
    );
  };

  return handlers(support, {
    'POST /problem-reports': async ({ body, actor, now, db }) => {
      await spend(db, reportBudgets(actor), now);
      const { path: area } = await mustFindArea(house, areaOfReport(actor, body.area));
      const said: Said = { text: body.text, page: body.page || null, contact: body.contact || null };
      const row: store.ReportRow = {
        reporter: actor.account,
        id: body.id,
        area,
        toldArea: await tell(db, area, now),
        asKind: actor.kind,
        sealed: house.keys.seal(`problem ${body.id}`, said),
        at: now,
        answeredAt: null,
        closedAt: null,
      };
      await store.insertReport(db, row);
      const [made] = await withAnswers(db, [row], { isOwn: true });
      return made?.own ?? fail('record.missing');
    },

    'GET /problem-reports/mine': async ({ query, actor, db }) => {
      const rows = await store.listOwn(db, actor.account, positionOf(query.after), query.limit + 1);
      const page = rows.slice(0, query.limit);
      const items = (await withAnswers(db, page, { isOwn: true })).map(({ own }) => own);
      return { items, next: rows.length > query.limit ? cursorOf(page.at(-1)) : null };
    },

    'GET /problem-reports': async ({ query, actor, db }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'problem.answer', area);
      const wanted = { area, isOpen: query.state === 'open' };
      const rows = await store.listReports(db, wanted, positionOf(query.after), query.limit + 1);
      const page = rows.slice(0, query.limit);
      const items = (await withAnswers(db, page, { isOwn: false })).map(({ own, rest }) => ({ ...own, ...rest }));
      return { items, next: rows.length > query.limit ? cursorOf(page.at(-1)) : null };
    },

    'POST /problem-reports/:id/answer': async ({ params, body, actor, now, db }) => {
      const before = (await store.lockReport(db, params.id)) ?? fail('record.missing');
      mustBeAble(actor, 'problem.answer', before.area);
      if (before.closedAt) fail('problem.closed');
      await store.insertAnswer(db, {
        reporter: before.reporter,
        id: body.id,
        reportId: before.id,
        sealed: house.keys.seal(`problem answer ${body.id}`, { text: body.text }),
        at: now,
        byAccount: actor.account,
      });
      const after = { ...before, answeredAt: now, closedAt: body.close ? now : null };
      await store.saveState(db, after);
      const [answered] = await withAnswers(db, [after], { isOwn: false });
      return answered ? { ...answered.own, ...answered.rest } : fail('record.missing');
    },
  });
};
