import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, Flag, Instant, list, Page, Text, Uuid, When } from '../../core/schema.ts';
import { taskStates } from '../cases/contract.ts';
import { PersonBrief } from '../people/contract.ts';

const ContactTask = v.strictObject({
  person: PersonBrief,
  case: v.string(),
  caseCode: v.string(),
  level: v.number(),
  state: v.picklist(taskStates),
  area: AreaOut,
  risk: v.number(),
  dueAt: v.nullable(When),
  overdue: v.boolean(),
  lastContactAt: v.nullable(When),
  phone: v.nullable(v.string()),
});

export const followup = contract({
  'GET /contacts': {
    verb: 'contact.work',
    query: v.strictObject({
      ...Page,
      area: v.optional(Area),
      state: v.optional(v.picklist(taskStates)),
      overdue: v.optional(Flag),
    }),
    reply: list(ContactTask),
  },
  'POST /cases/:id/assignments': {
    verb: 'contact.work',
    body: v.strictObject({
      id: Uuid,
      person: Uuid,
      state: v.picklist(taskStates),
      at: v.optional(Instant),
      note: v.optional(Text(500)),
    }),
    reply: ContactTask,
  },
  /** Contacts who live in other provinces, a list each: sent, and acknowledged by the other side. */
  'GET /contacts/elsewhere': {
    scope: 'trace',
    verb: 'contact.read',
    query: v.strictObject({ direction: v.optional(v.picklist(['out', 'in']), 'out') }),
    reply: v.array(
      v.strictObject({
        province: AreaOut,
        name: v.string(),
        case: v.string(),
        caseCode: v.string(),
        people: v.number(),
        sentAt: v.nullable(When),
        acknowledgedAt: v.nullable(When),
      }),
    ),
  },
  'POST /cases/:id/elsewhere': {
    scope: 'trace',
    verb: 'case.write',
    body: v.strictObject({ id: Uuid, province: Area }),
    reply: v.strictObject({ people: v.number(), sentAt: When }),
  },
  'POST /cases/:id/elsewhere/acknowledgement': {
    scope: 'trace',
    verb: 'case.write',
    body: v.strictObject({ id: Uuid }),
    reply: v.strictObject({ people: v.number(), at: When }),
  },
});
