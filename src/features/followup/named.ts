import type { Handlers } from '../../core/api.ts';
import { uuidFrom } from '../../core/crypto.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { mustBeCommune } from '../areas/index.ts';
import { enterContact, findCase, lockedCase } from '../cases/index.ts';
import { accountNames, findBriefs, insertPersons } from '../people/index.ts';
import type { followup } from './contract.ts';
import { keepNamed, mustMayAsk, type Sealed, sealNamed } from './keeping.ts';
import * as store from './named-store.ts';

type Own = 'POST /cases/:id/named' | 'GET /cases/:id/named' | 'POST /named-contacts/:id/decision';

export const namedPart = (house: House): Pick<Handlers<typeof followup>, Own> => {
  const open = ({ id, sealed }: store.NamedRow) => house.keys.open<Sealed>(`contact named ${id}`, sealed);

  const show = async (db: Db, rows: readonly store.NamedRow[]) => {
    const briefs = await findBriefs(
      house,
      db,
      rows.map(({ personId }) => personId),
    );
    const names = await accountNames(
      house.database.door,
      rows.map(({ byAccount }) => byAccount),
    );
    return rows.flatMap((row) => {
      const by = briefs.get(row.personId);
      if (!by) return [];
      const { fullName, phone = null, place = null, note = null } = open(row);
      return [
        {
          id: row.id,
          by,
          fullName,
          phone,
          place,
          note,
          from: row.fromAt,
          to: row.toAt,
          kind: row.kind,
          state: row.state,
          at: row.at,
          writtenBy: (row.byAccount && names.get(row.byAccount)) ?? null,
          contact: row.contactId,
        },
      ];
    });
  };

  return {
    'POST /cases/:id/named': async ({ params, body, actor, db, now, saw }) => {
      await mustMayAsk(db, actor, params.id, body.person);
      const source = { person: body.person, caseId: params.id, by: actor.account, now };
      const named = await keepNamed(house, db, body.people, source);
      saw([body.person]);
      return { named };
    },

    'GET /cases/:id/named': async ({ params, actor, db, saw }) => {
      const f0 = (await findCase(db, params.id)) ?? fail('record.missing');
      mustBeAble(actor, 'contact.read', f0.area);
      const shown = await show(db, await store.namedOf(db, f0.id));
      saw(shown.map(({ by }) => by.id));
      return shown;
    },

    'POST /named-contacts/:id/decision': async ({ params, body, actor, db, now, saw }) => {
      const named = (await store.lockNamed(db, params.id)) ?? fail('record.missing');
      const f0 = await lockedCase(db, actor, named.caseId);
      if (named.state !== 'waiting') fail('named.settled');
      const { decision } = body;
      const who = open(named);
      const decided = { decidedAt: now, decidedBy: actor.account };
      if (decision.as === 'dismissed') {
        const sealed = sealNamed(house, named.id, { ...who, ...(decision.note && { why: decision.note }) });
        const given = { ...decided, state: 'dismissed' as const, linkId: null, contactId: null, sealed };
        await store.saveDecision(db, named, given);
        saw([named.personId]);
        const [shown] = await show(db, [{ ...named, ...given }]);
        return shown ?? fail('record.missing');
      }
      if (decision.as === 'new') {
        await mustBeCommune(house, decision.area);
        const { person: id, area, fullName, birthYear, sex, phone, address } = decision;
        const made = { fullName, ...(birthYear && { birthYear }), ...(sex && { sex }), ...(phone && { phone }) };
        const persons = [{ id, area, who: { ...made, ...(address && { address }) } }];
        const isNew = (await insertPersons(house, db, persons, { by: actor.account, at: now })).has(id);
        if (!isNew) fail('person.conflict', [{ path: 'decision.person', code: 'person.conflict' }]);
      }
      const link = uuidFrom('named link', named.id);
      const { kind, fromAt: from, toAt: to } = named;
      const entered = {
        id: link,
        person: decision.person,
        from,
        to,
        kind,
        note: [who.place, who.note].filter(Boolean).join('. ') || undefined,
        ...(named.personId !== f0.personId && { via: named.personId }),
      };
      await enterContact(house, db, { f0, entered, account: actor.account, now });
      const given = {
        ...decided,
        state: 'added' as const,
        linkId: link,
        contactId: decision.person,
        sealed: named.sealed,
      };
      await store.saveDecision(db, named, given);
      saw([named.personId, decision.person]);
      const [shown] = await show(db, [{ ...named, ...given }]);
      return shown ?? fail('record.missing');
    },
  };
};
