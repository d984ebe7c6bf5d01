import type { Handlers } from '../../core/api.ts';
import { type AreaPath, levelDepth, parseAreaPath } from '../../core/area.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { areaTree, bareName, onDutyPhone } from '../areas/index.ts';
import { lockedCase } from '../cases/index.ts';
import { sendMessage, withoutMarks } from '../messages/index.ts';
import { accountNames } from '../people/index.ts';
import type { followup } from './contract.ts';
import * as store from './elsewhere-store.ts';
import { isLate, sentText } from './rules.ts';

type Own = 'GET /contacts/elsewhere' | 'POST /cases/:id/elsewhere' | 'POST /cases/:id/elsewhere/acknowledgement';

const provinceOf = (area: AreaPath): AreaPath => parseAreaPath(area.split('.')[0] ?? '') as AreaPath;

const mustBeProvince = (area: AreaPath): void => {
  if (levelDepth(area) !== 1) fail('area.not_province', [{ path: 'province', code: 'area.not_province' }]);
};

export const elsewherePart = (house: House): Pick<Handlers<typeof followup>, Own> => {
  const show = async (rows: readonly store.SentRow[], now: Date) => {
    const tree = await areaTree(house);
    const names = await accountNames(
      house.database.door,
      rows.flatMap(({ sentBy, acknowledgedBy }) => [sentBy, acknowledgedBy]),
    );
    return rows.map((row) => {
      const from = provinceOf(row.caseArea);
      const acknowledgedAt = row.unacknowledged > 0 ? null : row.acknowledgedAt;
      return {
        case: row.caseId,
        caseCode: row.code,
        to: row.province,
        toName: tree.find(row.province)?.name ?? row.province,
        from,
        fromName: tree.find(from)?.name ?? from,
        people: row.people,
        unsent: row.unsent,
        sentAt: row.sentAt,
        sentBy: names.get(row.sentBy ?? '') ?? null,
        acknowledgedAt,
        acknowledgedBy: acknowledgedAt && (names.get(row.acknowledgedBy ?? '') ?? null),
        overdue: isLate(row.sentAt, acknowledgedAt, now),
      };
    });
  };

  return {
    'GET /contacts/elsewhere': async ({ query, actor, db, now }) => {
      const direction = query.direction === 'in' ? 'in' : 'out';
      return show(await store.listSent(db, { direction, area: actor.area }, now), now);
    },

    'POST /cases/:id/elsewhere': async ({ params, body, actor, db, now, note }) => {
      const f0 = await lockedCase(db, actor, params.id);
      if (f0.state === 'revoked') fail('case.revoked');
      mustBeProvince(body.province);
      const sent =
        body.province === provinceOf(f0.area) ? 0 : await store.markSent(db, f0.id, body.province, now, actor.account);
      if (sent === 0) fail('record.missing', [{ path: 'province', code: 'record.missing' }]);
      const duty = await onDutyPhone(house.database.pools.owner, house, body.province, now);
      const home = bareName((await areaTree(house)).find(provinceOf(f0.area))?.name ?? '');
      if (duty)
        await sendMessage(db, house, {
          to: duty.phone,
          channel: 'sms',
          purpose: 'contacts',
          text: sentText(sent, withoutMarks(home)),
        });
      note({ id: body.id, case: f0.id, province: body.province, people: sent });
      const [shown] = await show(await store.listSent(db, { case: f0.id, province: body.province }, now), now);
      return shown ?? fail('record.missing');
    },

    'POST /cases/:id/elsewhere/acknowledgement': async ({ params, body, actor, db, now, note }) => {
      mustBeProvince(body.province);
      mustBeAble(actor, 'case.write', body.province);
      const done = await store.markAcknowledged(db, params.id, body.province, now, actor.account);
      if (done.count === 0) fail('record.missing');
      note({ id: body.id, case: params.id, province: body.province, people: done.count });
      const [shown] = await show(await store.listSent(db, { case: params.id, province: body.province }, now), now);
      return shown ?? fail('record.missing');
    },
  };
};
