import type { Handlers } from '../../core/api.ts';
import { cursorOf, positionOf } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { isCitizen, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { sendMessage } from '../messages/index.ts';
import {
  findBriefs,
  findKept,
  findPersons,
  idsOf,
  openWho,
  type PersonRow,
  personBrief,
  type ReadClass,
  unansweredOf,
} from '../people/index.ts';
import * as classStore from './class-store.ts';
import { classify } from './classes.ts';
import type { cases } from './contract.ts';
import { evidenceFor } from './evidence.ts';
import { isContactWithin } from './links-store.ts';
import { levelName, noticeText } from './rules.ts';
import { namesOf } from './showing.ts';
import { standingOf, toldOf } from './standing.ts';

type Own =
  | 'GET /people/:id/classification'
  | 'GET /classifications/pending'
  | 'POST /classifications/notices'
  | 'POST /people/:id/notice/receipt';

/** A class that has run out is none any more; it stays in the history. */
export const standingLevel = (row: classStore.ClassRow | undefined, at: Date): number | null =>
  standingOf(row, at)?.level ?? null;

/** Of a human whose records were merged the gravest class that stands. */
const gravest = (rows: readonly classStore.ClassRow[], at: Date): classStore.ClassRow | undefined => {
  const rank = (row: classStore.ClassRow): number => standingLevel(row, at) ?? Number.POSITIVE_INFINITY;
  return rows.toSorted((one, other) => (rank(one) < rank(other) ? -1 : 1))[0];
};

const showChange = ({ id, level, previous, at, reason }: classStore.ChangeRow) => ({
  id,
  level: levelName(level),
  previous: levelName(previous),
  at,
  reason,
});

/** For the record of a person: of a citizen's own only what an officer has told. */
export const readClass: ReadClass = async (db, actor, personId, now) => {
  const [row] = await classStore.classesOf(db, [personId]);
  if (isCitizen(actor)) {
    const level = (row?.pending ? toldOf(row, now) : standingOf(row, now))?.level;
    return { level: levelName(level), history: [] };
  }
  const history = row ? (await classStore.changesOf(db, personId)).map(showChange) : [];
  return { level: levelName(standingLevel(row, now)), history };
};

type Call = Parameters<Handlers<typeof cases>['GET /people/:id/classification']>[0];

export const classesPart = (house: House): Pick<Handlers<typeof cases>, Own> => {
  /** Names only of whom the actor may see, and of who was asked for; the others stand in the chain as a class alone. */
  const showChain = async (asked: PersonRow, chain: readonly string[], { db, saw }: Pick<Call, 'db' | 'saw'>) => {
    const briefs = await findBriefs(house, db, chain);
    const last = chain.at(-1);
    if (last !== undefined) briefs.set(last, personBrief(house.keys, asked));
    saw([...briefs.values()].map(({ id }) => id));
    return chain.map((person, i) => ({ person: briefs.get(person) ?? null, level: `F${i}` }));
  };

  /** How a human stands, or stood at `asOf`. A citizen reads what an officer has told, and no names of others. */
  const classificationOf = async (db: Db, person: PersonRow, call: Call) => {
    const { query, actor, now, saw } = call;
    const citizen = isCitizen(actor);
    const isHidden = (await unansweredOf(db, actor, [person.id])).has(person.id);
    const row = isHidden ? undefined : gravest(await classStore.classesOf(db, idsOf(person)), now);
    const personId = row?.personId ?? person.id;
    const mayReadCases = actor.verbs.has('case.read');
    const history = (await classStore.changesOf(db, personId)).filter(({ at }) => !query.asOf || at <= query.asOf);
    saw([person.id]);
    if (query.asOf && !citizen) {
      const at = query.asOf;
      const evidence = await house.database.within({ role: 'trace' }, (trace) => evidenceFor(trace, [person.id], at));
      const then = classify(evidence, person.id, at);
      const standing = standingOf(then, at);
      return {
        level: levelName(standing?.level),
        firstLevel: levelName(row?.firstLevel),
        since: then?.firstContact === undefined ? null : new Date(then.firstContact),
        until: then?.until ?? null,
        chain: then && standing ? await showChain(person, then.chain, call) : [],
        history: history.map(showChange),
        told: row ? !row.pending : true,
        ...(mayReadCases && { case: standing?.caseId ?? null }),
      };
    }
    const isKept = citizen && row?.pending === true;
    const told = isKept ? toldOf(row, now) : undefined;
    const level = isKept ? (told?.level ?? null) : standingLevel(row, now);
    return {
      level: levelName(level),
      firstLevel: citizen ? levelName(level) : levelName(row?.firstLevel),
      since: isKept ? null : (row?.since ?? null),
      until: (isKept ? told?.until : row?.until) ?? null,
      chain: citizen || level === null || !row ? [] : await showChain(person, row.chain, call),
      history: citizen ? [] : history.map(showChange),
      // Whether something is still to be told would itself tell it.
      told: citizen || !row?.pending,
      ...(!citizen && { toldAt: row?.toldAt ?? null, readAt: row?.readAt ?? null }),
      ...(mayReadCases && { case: level === null ? null : (row?.caseId ?? null) }),
    };
  };

  return {
    'GET /people/:id/classification': async (call) => {
      const { params, actor, db } = call;
      if (!isCitizen(actor) && !actor.verbs.has('person.read')) fail('permission.denied');
      const own = (await findKept(db, [params.id])).get(params.id);
      if (own) return classificationOf(db, own, call);
      if (!actor.verbs.has('case.write')) fail('record.missing');
      return house.database.within({ role: 'trace' }, async (trace) => {
        const contact = (await findKept(trace, [params.id])).get(params.id) ?? fail('record.missing');
        if (!(await isContactWithin(trace, idsOf(contact), actor.area))) fail('record.missing');
        return classificationOf(trace, contact, call);
      });
    },

    'GET /classifications/pending': async ({ query, actor, db, now, saw }) => {
      const area = query.area ?? actor.area;
      mustBeAble(actor, 'case.read', area);
      const { limit, after } = query;
      const position = positionOf(after);
      const rows = await classStore.listPending(db, area, now, position, limit + 1);
      const page = rows.slice(0, limit);
      const persons = await findKept(
        db,
        page.map(({ personId }) => personId),
      );
      const names = await namesOf(
        house,
        [...persons.values()].map((person) => person.area),
      );
      saw([...persons.values()].map(({ id }) => id));
      const last = page.at(-1);
      return {
        items: page.flatMap((row) => {
          const person = persons.get(row.personId);
          if (!person) return [];
          return [
            {
              person: personBrief(house.keys, person),
              areaName: names.get(person.area) ?? '',
              phone: openWho(house.keys, person).phone ?? null,
              level: levelName(standingLevel(row, now)),
              told: levelName(toldOf(row, now)?.level),
              until: row.until,
              changedAt: row.changedAt,
              case: row.caseId,
            },
          ];
        }),
        next: rows.length > limit ? cursorOf(last && { at: last.changedAt, id: last.personId }) : null,
      };
    },

    'POST /classifications/notices': async ({ body, actor, db, now, saw }) => {
      const persons = await findPersons(db, body.persons);
      const rows = new Map((await classStore.lockClasses(db, body.persons)).map((row) => [row.personId, row]));
      const known = persons.filter(({ id }) => rows.has(id));
      for (const person of known) mustBeAble(actor, 'case.write', person.area);
      const seen = body.seen && new Map(body.seen.map(({ person, level }) => [person, level]));
      const isAsSeen = (id: string): boolean => !seen || seen.get(id) === levelName(standingLevel(rows.get(id), now));
      const due = known.filter(({ id, diedOn }) => rows.get(id)?.pending && diedOn === null && isAsSeen(id));
      const phones = new Map(due.map((person) => [person.id, openWho(house.keys, person).phone]));
      const reachable = body.spoken ? due : due.filter(({ id }) => phones.get(id));
      if (!body.spoken)
        for (const { id } of reachable)
          await sendMessage(db, house, {
            to: phones.get(id) as string,
            channel: 'sms',
            purpose: 'class',
            text: noticeText(standingLevel(rows.get(id), now)),
          });
      const told = reachable.map(({ id }) => id);
      const unreachable = due.filter((person) => !reachable.includes(person)).map(({ id }) => id);
      const passed = known.filter((person) => !due.includes(person)).map(({ id }) => id);
      await classStore.markTold(db, told, now);
      saw(known.map(({ id }) => id));
      return { told: told.length, unreachable, passed };
    },

    'POST /people/:id/notice/receipt': async ({ params, actor, db, now }) => {
      if (!isCitizen(actor) || !actor.persons.includes(params.id)) fail('record.missing');
      if ((await unansweredOf(db, actor, [params.id])).has(params.id)) fail('record.missing');
      await classStore.markRead(db, params.id, now);
      return { at: now };
    },
  };
};
