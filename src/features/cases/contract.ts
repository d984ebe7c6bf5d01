import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, Day, Flag, Instant, list, Page, Text, Uuid, When, Words } from '../../core/schema.ts';
import { PersonBrief } from '../people/contract.ts';
import { evidenceKinds } from './rules.ts';
import { Case, Classification, Contact, caseEntries, contactStates, Deed, Level, Moved } from './shapes.ts';

export { changedFields, taskStates } from './shapes.ts';

export const cases = contract({
  'POST /cases': {
    scope: 'trace',
    verb: 'case.write',
    body: v.strictObject({ id: Uuid, person: Uuid, ...caseEntries }),
    reply: Case,
  },
  'GET /cases': {
    scope: 'trace',
    verb: 'case.read',
    query: v.strictObject({
      ...Page,
      area: v.optional(Area),
      state: v.optional(v.picklist(['open', 'closed', 'revoked'])),
      person: v.optional(Uuid),
      from: v.optional(Day),
      to: v.optional(Day),
    }),
    reply: list(Case),
  },
  'GET /cases/:id': { scope: 'trace', verb: 'case.read', reply: Case },
  /** Corrects dates, isolation, outcome; what depended on them is recomputed, and what changed is listed. */
  'POST /cases/:id/changes': {
    scope: 'trace',
    verb: 'case.write',
    body: v.strictObject({
      id: Uuid,
      ...caseEntries,
      /** Null where there were none after all. */
      onsetOn: v.optional(v.nullable(Day)),
      isolatedAt: v.optional(v.nullable(Instant)),
      sampledOn: v.optional(Day),
      confirmedOn: v.optional(Day),
      outcome: v.optional(v.picklist(['recovered', 'died', 'transferred'])),
      close: v.optional(v.boolean()),
    }),
    reply: v.strictObject({ ...Case.entries, changed: v.number(), changes: v.array(Moved) }),
  },
  /** What depended on the case is recomputed, and what changed is listed; nobody is told by it. */
  'POST /cases/:id/revocation': {
    scope: 'trace',
    verb: 'case.write',
    body: v.strictObject({
      id: Uuid,
      reason: Words(500),
      /** Takes a revocation back: the case is one again, as it stood before. */
      withdraw: v.optional(v.boolean()),
    }),
    reply: v.strictObject({ ...Case.entries, changed: v.number(), changes: v.array(Moved) }),
  },
  /** Ranked by risk. Opening the visits behind it needs the reason that the case is; each opening is recorded for the person. */
  'GET /cases/:id/contacts': {
    scope: 'trace',
    verb: 'contact.read',
    query: v.strictObject({
      ...Page,
      level: v.optional(Level, '1'),
      state: v.optional(v.picklist(contactStates)),
      area: v.optional(Area),
      kind: v.optional(v.picklist(evidenceKinds)),
      /** What was known at a moment. */
      asOf: v.optional(Instant),
      /** Only those accepted whose chain is broken, or none of them. */
      broken: v.optional(Flag),
    }),
    /** `broken`: how many of all accepted have no class by this case; they are to be looked at again. */
    reply: v.strictObject({ ...list(Contact).entries, broken: v.number() }),
  },
  'POST /cases/:id/contacts': {
    scope: 'trace',
    verb: 'case.write',
    body: v.strictObject({
      id: Uuid,
      person: Uuid,
      from: Instant,
      to: Instant,
      kind: v.picklist(['interview', 'household', 'transport']),
      /** Of an F2: the F1 whose contact it is; the case's own person when left out. */
      via: v.optional(Uuid),
      note: v.optional(Text(1000)),
    }),
    reply: v.strictObject({ id: v.string(), person: v.string(), level: v.number(), state: v.picklist(contactStates) }),
  },
  'POST /contact-links/:id/withdrawal': {
    scope: 'trace',
    verb: 'case.write',
    body: v.strictObject({ id: Uuid, reason: Words(500) }),
    reply: v.strictObject({ id: v.string(), changed: v.number(), changes: v.array(Moved) }),
  },
  'POST /cases/:id/decisions': {
    scope: 'trace',
    verb: 'case.write',
    bodyLimit: 1 << 20,
    body: v.strictObject({
      id: Uuid,
      decisions: v.pipe(
        v.array(
          v.strictObject({
            person: Uuid,
            level: v.pipe(v.number(), v.integer(), v.minValue(1, 'level.range'), v.maxValue(2, 'level.range')),
            /** `null` takes the decision back: the contact waits for one again. */
            accept: v.nullable(v.boolean()),
            note: v.optional(Text(500)),
          }),
        ),
        v.minLength(1, 'decisions.empty'),
        v.maxLength(1000, 'decisions.too_many'),
        v.check(
          (all) => new Set(all.map(({ person, level }) => `${level} ${person}`)).size === all.length,
          'decisions.twice',
        ),
      ),
    }),
    reply: v.strictObject({
      id: v.string(),
      accepted: v.number(),
      rejected: v.number(),
      changed: v.array(Moved),
    }),
    status: 201,
  },
  /** What was done in a case, newest first, and by whom. */
  'GET /cases/:id/history': { scope: 'trace', verb: 'case.read', reply: v.array(Deed) },
  'GET /people/:id/classification': {
    verb: 'session',
    query: v.strictObject({ asOf: v.optional(Instant) }),
    reply: Classification,
  },
  /** Changes of class that nobody has been told of yet. */
  'GET /classifications/pending': {
    verb: 'case.read',
    query: v.strictObject({ ...Page, area: v.optional(Area) }),
    reply: list(
      v.strictObject({
        person: PersonBrief,
        areaName: v.string(),
        phone: v.nullable(v.string()),
        level: v.nullable(v.string()),
        told: v.nullable(v.string()),
        until: v.nullable(When),
        changedAt: When,
        case: v.nullable(v.string()),
      }),
    ),
  },
  /**
   * Tells the persons, each by a message that names no case, with what to do next. Who has no telephone stays in the list
   * until an officer has been there: `spoken` says that the persons were told by voice, and sends nothing.
   */
  'POST /classifications/notices': {
    scope: 'trace',
    verb: 'case.write',
    body: v.strictObject({
      id: Uuid,
      persons: v.pipe(v.array(Uuid), v.minLength(1, 'persons.empty'), v.maxLength(500, 'persons.too_many')),
      spoken: v.optional(v.boolean()),
      /** The class that the officer saw of each: whoever has another one meanwhile is not told. */
      seen: v.optional(
        v.pipe(
          v.array(v.strictObject({ person: Uuid, level: v.nullable(v.picklist(['F0', 'F1', 'F2'])) })),
          v.maxLength(500, 'persons.too_many'),
        ),
      ),
    }),
    /** `passed`: told by somebody else, of another class now, or dead; they are to be looked at again. */
    reply: v.strictObject({ told: v.number(), unreachable: v.array(v.string()), passed: v.array(v.string()) }),
  },
  /** The person has read the notice. */
  'POST /people/:id/notice/receipt': {
    verb: 'person.read.own',
    body: v.strictObject({ id: Uuid }),
    reply: v.strictObject({ at: When }),
  },
});
