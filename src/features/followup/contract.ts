import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, Flag, Instant, list, Page, Phone, Text, Uuid, When, Words, Year } from '../../core/schema.ts';
import { PublicVenue } from '../venues/contract.ts';
import { exposureReaches } from './rules.ts';
import { ContactTask, Counts, Elsewhere, Move, Named, NamedPeople, reachOf, State, Token } from './shapes.ts';

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
