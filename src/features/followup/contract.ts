import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, Flag, Instant, list, Page, Phone, Text, Uuid, When, Words, Year } from '../../core/schema.ts';
import { taskStates } from '../cases/contract.ts';
import { PersonBrief } from '../people/contract.ts';
import { PublicVenue } from '../venues/contract.ts';
import { askKinds, endings, exposureReaches } from './rules.ts';

const State = v.picklist(taskStates);

const ContactTask = v.strictObject({
  person: PersonBrief,
  case: v.string(),
  caseCode: v.string(),
  level: v.number(),
  state: State,
  area: AreaOut,
  areaName: v.string(),
  address: v.nullable(v.string()),
  risk: v.number(),
  dueAt: v.nullable(When),
  overdue: v.boolean(),
  lastContactAt: v.nullable(When),
  /** When the class that the contact gives ends, by the rule. */
  until: v.nullable(When),
  isolatedAt: v.nullable(When),
  phone: v.nullable(v.string()),
  /** The case lies in another commune. */
  fromElsewhere: v.boolean(),
  changedAt: When,
  /** Why it ended by itself; null: it is open, or somebody has finished it. */
  ended: v.nullable(v.picklist(endings)),
});

const Move = v.strictObject({
  id: v.string(),
  state: State,
  previous: State,
  at: When,
  by: v.nullable(v.string()),
  note: v.nullable(v.string()),
});

/** Of one case, the contacts who live in one other province. */
const Elsewhere = v.strictObject({
  case: v.string(),
  caseCode: v.string(),
  /** The province the contacts live in, and the one the case lies in. */
  to: AreaOut,
  toName: v.string(),
  from: AreaOut,
  fromName: v.string(),
  people: v.number(),
  unsent: v.number(),
  sentAt: v.nullable(When),
  sentBy: v.nullable(v.string()),
  acknowledgedAt: v.nullable(When),
  acknowledgedBy: v.nullable(v.string()),
  /** Sent, and not acknowledged in time. */
  overdue: v.boolean(),
});

/** Somebody whom a contact has met, as the contact remembers it. */
const NamedPerson = v.strictObject({
  id: Uuid,
  fullName: Words(120),
  phone: v.optional(Phone),
  place: v.optional(Text(300)),
  from: Instant,
  to: Instant,
  kind: v.picklist(askKinds),
  note: v.optional(Text(500)),
});
const NamedPeople = v.pipe(v.array(NamedPerson), v.minLength(1, 'persons.empty'), v.maxLength(50, 'persons.too_many'));

const Named = v.strictObject({
  id: v.string(),
  /** Who named the person. */
  by: PersonBrief,
  fullName: v.string(),
  phone: v.nullable(v.string()),
  place: v.nullable(v.string()),
  note: v.nullable(v.string()),
  from: When,
  to: When,
  kind: v.picklist(askKinds),
  state: v.picklist(['waiting', 'added', 'dismissed']),
  at: When,
  /** The officer who wrote it down; null when the contact did. */
  writtenBy: v.nullable(v.string()),
  contact: v.nullable(v.string()),
});

const reachOf = {
  venue: Uuid,
  from: Instant,
  to: Instant,
  /** Whoever was there as long as the kind of place asks for, or at all. */
  reach: v.picklist(exposureReaches),
};
const Counts = {
  /** Who was there. */
  there: v.number(),
  /** Have a phone, and were not told for this case before. */
  told: v.number(),
  again: v.number(),
  withoutPhone: v.number(),
};
const Token = v.pipe(v.string(), v.regex(/^[\w-]{22}$/, 'token.format'));

export const followup = contract({
  /** A commune's people to follow, whichever area the case lies in. Without `state` all that are not closed, the most pressing first. */
  'GET /contacts': {
    verb: 'contact.work',
    query: v.strictObject({
      ...Page,
      area: v.optional(Area),
      state: v.optional(State),
      overdue: v.optional(Flag),
    }),
    reply: list(ContactTask),
  },
  /** For each area below (for a commune itself): who is still to be called, who is overdue, and all that are open. */
  'GET /contacts/summary': {
    verb: 'contact.work',
    query: v.strictObject({ area: v.optional(Area) }),
    reply: v.array(
      v.strictObject({
        area: AreaOut,
        name: v.string(),
        open: v.number(),
        toCall: v.number(),
        overdue: v.number(),
      }),
    ),
  },
  'POST /cases/:id/assignments': {
    scope: 'trace',
    verb: 'contact.work',
    body: v.strictObject({
      id: Uuid,
      person: Uuid,
      state: State,
      /** The state that the officer saw; another one there now is refused, so that nobody undoes what another has just done. */
      previous: v.optional(State),
      at: v.optional(Instant),
      note: v.optional(Text(500)),
    }),
    reply: ContactTask,
  },
  /** What was done with a contact, newest first. */
  'GET /cases/:id/assignments': {
    verb: 'contact.work',
    query: v.strictObject({ person: Uuid }),
    reply: v.array(Move),
  },
  /** Contacts who live in another province than the case, a row for each case and province: sent, and acknowledged by the other side. */
  'GET /contacts/elsewhere': {
    scope: 'trace',
    verb: 'contact.read',
    query: v.strictObject({ direction: v.optional(v.picklist(['out', 'in']), 'out') }),
    reply: v.array(Elsewhere),
  },
  'POST /cases/:id/elsewhere': {
    scope: 'trace',
    verb: 'case.write',
    body: v.strictObject({ id: Uuid, province: Area }),
    reply: Elsewhere,
  },
  'POST /cases/:id/elsewhere/acknowledgement': {
    scope: 'trace',
    verb: 'case.write',
    body: v.strictObject({ id: Uuid, province: Area }),
    reply: Elsewhere,
  },
  /** A link by SMS, by which a contact lists the people met. */
  'POST /cases/:id/asks': {
    scope: 'trace',
    verb: 'contact.work',
    body: v.strictObject({ id: Uuid, person: Uuid }),
    reply: v.strictObject({ phone: v.string(), expiresAt: When }),
  },
  /** What the page behind the link shows: nothing of the case, of the contact only the given name. */
  'POST /contact-asks/check': {
    scope: 'trace',
    verb: 'public',
    body: v.strictObject({ token: Token }),
    reply: v.strictObject({ name: v.string(), since: v.string(), expiresAt: When, named: v.number() }),
  },
  'POST /contact-asks/answers': {
    scope: 'trace',
    verb: 'public',
    /** With an `id` the same request sent again gets the same answer; each of the people is kept once either way. */
    body: v.strictObject({ id: v.optional(Uuid), token: Token, people: NamedPeople }),
    reply: v.strictObject({ named: v.number() }),
    status: 201,
  },
  /** The same in the app: what the account's own people are asked and can still answer; of each person first what waits for an answer. */
  'GET /contact-asks': {
    scope: 'trace',
    verb: 'contact.answer',
    reply: v.array(
      v.strictObject({
        id: v.string(),
        person: v.string(),
        name: v.string(),
        since: v.string(),
        expiresAt: When,
        named: v.number(),
        answered: v.boolean(),
      }),
    ),
  },
  'POST /contact-asks/:id/answers': {
    scope: 'trace',
    verb: 'contact.answer',
    body: v.strictObject({ id: Uuid, people: NamedPeople }),
    reply: v.strictObject({ named: v.number() }),
  },
  /** The same, written down by an officer with the contact on the phone. */
  'POST /cases/:id/named': {
    scope: 'trace',
    verb: 'contact.work',
    body: v.strictObject({ id: Uuid, person: Uuid, people: NamedPeople }),
    reply: v.strictObject({ named: v.number() }),
  },
  /** Whom contacts of a case have named; those that wait first. */
  'GET /cases/:id/named': { scope: 'trace', verb: 'contact.read', reply: v.array(Named) },
  /** Makes the named one a contact by interview, as a known person or a new one; or says why not. */
  'POST /named-contacts/:id/decision': {
    scope: 'trace',
    verb: 'case.write',
    body: v.strictObject({
      id: Uuid,
      decision: v.variant('as', [
        v.strictObject({ as: v.literal('known'), person: Uuid }),
        v.strictObject({
          as: v.literal('new'),
          person: Uuid,
          fullName: Words(120),
          birthYear: v.optional(Year),
          sex: v.optional(v.picklist(['male', 'female', 'other'])),
          phone: v.optional(Phone),
          area: Area,
          address: v.optional(Text(300)),
        }),
        v.strictObject({ as: v.literal('dismissed'), note: v.optional(Text(500)) }),
      ]),
    }),
    reply: Named,
  },
  /** How many a notice would reach, and what it would say, before it is sent. */
  'GET /cases/:id/exposure': {
    scope: 'trace',
    verb: 'case.write',
    query: v.strictObject({ ...reachOf, namesVenue: v.optional(Flag) }),
    reply: v.strictObject({ ...Counts, from: When, to: When, text: v.string() }),
  },
  'GET /cases/:id/exposure-notices': {
    scope: 'trace',
    verb: 'contact.read',
    reply: v.array(
      v.strictObject({
        id: v.string(),
        venue: v.nullable(PublicVenue),
        from: When,
        to: When,
        reach: v.picklist(exposureReaches),
        namesVenue: v.boolean(),
        ...Counts,
        at: When,
        by: v.nullable(v.string()),
      }),
    ),
  },
  /** Tells whoever was in a place with the case, once a person and case; the message names no case, and the place only when asked to. */
  'POST /cases/:id/exposure-notices': {
    scope: 'trace',
    verb: 'case.write',
    body: v.strictObject({ id: Uuid, ...reachOf, namesVenue: v.boolean() }),
    reply: v.strictObject({ id: v.string(), ...Counts, from: When, to: When, at: When }),
  },
});
