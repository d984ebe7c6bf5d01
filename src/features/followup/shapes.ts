import * as v from 'valibot';
import { AreaOut, Instant, Phone, Text, Uuid, When, Words } from '../../core/schema.ts';
import { taskStates } from '../cases/contract.ts';
import { PersonBrief } from '../people/contract.ts';
import { askKinds, endings, exposureReaches } from './rules.ts';

export const State = v.picklist(taskStates);

export const ContactTask = v.strictObject({
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
  /** Past its time, and when the level above was told. */
  escalatedAt: v.nullable(When),
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

export const Move = v.strictObject({
  id: v.string(),
  state: State,
  previous: State,
  at: When,
  by: v.nullable(v.string()),
  note: v.nullable(v.string()),
});

/** Of one case, the contacts who live in one other province. */
export const Elsewhere = v.strictObject({
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
export const NamedPerson = v.strictObject({
  id: Uuid,
  fullName: Words(120),
  phone: v.optional(Phone),
  place: v.optional(Text(300)),
  from: Instant,
  to: Instant,
  kind: v.picklist(askKinds),
  note: v.optional(Text(500)),
});
export const NamedPeople = v.pipe(
  v.array(NamedPerson),
  v.minLength(1, 'persons.empty'),
  v.maxLength(50, 'persons.too_many'),
);

export const Named = v.strictObject({
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

export const reachOf = {
  venue: Uuid,
  from: Instant,
  to: Instant,
  /** Whoever was there as long as the kind of place asks for, or at all. */
  reach: v.picklist(exposureReaches),
};
export const Counts = {
  /** Who was there. */
  there: v.number(),
  /** Have a phone, and were not told for this case before. */
  told: v.number(),
  again: v.number(),
  withoutPhone: v.number(),
};
export const Token = v.pipe(v.string(), v.regex(/^[\w-]{22}$/, 'token.format'));
