import type { Handlers } from '../../core/api.ts';
import { type AreaPath, isWithin, parseAreaPath } from '../../core/area.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import { type Db, rescope, scopeOf } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { fail } from '../../core/problem.ts';
import { areaName, mustBeCommune, mustFindArea, stationName } from '../areas/index.ts';
import { sendMessage } from '../messages/index.ts';
import {
  accountNames,
  findPersons,
  insertPlace,
  openWho,
  type PersonBrief,
  personIds,
  tokensOf,
} from '../people/index.ts';
import { addCounts } from '../statistics/index.ts';
import { hold } from './acting.ts';
import type { verification } from './contract.ts';
import { plain } from './plain.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';
import * as transfers from './transfer-store.ts';
import { columnsOf, countsOf, itemOf, levels } from './work.ts';

/** The receiver may not open the person yet, so the row carries what its list shows. */
type Carried = { reason: string; person: PersonBrief };

/** What another feature keeps of declarations and moves with them when another station takes them over. */
export type MovesWithTransfer = (
  db: Db,
  moved: { persons: readonly string[]; ids: readonly string[]; from: AreaPath; to: AreaPath; now: Date },
) => Promise<void>;

const nation = parseAreaPath('') as AreaPath;

/** Moves an item, its declarations, their counters and who may see the person. The transaction sees the whole country. */
const move = async (
  db: Db,
  work: store.WorkRow,
  {
    to,
    next,
    by,
    now,
    follows,
  }: { to: AreaPath; next: rules.Item; by: string; now: Date; follows: readonly MovesWithTransfer[] },
): Promise<void> => {
  const persons = await personIds(db, work.personId);
  const moved = (await store.attachedTo(db, work, persons)).filter(({ area }) => area === work.area);
  for (const personId of new Set([work.personId, ...moved.map((row) => row.personId)])) {
    const tokens = await tokensOf(db, personId);
    await insertPlace(db, { personId, area: to, reason: 'transfer', tokens, since: now });
  }
  await store.moveDeclarations(db, work, persons, to);
  for (const follow of follows) await follow(db, { persons, ids: moved.map(({ id }) => id), from: work.area, to, now });
  await store.copyState(db, work, persons, next.state);
  const isNew = next.state === 'new' && work.level === 0;
  const saved = await store.saveWork(db, work, {
    ...columnsOf(work, next, by, now),
    area: to,
    hamlet: null,
    transferTo: null,
    // A new urgent one is told to the on-duty phone of its new station.
    ...(isNew && { noticeAt: now, escalation: 0 }),
  });
  await store.notifyChange(db, work);
  await store.notifyChange(db, saved, isNew ? 'urgent' : 'changed');
  await addCounts(
    db,
    moved.flatMap((row) => {
      const counts = {
        declared: 1,
        people: Number(row.isFirst),
        fever: Number(row.symptoms.includes('fever')),
        breathless: Number(row.symptoms.includes('breathless')),
        [row.triage]: 1,
        ...countsOf(row),
      };
      const negative = Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, -count]));
      return [
        { area: work.area, day: row.day, ...negative },
        { area: to, day: row.day, ...counts },
      ];
    }),
  );
};

/** The person learns whom to expect a call from. */
const tellPerson = async (house: House, db: Db, personId: string, to: AreaPath): Promise<void> => {
  const [row] = await findPersons(db, [personId]);
  const phone = row && openWho(house.keys, row).phone;
  if (!phone) return;
  const station = plain(stationName(await mustFindArea(house, to)));
  const text = `La Chan: to khai y te cua ong/ba nay do ${station} tiep nhan va se lien he.`;
  await sendMessage(db, house, { to: phone, channel: 'sms', purpose: 'transfer', text });
};

export const transferring = (house: House, follows: readonly MovesWithTransfer[]) => {
  const show = async (row: transfers.TransferRow) => {
    const { reason, person } = house.keys.open<Carried>(`transfer ${row.id}`, row.sealed);
    return {
      id: row.id,
      declaration: row.declarationId,
      person,
      from: row.fromArea as string,
      to: row.toArea as string,
      fromName: await areaName(house, row.fromArea),
      toName: await areaName(house, row.toArea),
      reason,
      level: levels[row.level],
      at: row.at,
      state: row.state,
    };
  };

  /** Whoever answers second is told what the first did. */
  const settled = async ({ state, answeredAt, answeredBy }: transfers.TransferRow): Promise<never> => {
    const names = await accountNames(house.database.door, [answeredBy]);
    return fail('transfer.settled', undefined, {
      state,
      at: answeredAt?.toISOString() ?? null,
      by: names.get(answeredBy ?? '') ?? null,
    });
  };

  return {
    'POST /declarations/:id/transfer': async ({ params, body, ...call }) => {
      const { path: to } = await mustBeCommune(house, body.area);
      const act = await hold(house, call, params.id);
      const { db, actor, now, work, person, declaration } = act;
      if (act.item.closedAt) fail('work.closed', undefined, { state: work.state });
      if (to === work.area) fail('transfer.same_area', [{ path: 'area', code: 'transfer.same_area' }]);
      if (work.transferTo) fail('work.transfer_open', undefined, { to: work.transferTo });
      const row: transfers.TransferRow = {
        personId: work.personId,
        id: body.id,
        declarationId: declaration.id,
        workId: work.id,
        fromArea: work.area,
        toArea: to,
        judgeArea: null,
        level: work.level,
        sealed: house.keys.seal(`transfer ${body.id}`, { reason: body.reason, person } satisfies Carried),
        at: now,
        byAccount: actor.account,
        state: 'waiting',
        answeredAt: null,
        answeredBy: null,
      };
      await transfers.insertTransfer(db, row);
      await store.addEvent(
        db,
        eventOf(house, row, { id: body.id, code: 'asked', note: body.reason, by: actor.account, now }),
      );
      await store.saveWork(db, work, { transferTo: to, changedAt: now });
      await store.notifyChange(db, work);
      await store.notifyChange(db, { ...work, area: to });
      return show(row);
    },

    'GET /transfers': async ({ query, actor, db, saw }) => {
      const rows = await transfers.listTransfers(db, actor.area, positionOf(query.after), query.limit + 1);
      const page = rows.slice(0, query.limit);
      saw(page.map(({ personId }) => personId));
      return {
        items: await Promise.all(page.map(show)),
        next: rows.length > query.limit ? cursorOf(page.at(-1)) : null,
      };
    },

    'POST /transfers/:id/answer': async ({ params, body, actor, db, now, saw }) => {
      const asked = (await transfers.findTransfer(db, params.id)) ?? fail('record.missing');
      // The sender sees its own request; the answer is not its to give, before and after a refusal.
      const isReceiver = isWithin(asked.toArea, actor.area);
      const isJudge = isWithin(rules.commonSuperior(asked.fromArea, asked.toArea), actor.area);
      if (!isReceiver && !isJudge) fail('record.missing');
      await rescope(db, { role: 'app', area: nation, account: actor.account });
      const work = (await store.lockWork(db, asked.personId, asked.workId)) ?? fail('record.missing');
      const row = (await transfers.findTransfer(db, params.id)) ?? fail('record.missing');
      if (row.state === 'accepted' || row.state === 'decided' || (row.state === 'refused' && !isJudge))
        await settled(row);
      const isRuling = row.state === 'refused';
      const code = body.accept ? (isRuling ? 'ruled' : 'accepted') : isRuling ? 'kept' : 'refused';
      await store.addEvent(db, eventOf(house, row, { id: body.id, code, note: body.note, by: actor.account, now }));
      const answered = await transfers.answerTransfer(db, row, {
        state: isRuling ? 'decided' : body.accept ? 'accepted' : 'refused',
        answeredAt: now,
        answeredBy: actor.account,
        ...(code === 'refused' && { judgeArea: rules.commonSuperior(row.fromArea, row.toArea) }),
      });
      if (body.accept) {
        const next = rules.afterMove(itemOf(work), now, !isRuling);
        await move(db, work, { to: row.toArea, next, by: actor.account, now, follows });
        await tellPerson(house, db, row.personId, row.toArea);
      } else {
        if (isRuling) await store.saveWork(db, work, { transferTo: null, changedAt: now });
        await store.notifyChange(db, work);
      }
      await rescope(db, scopeOf(actor));
      saw([row.personId]);
      return show(answered);
    },
  } satisfies Partial<Handlers<typeof verification>>;
};

type Said = { id: string; code: string; note: string | undefined; by: string; now: Date };

const eventOf = (house: House, row: transfers.TransferRow, { id, code, note, by, now }: Said): store.EventRow => ({
  personId: row.personId,
  id,
  workId: row.workId,
  declarationId: row.declarationId,
  area: code === 'asked' ? row.fromArea : row.toArea,
  kind: 'transfer',
  code,
  at: now,
  storedAt: now,
  byAccount: by,
  sealed: house.keys.seal(`event ${id}`, { note, from: row.fromArea, to: row.toArea }),
});
