import * as v from 'valibot';
import { AreaOut, Day, Instant, Text, When } from '../../core/schema.ts';
import { PersonBrief } from '../people/contract.ts';
import { PublicVenue } from '../venues/contract.ts';
import { brokenReasons, evidenceKinds } from './rules.ts';

export const contactStates = ['candidate', 'accepted', 'rejected', 'below'] as const;
export const taskStates = ['to_call', 'reached', 'quarantine', 'sampled', 'closed'] as const;
export const Level = v.picklist(['1', '2']);
/** What a correction of a case can change. */
export const changedFields = [
  'onsetOn',
  'sampledOn',
  'confirmedOn',
  'isolatedAt',
  'sourceKnown',
  'nationalNumber',
  'outbreak',
  'outcome',
  'treatmentPlace',
  'note',
] as const;

export const Case = v.strictObject({
  id: v.string(),
  person: PersonBrief,
  area: AreaOut,
  areaName: v.string(),
  code: v.string(),
  nationalNumber: v.nullable(v.string()),
  onsetOn: v.nullable(v.string()),
  sampledOn: v.string(),
  confirmedOn: v.string(),
  isolatedAt: v.nullable(When),
  sourceKnown: v.boolean(),
  outbreak: v.nullable(v.string()),
  outcome: v.nullable(v.string()),
  treatmentPlace: v.nullable(v.string()),
  state: v.picklist(['open', 'closed', 'revoked']),
  note: v.nullable(v.string()),
  at: When,
  /** When it could give it on, by the rule. */
  window: v.strictObject({ from: When, to: When }),
  /**
   * Whom the lists of both levels show as accepted by a tracer, each human once; and who of these is still to be called. A decision
   * is no class: also those whose chain is broken are accepted, and `GET /cases/:id/contacts` says who.
   */
  contacts: v.strictObject({ accepted: v.number(), waiting: v.number() }),
  /** The positive result of an open case was put right, and no other one stands: to be looked at by a tracer. */
  retracted: v.nullable(v.strictObject({ at: When, result: v.nullable(v.string()), reason: v.string() })),
});

export const caseEntries = {
  onsetOn: v.optional(Day),
  sampledOn: Day,
  confirmedOn: Day,
  isolatedAt: v.optional(Instant),
  sourceKnown: v.optional(v.boolean()),
  nationalNumber: v.optional(Text(40)),
  outbreak: v.optional(Text(120)),
  treatmentPlace: v.optional(Text(200)),
  note: v.optional(Text(2000)),
};

export const Evidence = v.strictObject({
  kind: v.picklist(evidenceKinds),
  id: v.optional(v.string()),
  venue: v.optional(PublicVenue),
  /** What of it lies in the time that counts; as it was recorded where nothing does, with no minutes. */
  from: When,
  to: When,
  minutes: v.number(),
  /** What was recorded, where only that part of it counts. */
  entered: v.optional(v.strictObject({ from: When, to: When })),
  doubtful: v.optional(v.boolean()),
  sameSeat: v.optional(v.boolean()),
  /** Of an F2: the F1 it came through. */
  via: v.optional(PersonBrief),
  note: v.optional(v.nullable(v.string())),
});

export const Contact = v.strictObject({
  person: PersonBrief,
  areaName: v.string(),
  phone: v.nullable(v.string()),
  level: v.number(),
  state: v.picklist(contactStates),
  /** Accepted, and without a class by this case all the same: what of the chain does not hold. */
  broken: v.optional(v.picklist(brokenReasons)),
  evidence: v.array(Evidence),
  risk: v.number(),
  riskParts: v.array(v.strictObject({ part: v.string(), points: v.number() })),
  /** The work on an accepted contact. */
  task: v.nullable(
    v.strictObject({
      state: v.picklist(taskStates),
      area: AreaOut,
      dueAt: v.nullable(When),
      acknowledgedAt: v.nullable(When),
    }),
  ),
});

export const Change = v.strictObject({
  id: v.string(),
  level: v.nullable(v.string()),
  previous: v.nullable(v.string()),
  at: When,
  reason: v.string(),
});

/** Who changed class by an act. */
export const Moved = v.strictObject({
  person: v.string(),
  fullName: v.string(),
  level: v.nullable(v.string()),
  previous: v.nullable(v.string()),
});

/** Something that was done in a case; `persons` are the first of `count`. */
export const Deed = v.strictObject({
  kind: v.picklist([
    'opened',
    'corrected',
    'closed',
    'reopened',
    'revoked',
    'restored',
    'accepted',
    'rejected',
    'undecided',
    'entered',
    'withdrawn',
  ]),
  at: When,
  by: v.nullable(v.string()),
  level: v.nullable(v.number()),
  count: v.number(),
  persons: v.array(PersonBrief),
  /** What was noted, or the reason that was given. */
  note: v.nullable(v.string()),
  /** Of a correction: what stood before, and what stands since. */
  changes: v.array(
    v.strictObject({
      field: v.picklist(changedFields),
      before: v.nullable(v.string()),
      after: v.nullable(v.string()),
    }),
  ),
});

export const Classification = v.strictObject({
  level: v.nullable(v.string()),
  firstLevel: v.nullable(v.string()),
  since: v.nullable(When),
  until: v.nullable(When),
  chain: v.array(v.strictObject({ person: v.nullable(PersonBrief), level: v.string() })),
  history: v.array(Change),
  told: v.boolean(),
  /** For officers: when the person was told, and when the person said to have read it. */
  toldAt: v.optional(v.nullable(When)),
  readAt: v.optional(v.nullable(When)),
  /** The case it follows from, for who may read cases. */
  case: v.optional(v.nullable(v.string())),
});
