import type { Handlers } from '../../core/api.ts';
import type { AreaPath } from '../../core/area.ts';
import { uuidFrom } from '../../core/crypto.ts';
import { addDays, dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isAble, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { randomPart } from '../../core/random.ts';
import { mustBeCommune } from '../areas/index.ts';
import { enterContact, findCase, lockedCase } from '../cases/index.ts';
import { sendMessage } from '../messages/index.ts';
import { accountNames, findBriefs, findKept, insertPersons, openWho } from '../people/index.ts';
import type { followup } from './contract.ts';
import * as store from './named-store.ts';
import { askDays, askedDays, askText } from './rules.ts';

type Own =
  | 'POST /cases/:id/asks'
  | 'POST /contact-asks/check'
  | 'POST /contact-asks/answers'
  | 'POST /cases/:id/named'
  | 'GET /cases/:id/named'
  | 'POST /named-contacts/:id/decision';

type Given = {
  id: string;
  fullName: string;
  phone?: string | undefined;
  place?: string | undefined;
  note?: string | undefined;
  from: Date;
  to: Date;
  kind: store.NamedRow['kind'];
};
type Sealed = { fullName: string; phone?: string; place?: string; note?: string; why?: string };

const day = 86_400_000;
const newToken = (): string => Buffer.from(randomPart(16)).toString('base64url');
/** 'Hằng' of 'Nguyễn Thị Thu Hằng': all that the page behind a link says of its reader. */
const givenName = (fullName: string): string => fullName.trim().split(/\s+/).at(-1) ?? '';

/** The commune that follows the contact may ask, and the tracer of the case. */
const mustMayAsk = async (db: Db, actor: Actor, caseId: string, person: string): Promise<void> => {
  const f0 = (await findCase(db, caseId)) ?? fail('record.missing');
  const source = (await store.sourceOf(db, caseId, person)) ?? fail('record.missing');
  const isOwn = !source.isCase && isAble(actor, 'contact.work', source.area as AreaPath);
  if (!isOwn && !isAble(actor, 'case.write', f0.area)) fail('record.missing');
  if (f0.state === 'revoked') fail('case.revoked');
};

const checkTimes = (people: readonly Given[], now: Date): void => {
  for (const [i, { from, to }] of people.entries()) {
    if (to <= from) fail('time.order', [{ path: `people.${i}.to`, code: 'time.order' }]);
    if (from > now) fail('time.future', [{ path: `people.${i}.from`, code: 'time.future' }]);
  }
};

export const namedPart = (house: House): Pick<Handlers<typeof followup>, Own> => {
  const seal = (id: string, value: Sealed) => house.keys.seal(`contact named ${id}`, value);
  const open = ({ id, sealed }: store.NamedRow) => house.keys.open<Sealed>(`contact named ${id}`, sealed);

  const keep = async (
    db: Db,
    people: readonly Given[],
    { person, caseId, by, now }: { person: string; caseId: string; by: string | null; now: Date },
  ) => {
    checkTimes(people, now);
    await store.insertNamed(
      db,
      people.map(({ id, fullName, phone, place, note, from, to, kind }) => ({
        personId: person,
        id,
        caseId,
        kind,
        fromAt: from,
        toAt: to,
        sealed: seal(id, { fullName, ...(phone && { phone }), ...(place && { place }), ...(note && { note }) }),
        state: 'waiting' as const,
        at: now,
        byAccount: by,
        linkId: null,
        contactId: null,
        decidedAt: null,
        decidedBy: null,
      })),
    );
  };

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

  /** The link's own, while it is open. */
  const asked = async (db: Db, token: string, now: Date): Promise<store.AskRow> => {
    const ask = (await store.findAsk(db, house.keys.hash('contact ask', token))) ?? fail('ask.expired');
    return ask.expiresAt > now ? ask : fail('ask.expired');
  };

  return {
    'POST /cases/:id/asks': async ({ params, body, actor, db, now, saw }) => {
      await mustMayAsk(db, actor, params.id, body.person);
      const person = (await findKept(db, [body.person])).get(body.person) ?? fail('record.missing');
      const { phone } = openWho(house.keys, person);
      if (!phone) return fail('contact.no_phone');
      const token = newToken();
      const expiresAt = new Date(now.getTime() + askDays * day);
      await store.insertAsk(db, {
        personId: body.person,
        id: body.id,
        caseId: params.id,
        tokenHash: house.keys.hash('contact ask', token),
        at: now,
        expiresAt,
        answeredAt: null,
        byAccount: actor.account,
      });
      await sendMessage(db, house, {
        to: phone,
        channel: 'sms',
        purpose: 'ask',
        // The fragment reaches no server's log.
        text: askText(`${house.publicUrl()}/app/tiep-xuc#${token}`),
        expiresAt,
      });
      saw([body.person]);
      return { phone, expiresAt };
    },

    'POST /contact-asks/check': async ({ body, db, now }) => {
      const ask = await asked(db, body.token, now);
      const person = (await findKept(db, [ask.personId])).get(ask.personId) ?? fail('ask.expired');
      return {
        name: givenName(openWho(house.keys, person).fullName),
        since: addDays(dayOf(now), -askedDays),
        expiresAt: ask.expiresAt,
        named: await store.countNamed(db, ask),
      };
    },

    'POST /contact-asks/answers': async ({ body, db, now }) => {
      const ask = await asked(db, body.token, now);
      await keep(db, body.people, { person: ask.personId, caseId: ask.caseId, by: null, now });
      await store.markAnswered(db, ask, now);
      return { named: await store.countNamed(db, ask) };
    },

    'POST /cases/:id/named': async ({ params, body, actor, db, now, saw }) => {
      await mustMayAsk(db, actor, params.id, body.person);
      await keep(db, body.people, { person: body.person, caseId: params.id, by: actor.account, now });
      saw([body.person]);
      return { named: await store.countNamed(db, { personId: body.person, caseId: params.id }) };
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
        const sealed = seal(named.id, { ...who, ...(decision.note && { why: decision.note }) });
        const given = { ...decided, state: 'dismissed' as const, linkId: null, contactId: null, sealed };
        await store.saveDecision(db, named, given);
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
