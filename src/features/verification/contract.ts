import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import {
  Area,
  AreaOut,
  Day,
  Flag,
  Instant,
  list,
  Page,
  Temperature,
  Text,
  Uuid,
  When,
  Words,
} from '../../core/schema.ts';
import { triageLevels, workStates } from '../declarations/contract.ts';
import { healthStates, PersonBrief } from '../people/contract.ts';

export const channels = ['call', 'visit', 'sms', 'relative'] as const;
export const outcomes = ['reached', 'no_answer', 'wrong_number', 'refused', 'absent'] as const;
export const results = ['confirmed', 'not_confirmed', 'false', 'lost'] as const;
export const conclusions = ['none', 'home_monitoring', 'sample', 'propose_isolation', 'refer_hospital'] as const;
export const methods = ['pcr', 'antigen'] as const;

export const Work = v.strictObject({
  id: v.string(),
  /** The newest declaration of the item: the one to act on. */
  declaration: v.string(),
  person: PersonBrief,
  level: v.picklist(triageLevels),
  reasons: v.array(v.string()),
  symptoms: v.array(v.string()),
  state: v.picklist(workStates),
  area: AreaOut,
  openedAt: When,
  takeBy: v.nullable(When),
  reachBy: v.nullable(When),
  nextTryAt: v.nullable(When),
  step: v.nullable(v.string()),
  overdue: v.boolean(),
  escalation: v.number(),
  attempts: v.number(),
  takenBy: v.nullable(v.strictObject({ id: v.string(), name: v.string() })),
  callRequestedAt: v.nullable(When),
  transferTo: v.nullable(AreaOut),
  /** Only with `?phones=true`, for the list a nurse carries; audited as such. */
  phone: v.optional(v.nullable(v.string())),
  address: v.optional(v.nullable(v.string())),
});

/** What an action answers: `id` is the action's own, `work` the item, shown as it stands now. */
export const Acted = v.strictObject({ ...Work.entries, work: v.string() });

const note = v.optional(Text(1000));
const at = v.optional(Instant);

const Test = v.strictObject({
  id: v.string(),
  person: PersonBrief,
  sampledAt: When,
  method: v.picklist(methods),
  lab: v.nullable(v.string()),
  result: v.nullable(v.picklist(['positive', 'negative', 'invalid'])),
  resultAt: v.nullable(When),
  /** A positive result proposes a case to the tracers. */
  proposesCase: v.boolean(),
});

const Transfer = v.strictObject({
  id: v.string(),
  declaration: v.string(),
  person: PersonBrief,
  from: AreaOut,
  to: AreaOut,
  fromName: v.string(),
  toName: v.string(),
  reason: v.string(),
  level: v.picklist(triageLevels),
  at: When,
  state: v.picklist(['waiting', 'accepted', 'refused', 'decided']),
});

const TimelineEntry = v.strictObject({
  kind: v.picklist([
    'declaration',
    'attempt',
    'verification',
    'medical_check',
    'test',
    'health',
    'transfer',
    'taken',
    'closure',
    'correction',
  ]),
  id: v.string(),
  at: When,
  storedAt: When,
  by: v.nullable(v.string()),
  unit: v.nullable(v.string()),
  detail: v.looseObject({}),
});

export const verification = contract({
  'GET /work': {
    verb: 'work.read',
    query: v.strictObject({
      ...Page,
      /** `due`: urgent and risk; `symptom`: the second list, without due time. */
      list: v.optional(v.picklist(['due', 'symptom']), 'due'),
      triage: v.optional(v.picklist(triageLevels)),
      state: v.optional(v.picklist(workStates)),
      hamlet: v.optional(Text(120)),
      area: v.optional(Area),
      overdue: v.optional(Flag),
      phones: v.optional(Flag),
    }),
    reply: list(Work),
  },
  'GET /work/summary': {
    verb: 'work.read',
    query: v.strictObject({ area: v.optional(Area) }),
    reply: v.strictObject({
      urgent: v.number(),
      risk: v.number(),
      symptom: v.number(),
      overdue: v.number(),
      transfersWaiting: v.number(),
      testsAwaiting: v.number(),
      checksDue: v.number(),
    }),
  },
  /** Server-sent events: `urgent` with the area and id of a new urgent item, `changed` when the list should be read again. */
  'GET /work/events': { verb: 'work.read', kind: 'open', reply: v.unknown() },
  /** What the next shift must know: open items, what was done since, who is overdue, who is to be checked. */
  'GET /work/hand-over': {
    verb: 'work.read',
    query: v.strictObject({ area: v.optional(Area), since: v.optional(Instant) }),
    reply: v.strictObject({
      area: AreaOut,
      areaName: v.string(),
      since: When,
      at: When,
      counts: v.record(v.string(), v.number()),
      open: v.array(Work),
      checksDue: v.array(
        v.strictObject({ person: PersonBrief, declaration: v.string(), on: v.string(), conclusion: v.string() }),
      ),
      awaitingResult: v.array(Test),
    }),
  },
  'POST /declarations/:id/take': { verb: 'work.act', body: v.strictObject({ id: Uuid, at }), reply: Acted },
  'POST /declarations/:id/attempts': {
    verb: 'work.act',
    body: v.strictObject({ id: Uuid, channel: v.picklist(channels), outcome: v.picklist(outcomes), at, note }),
    reply: Acted,
  },
  'POST /declarations/:id/verification': {
    verb: 'work.act',
    body: v.strictObject({ id: Uuid, result: v.picklist(results), at, note }),
    reply: Acted,
  },
  'POST /declarations/:id/medical-check': {
    verb: 'work.act',
    body: v.strictObject({
      id: Uuid,
      at,
      temperature: v.optional(Temperature),
      findings: v.optional(Text(2000), ''),
      conclusion: v.picklist(conclusions),
      health: v.optional(v.picklist(healthStates)),
      nextCheckOn: v.optional(Day),
    }),
    reply: v.strictObject({ ...Acted.entries, health: v.picklist(healthStates) }),
  },
  /** Closes a confirmed item with "no check needed" and a reason. */
  'POST /declarations/:id/closure': {
    verb: 'work.act',
    body: v.strictObject({ id: Uuid, reason: Words(500), at }),
    reply: Acted,
  },
  /** Undoes a verification, check or closure given in error; what was written stays in the timeline. */
  'POST /declarations/:id/reopening': {
    verb: 'work.act',
    body: v.strictObject({ id: Uuid, reason: Words(500) }),
    reply: Acted,
  },
  'POST /declarations/:id/transfer': {
    verb: 'work.act',
    body: v.strictObject({ id: Uuid, area: Area, reason: Words(500) }),
    reply: Transfer,
  },
  'GET /transfers': { verb: 'work.read', query: v.strictObject({ ...Page }), reply: list(Transfer) },
  /** The receiving station accepts or refuses; after a refusal the common superior decides with `area`. */
  'POST /transfers/:id/answer': {
    verb: 'work.act',
    body: v.strictObject({ id: Uuid, accept: v.boolean(), note }),
    reply: Transfer,
  },
  'POST /people/:id/tests': {
    verb: 'test.write',
    body: v.strictObject({
      id: Uuid,
      sampledAt: Instant,
      method: v.picklist(methods),
      lab: v.optional(Text(200)),
      result: v.optional(v.picklist(['positive', 'negative', 'invalid'])),
      resultAt: v.optional(Instant),
    }),
    reply: Test,
  },
  /** A result is given once; a wrong one is put right with the reason as `correction`, and what stood there before is kept. */
  'POST /tests/:id/result': {
    verb: 'test.write',
    body: v.strictObject({
      id: Uuid,
      result: v.picklist(['positive', 'negative', 'invalid']),
      resultAt: v.optional(Instant),
      correction: v.optional(Words(500)),
    }),
    reply: Test,
  },
  'GET /tests': {
    verb: 'test.read',
    query: v.strictObject({ ...Page, awaiting: v.optional(Flag), area: v.optional(Area) }),
    reply: list(Test),
  },
  'GET /people/:id/timeline': { verb: 'work.read', reply: v.array(TimelineEntry) },
});
