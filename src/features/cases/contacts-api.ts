import type { Handlers } from '../../core/api.ts';
import { isWithin } from '../../core/area.ts';
import { newId } from '../../core/client.ts';
import { uuidFrom } from '../../core/crypto.ts';
import { decodeCursor, encodeCursor, isUuid, wrongCursor } from '../../core/cursor.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { type Actor, mustBeAble } from '../../core/permission.ts';
import { fail } from '../../core/problem.ts';
import { brokenAmong } from './broken.ts';
import { lockedCase } from './cases-api.ts';
import { keepReason } from './changes.ts';
import type { cases } from './contract.ts';
import { enterContact } from './entering.ts';
import { humansOf } from './humans.ts';
import * as links from './links-store.ts';
import { openingOf } from './openings.ts';
import { reclassify } from './reclassify.ts';
import { callWithin, caseWindow, overlap } from './rules.ts';
import { mostNamed, showContacts, showMoved } from './showing.ts';
import * as store from './store.ts';
import { placeContacts, saveTasks, type TaskRow, tasksOfCase } from './tasks-store.ts';
import { type Asked, type Contact, firstContacts, secondContacts } from './tracing.ts';

type Own =
  | 'GET /cases/:id/contacts'
  | 'POST /cases/:id/contacts'
  | 'POST /contact-links/:id/withdrawal'
  | 'POST /cases/:id/decisions';

const hour = 3_600_000;

/** A place in the ranked list: the risk, then the person. */
const positionOf = (after: string | undefined): { risk: number; person: string } | undefined => {
  const values = decodeCursor(after, 2);
  if (!values) return undefined;
  const [risk, person] = values;
  return typeof risk === 'number' && isUuid(person) ? { risk, person } : wrongCursor();
};

const isAfter = ({ risk, person }: Contact, at: { risk: number; person: string } | undefined): boolean =>
  at === undefined || risk.score < at.risk || (risk.score === at.risk && person > at.person);

const listOf = (house: House, db: Db, level: 1 | 2, asked: Asked) =>
  level === 1 ? firstContacts(house, db, asked) : secondContacts(house, db, asked);

const noteOpenings = (db: Db, f0: store.CaseRow, opened: readonly string[], actor: Actor, now: Date) =>
  store.noteOpenings(
    db,
    opened.map((personId) => openingOf(f0, personId, actor, now)),
  );

/** What an accepted contact leaves for good: the visits behind it as links, which outlive the keys of their days. */
const linksOf = (f0: store.CaseRow, { person, level, evidence }: Contact, actor: Actor, now: Date) =>
  evidence()
    .filter(({ kind, id }) => kind === 'visit' && id === undefined)
    .map(({ venue = null, from, to, minutes, doubtful, via }) => {
      const sourceId = via ?? f0.personId;
      return {
        personId: person,
        id: uuidFrom('visit link', f0.id, String(level), sourceId, person, venue ?? ''),
        kept: newId(now.getTime()),
        sourceId,
        caseId: f0.id,
        level,
        kind: 'visit' as const,
        venueId: venue,
        fromAt: new Date(from),
        toAt: new Date(to),
        minutes,
        doubtful,
        sealed: null,
        at: now,
        byAccount: actor.account,
      };
    });

/** The work on the contacts of a case, each by the record that stands for the person. */
const tasksOf = async (db: Db, caseId: string): Promise<TaskRow[]> => {
  const tasks = await tasksOfCase(db, caseId);
  const { keptOf } = await humansOf(
    db,
    tasks.map(({ personId }) => personId),
  );
  return tasks.map((task) => ({ ...task, personId: keptOf(task.personId) }));
};

export const contactsPart = (house: House): Pick<Handlers<typeof cases>, Own> => ({
  'GET /cases/:id/contacts': async ({ params, query, actor, db, now, saw, note }) => {
    const f0 = (await store.findCase(db, params.id)) ?? fail('record.missing');
    mustBeAble(actor, 'contact.read', f0.area);
    const { limit, after, state, area, kind, asOf, broken: isBroken } = query;
    const level = query.level === '2' ? 2 : 1;
    const { contacts, opened } = await listOf(house, db, level, { case: f0, now, ...(asOf && { asOf }) });
    await noteOpenings(db, f0, opened, actor, now);
    const position = positionOf(after);
    const broken = await brokenAmong(db, f0, contacts, { now, asOf });
    const wanted = contacts.filter(
      (contact) =>
        (state === undefined ? contact.state !== 'below' : contact.state === state) &&
        (area === undefined || isWithin(contact.area as typeof area, area)) &&
        (isBroken === undefined || broken.has(contact.person) === isBroken) &&
        (kind === undefined || contact.evidence().some((one) => one.kind === kind)) &&
        isAfter(contact, position),
    );
    const page = wanted.slice(0, limit);
    const last = page.at(-1);
    const through = page.flatMap(({ evidence }) => evidence().flatMap(({ via }) => via ?? []));
    saw([f0.personId, ...page.map(({ person }) => person), ...through]);
    note({ case: f0.id, level, opened: opened.length });
    return {
      items: await showContacts(house, db, page, { tasks: await tasksOf(db, f0.id), broken, area: f0.area }),
      broken: broken.size,
      next: wanted.length > limit && last ? encodeCursor([last.risk.score, last.person]) : null,
    };
  },

  'POST /cases/:id/contacts': async ({ params, body, actor, db, now, saw }) => {
    const f0 = await lockedCase(db, actor, params.id);
    saw([body.person]);
    const entered = await enterContact(house, db, { f0, entered: body, account: actor.account, now });
    const { person, level } = entered;
    const met = overlap({ from: +body.from, to: +body.to }, caseWindow(f0, now));
    if (entered.state !== 'candidate' || (level === 1 && met)) return entered;
    // What lies outside the time that counts stands below the line, unless something else speaks for the person: the list knows.
    const { contacts, opened } = await listOf(house, db, level, { case: f0, now, only: [person] });
    await noteOpenings(db, f0, opened, actor, now);
    return { ...entered, state: contacts[0]?.state ?? entered.state };
  },

  'POST /contact-links/:id/withdrawal': async ({ params, body, actor, db, now, saw, note }) => {
    const link = (await links.findLink(db, params.id)) ?? fail('record.missing');
    const f0 = await lockedCase(db, actor, link.caseId);
    await links.withdrawLink(db, link, now, actor.account);
    const { id, reason } = body;
    await keepReason(house, db, f0, { kind: 'withdrawn', id, reason, by: actor.account, at: now });
    const changed = await reclassify(db, [link.personId], { now, account: actor.account, reason: 'link.withdrawn' });
    note({ id: body.id, link: link.id, reason: body.reason });
    saw([link.personId, ...changed.map(({ person }) => person)]);
    return { id: body.id, changed: changed.length, changes: await showMoved(house, db, changed.slice(0, mostNamed)) };
  },

  'POST /cases/:id/decisions': async ({ params, body, actor, db, now, saw }) => {
    const f0 = await lockedCase(db, actor, params.id);
    if (f0.state === 'revoked') fail('case.revoked');
    const { keptOf } = await humansOf(
      db,
      body.decisions.map(({ person }) => person),
    );
    const levels = [...new Set(body.decisions.map(({ level }) => level as 1 | 2))].sort();
    const listed = new Map<string, Contact>();
    for (const level of levels) {
      const only = body.decisions.filter((decision) => decision.level === level).map(({ person }) => person);
      const { contacts, opened } = await listOf(house, db, level, { case: f0, now, only });
      await noteOpenings(db, f0, opened, actor, now);
      for (const contact of contacts) listed.set(`${level} ${contact.person}`, contact);
    }
    const wanted = body.decisions.map((decision, i) => {
      const contact =
        listed.get(`${decision.level} ${keptOf(decision.person)}`) ??
        fail('record.missing', [{ path: `decisions.${i}.person`, code: 'record.missing' }]);
      return { decision, contact };
    });
    wanted.forEach(({ decision, contact }, i) => {
      if (decision.accept && !contact.isInside)
        fail('contact.outside', [{ path: `decisions.${i}.accept`, code: 'contact.outside' }]);
    });
    const accepted = wanted.filter(({ decision }) => decision.accept).map(({ contact }) => contact);
    const rejected = wanted.filter(({ decision }) => decision.accept === false).length;
    await links.saveVisitLinks(
      db,
      accepted.flatMap((contact) => linksOf(f0, contact, actor, now)),
    );
    await links.saveDecisions(
      db,
      wanted.map(({ contact: { person }, decision: { level, accept, note } }) => {
        const id = uuidFrom('decision', body.id, person, String(level));
        return {
          personId: person,
          id,
          caseId: f0.id,
          level,
          accepted: accept,
          sealed: note ? house.keys.seal(`contact decision ${id}`, { note }).toString('base64') : null,
          at: now,
          byAccount: actor.account,
        };
      }),
    );
    await placeContacts(
      db,
      accepted.map(({ person }) => person),
      now,
    );
    await saveTasks(
      db,
      accepted.map(({ person, level, area, risk, evidence }) => ({
        personId: person,
        caseId: f0.id,
        area: area as store.CaseRow['area'],
        level,
        dueAt: new Date(now.getTime() + callWithin[level] * hour),
        risk: risk.score,
        lastContactAt: new Date(Math.max(...evidence().map(({ to }) => Math.min(to, now.getTime())))),
        at: now,
        byAccount: actor.account,
      })),
    );
    const persons = wanted.map(({ contact }) => contact.person);
    const changed = await reclassify(db, persons, { now, account: actor.account, reason: 'decision' });
    saw([...persons, ...changed.map(({ person }) => person)]);
    return {
      id: body.id,
      accepted: accepted.length,
      rejected,
      changed: await showMoved(house, db, changed),
    };
  },
});
