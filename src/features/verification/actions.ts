import type { Handlers } from '../../core/api.ts';
import { newId } from '../../core/client.ts';
import { dayOf } from '../../core/day.ts';
import type { House } from '../../core/house.ts';
import { fail } from '../../core/problem.ts';
import { changeHealth, everywhere, joinLate, lockPerson, undoHealth } from '../people/index.ts';
import { addEvent, decided, hold, refuse, save } from './acting.ts';
import { healthAfterCheck, isFollowUp } from './check-rules.ts';
import type { verification } from './contract.ts';
import { workMerging } from './merging.ts';
import * as rules from './rules.ts';
import * as store from './store.ts';

const unfound = { result: null, verifiedAt: null, inTime: null, checkedAt: null, conclusion: null, nextCheckOn: null };

/** An attempt is kept in the event's code as `channel:outcome`. */
const attemptOf = ({ code, at }: store.EventRow): rules.Attempt => {
  const [channel, outcome] = (code ?? '').split(':') as [rules.Attempt['channel'], rules.Attempt['outcome']];
  return { channel, outcome, at };
};

/** The answer to an action: its own id, and the item as it stands now. */
const acted = <W extends { id: string }>(id: string, work: W) => ({ ...work, id, work: work.id });

/** What an officer does with a declaration: take, try to reach, verify, check, close, reopen. */
export const actions = (house: House) =>
  ({
    'POST /declarations/:id/take': async ({ params, body, ...call }) => {
      const act = await hold(house, call, params.id, body.at);
      const next = await decided(act, rules.afterTake(act.item, act.at));
      await addEvent(act, { id: body.id, kind: 'taken' });
      return acted(body.id, await save(act, next));
    },

    'POST /declarations/:id/attempts': async ({ params, body, ...call }) => {
      const act = await hold(house, call, params.id, body.at);
      const { db, work, persons, at } = act;
      const events = await store.listEvents(db, persons, work.id);
      const earlier = events.filter(({ kind }) => kind === 'attempt').map(attemptOf);
      const { id, channel, outcome, note } = body;
      const next = await decided(act, rules.afterAttempt(act.item, { channel, outcome, at }, earlier));
      await addEvent(act, { id, kind: 'attempt', code: `${channel}:${outcome}`, detail: { note } });
      return acted(id, await save(act, next, [], { attempts: work.attempts + 1 }));
    },

    'POST /declarations/:id/verification': async ({ params, body, ...call }) => {
      const act = await hold(house, call, params.id, body.at);
      const { id, result, note } = body;
      const bySuperior = call.actor.area !== act.work.area;
      const next = await decided(act, rules.afterVerification(act.item, { result, bySuperior }, act.at));
      await addEvent(act, { id, kind: 'verification', code: result, detail: { note } });
      const finding = { result, verifiedAt: act.at, inTime: rules.isInTime(act.item, act.at) };
      return acted(id, await save(act, next, [{ of: act.declaration, finding }]));
    },

    'POST /declarations/:id/medical-check': async ({ params, body, ...call }) => {
      const act = await hold(house, call, params.id, body.at);
      const { db, actor, now, at, declaration, work, persons } = act;
      const { id, conclusion, nextCheckOn } = body;
      if (nextCheckOn !== undefined && nextCheckOn < dayOf(at))
        fail('time.order', [{ path: 'nextCheckOn', code: 'time.order' }]);
      if (body.health === 'died') fail('health.refused', [{ path: 'health', code: 'health.refused' }]);
      const person = (await lockPerson(db, work.personId)) ?? fail('record.missing');
      const health = healthAfterCheck(conclusion, body.health);
      const isLater = isFollowUp(act.item, declaration, at);
      // Whoever examined the person has found what was declared: a check before the verification says both.
      const isVerified = act.item.state === 'confirmed' || act.item.closedAt !== undefined;
      const verified = isVerified
        ? act.item
        : rules.afterVerification(act.item, { result: 'confirmed', bySuperior: false }, at);
      const confirmed = await decided(act, verified);
      const next = isLater ? act.item : await decided(act, rules.afterCheck(confirmed, at));
      if (!isVerified) await addEvent(act, { id: newId(now.getTime()), kind: 'verification', code: 'confirmed' });
      const { temperature, findings } = body;
      await addEvent(act, {
        id,
        kind: 'medical_check',
        code: conclusion,
        detail: { temperature, findings, conclusion, health, nextCheckOn },
      });
      if (health !== person.health) {
        await changeHealth(db, house, person, {
          id,
          status: health,
          source: 'medical_check',
          at,
          now,
          account: actor.account,
        });
      }
      await everywhere(db, actor, async () => {
        await store.forgetAppointments(db, persons, declaration.id);
      });
      const finding = {
        ...(!isVerified && { result: 'confirmed' as const, verifiedAt: at, inTime: rules.isInTime(act.item, at) }),
        checkedAt: at,
        conclusion,
        nextCheckOn: nextCheckOn ?? null,
      };
      return { ...acted(id, await save(act, next, [{ of: declaration, finding }])), health };
    },

    'POST /declarations/:id/closure': async ({ params, body, ...call }) => {
      const act = await hold(house, call, params.id, body.at);
      const next = await decided(act, rules.afterClosure(act.item, act.at));
      await addEvent(act, { id: body.id, kind: 'closure', detail: { note: body.reason } });
      return acted(body.id, await save(act, next));
    },

    'POST /declarations/:id/reopening': async ({ params, body, ...call }) => {
      const act = await hold(house, call, params.id);
      const { db, actor, now, work, persons } = act;
      const person = (await lockPerson(db, work.personId)) ?? fail('record.missing');
      if (person.health === 'died') fail('death.recorded');
      const next = await decided(act, rules.afterReopening(act.item));
      // At most one item of a person is open; what was declared since stands in the newer one.
      const other = await store.lockOpenWork(db, person.id);
      if (other && other.id !== work.id) await refuse({ ...act, work: other }, 'work.acted');
      const events = await store.listEvents(db, persons, work.id);
      await addEvent(act, { id: body.id, kind: 'correction', code: 'reopening', detail: { note: body.reason } });
      const setBy = new Set(events.filter(({ kind }) => kind === 'medical_check').map(({ id }) => id));
      await undoHealth(db, house, work.personId, { setBy, id: body.id, now, account: actor.account });
      const attached: store.DeclarationRow[] = [];
      await everywhere(db, actor, async () => {
        attached.push(...(await store.attachedTo(db, work, persons)));
      });
      const findings = attached.filter(isFound).map((of) => ({ of, finding: unfound }));
      const reopened = await save(act, next, findings);
      // Of a merged record it is owed to the one that stands for it.
      const by = { now, account: actor.account };
      if (person.id !== work.personId)
        await everywhere(db, actor, () => joinLate(house, [workMerging], db, work.personId, by));
      return acted(body.id, reopened);
    },
  }) satisfies Partial<Handlers<typeof verification>>;

const isFound = ({ verifiedAt, checkedAt }: store.DeclarationRow) => verifiedAt !== null || checkedAt !== null;
