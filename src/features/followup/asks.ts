import type { Handlers } from '../../core/api.ts';
import { addDays, dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, isCitizen } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { randomPart } from '../../core/random.ts';
import { sendMessage } from '../messages/index.ts';
import { findKept, idsOf, openWho, unansweredOf } from '../people/index.ts';
import type { followup } from './contract.ts';
import { keepNamed, mustMayAsk } from './keeping.ts';
import * as store from './named-store.ts';
import { askDays, askedDays, askText } from './rules.ts';

type Own =
  | 'POST /cases/:id/asks'
  | 'POST /contact-asks/check'
  | 'POST /contact-asks/answers'
  | 'GET /contact-asks'
  | 'POST /contact-asks/:id/answers';

const day = 86_400_000;
const newToken = (): string => Buffer.from(randomPart(16)).toString('base64url');
/** 'Hằng' of 'Nguyễn Thị Thu Hằng': all that the page says of whom it asks. */
const givenName = (fullName: string): string => fullName.trim().split(/\s+/).at(-1) ?? '';

/** The living people of an account, but for adults who have not answered it, by every id they are recorded under. */
const ownPeople = async (db: Db, actor: Actor) => {
  if (!isCitizen(actor)) return fail('record.missing');
  const kept = await findKept(db, actor.persons);
  const unanswered = await unansweredOf(db, actor, actor.persons);
  const living = [...kept].filter(([own, person]) => person.diedOn === null && !unanswered.has(own));
  return new Map(living.flatMap(([own, person]) => idsOf(person).map((id) => [id, { own, person }] as const)));
};

export const asksPart = (house: House): Pick<Handlers<typeof followup>, Own> => {
  /** The link's own and who is asked, while it is open; nobody answers for the dead by their telephone. */
  const asked = async (db: Db, token: string, now: Date) => {
    const ask = (await store.findAsk(db, house.keys.hash('contact ask', token))) ?? fail('ask.expired');
    const person = (await findKept(db, [ask.personId])).get(ask.personId) ?? fail('ask.expired');
    return ask.expiresAt > now && person.diedOn === null ? { ask, person } : fail('ask.expired');
  };

  const answer = async (db: Db, ask: store.AskRow, people: Parameters<typeof keepNamed>[2], now: Date) => {
    const named = await keepNamed(house, db, people, { person: ask.personId, caseId: ask.caseId, by: null, now });
    await store.markAnswered(db, ask, now);
    return { named };
  };

  return {
    'POST /cases/:id/asks': async ({ params, body, actor, db, now, saw }) => {
      await mustMayAsk(db, actor, params.id, body.person);
      const person = (await findKept(db, [body.person])).get(body.person) ?? fail('record.missing');
      if (person.diedOn !== null) fail('death.recorded');
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
      const { ask, person } = await asked(db, body.token, now);
      return {
        name: givenName(openWho(house.keys, person).fullName),
        since: addDays(dayOf(now), -askedDays),
        expiresAt: ask.expiresAt,
        named: await store.countNamed(db, ask),
      };
    },

    'POST /contact-asks/answers': async ({ body, db, now }) =>
      answer(db, (await asked(db, body.token, now)).ask, body.people, now),

    'GET /contact-asks': async ({ actor, db, now }) => {
      const people = await ownPeople(db, actor);
      return (await store.openAsks(db, [...people.keys()], now)).map((ask) => {
        const { own, person } = people.get(ask.personId) ?? fail('record.missing');
        return {
          id: ask.id,
          person: own,
          name: givenName(openWho(house.keys, person).fullName),
          since: addDays(dayOf(now), -askedDays),
          expiresAt: ask.expiresAt,
          named: ask.named,
          answered: ask.answeredAt !== null,
        };
      });
    },

    'POST /contact-asks/:id/answers': async ({ params, body, actor, db, now }) => {
      const people = await ownPeople(db, actor);
      const ask = (await store.lockAsk(db, [...people.keys()], params.id)) ?? fail('record.missing');
      return answer(db, ask.expiresAt > now ? ask : fail('ask.expired'), body.people, now);
    },
  };
};
