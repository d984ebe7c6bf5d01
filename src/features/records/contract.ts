import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, Flag, list, Page, Text, Uuid, When } from '../../core/schema.ts';
import { FullName, HealthChange, Person, PersonBrief, personEntries } from '../people/contract.ts';
import { purposes } from './rules.ts';

export const correctionStates = ['open', 'accepted', 'refused'] as const;

/** What a citizen may ask to be put right; where the person stays is changed, not corrected. */
const { area: _, ...correctable } = personEntries;
const Fields = v.strictObject({ ...correctable, fullName: v.optional(FullName) });

const CorrectionRequest = v.strictObject({
  id: v.string(),
  state: v.picklist(correctionStates),
  fields: Fields,
  note: v.string(),
  at: When,
  decidedAt: v.nullable(When),
  /** What the station wrote with its answer. */
  answer: v.nullable(v.string()),
});

const Value = v.nullable(v.string());

/** For the station: who asks, and what would stand instead of what. */
const QueuedRequest = v.strictObject({
  ...CorrectionRequest.entries,
  person: PersonBrief,
  area: AreaOut,
  changes: v.array(v.strictObject({ field: v.string(), from: Value, to: Value })),
  by: v.nullable(v.string()),
});

const Declared = v.strictObject({
  id: v.string(),
  form: v.string(),
  formVersion: v.string(),
  at: When,
  storedAt: When,
  onBehalf: v.boolean(),
  area: AreaOut,
  areaName: v.string(),
  level: v.string(),
  reasons: v.array(v.string()),
  answers: v.looseObject({}),
  state: v.nullable(v.string()),
  supersededBy: v.nullable(v.string()),
  verification: v.nullable(v.strictObject({ result: v.string(), at: When })),
  check: v.nullable(v.strictObject({ at: When, conclusion: v.string(), nextCheckOn: v.nullable(v.string()) })),
});

/** Everything kept of a person, as the person may see it. */
export const OwnData = v.strictObject({
  asOf: When,
  person: v.strictObject({ ...Person.entries, areaName: v.string(), diedOn: v.nullable(v.string()) }),
  /** Every id the person is recorded under: more than one after two records were merged. */
  ids: v.array(v.string()),
  createdAt: When,
  updatedAt: When,
  madeAs: v.picklist(['citizen', 'officer']),
  /** Accounts that may act for the person. */
  holders: v.array(
    v.strictObject({
      relation: v.picklist(['self', 'family']),
      state: v.string(),
      since: When,
      isYou: v.boolean(),
    }),
  ),
  health: v.array(HealthChange),
  declarations: v.array(Declared),
  tests: v.array(
    v.strictObject({
      id: v.string(),
      sampledAt: When,
      method: v.string(),
      lab: v.nullable(v.string()),
      result: v.nullable(v.string()),
      resultAt: v.nullable(When),
    }),
  ),
  corrections: v.array(CorrectionRequest),
  /** Messages to the account's own phone: what they were for, and when; the words are not kept longer than they are needed. */
  messages: v.array(v.strictObject({ purpose: v.string(), channel: v.string(), at: When, sentAt: v.nullable(When) })),
  sessions: v.array(v.strictObject({ device: v.string(), createdAt: When, expiresAt: v.nullable(When) })),
  /** What other features keep, each under its name. */
  more: v.record(v.string(), v.array(v.looseObject({}))),
});

export const records = contract({
  /** The own record and those of family members one keeps: not of an adult who keeps the own record. */
  'GET /people/:id/data': { verb: 'person.read.own', reply: OwnData },
  /** Which unit has read the record, what for, and when; the newest first. */
  'GET /people/:id/readings': {
    verb: 'person.read.own',
    query: v.strictObject({ ...Page }),
    reply: list(v.strictObject({ at: When, unit: v.string(), purpose: v.picklist(purposes) })),
  },
  'POST /people/:id/correction-requests': {
    verb: 'correction.request',
    body: v.strictObject({ id: Uuid, fields: v.optional(Fields, {}), note: v.optional(Text(1000), '') }),
    reply: CorrectionRequest,
  },
  'GET /people/:id/correction-requests': { verb: 'person.read.own', reply: v.array(CorrectionRequest) },
  /** What waits for an answer, the oldest first; with another state what was answered, the newest first. */
  'GET /correction-requests': {
    verb: 'correction.decide',
    query: v.strictObject({
      ...Page,
      area: v.optional(Area),
      state: v.optional(v.picklist(correctionStates), 'open'),
      /** Only how many wait, up to 100. */
      count: v.optional(Flag),
    }),
    reply: v.strictObject({ ...list(QueuedRequest).entries, waiting: v.optional(v.number()) }),
  },
  /** Accepting writes the change into the record; a refusal says why. */
  'POST /correction-requests/:id/decision': {
    verb: 'correction.decide',
    body: v.strictObject({ id: Uuid, accept: v.boolean(), note: v.optional(Text(1000)) }),
    reply: QueuedRequest,
  },
});
