import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, Instant, list, Page, Text, Uuid, When, Words } from '../../core/schema.ts';
import { triageLevels } from '../declarations/contract.ts';
import { sexes } from '../people/contract.ts';

export const arrivalStates = ['waiting', 'arrived', 'absent'] as const;

/** What the rule table gives: days at home from the day of arrival, its last day, and the days on which to test. */
export const Plan = v.strictObject({
  version: v.string(),
  homeDays: v.number(),
  until: v.nullable(v.string()),
  tests: v.array(v.string()),
  reasons: v.array(v.string()),
});

export const Arrival = v.strictObject({
  /** The declaration's own id. */
  id: v.string(),
  person: v.strictObject({ id: v.string(), fullName: v.string() }),
  phone: v.nullable(v.string()),
  address: v.nullable(v.string()),
  hamlet: v.nullable(v.string()),
  area: AreaOut,
  areaName: v.string(),
  expectedAt: When,
  /** By when the station has confirmed. */
  dueAt: When,
  state: v.picklist(arrivalStates),
  overdue: v.boolean(),
  /** How many levels above the station were told. */
  escalation: v.number(),
  arrivedAt: v.nullable(When),
  /** Not shown to a hamlet team. */
  detail: v.nullable(
    v.strictObject({
      birthYear: v.nullable(v.number()),
      sex: v.nullable(v.picklist(sexes)),
      level: v.picklist(triageLevels),
      from: v.nullable(AreaOut),
      fromName: v.nullable(v.string()),
      leftOn: v.nullable(v.string()),
      vehicle: v.nullable(v.string()),
      trip: v.nullable(v.string()),
      household: v.nullable(v.number()),
      testSlip: v.nullable(v.string()),
      vaccination: v.nullable(v.string()),
      plan: Plan,
      confirmedBy: v.nullable(v.string()),
      /** What the station wrote; not shown to the returnee. */
      note: v.nullable(v.string()),
    }),
  ),
});

export const returnees = contract({
  /** `waiting` holds those overdue too, in the order in which they fall due; other lists begin with the newest. */
  'GET /arrivals': {
    verb: 'arrival.read',
    query: v.strictObject({
      ...Page,
      state: v.optional(v.picklist(['waiting', 'overdue', 'arrived', 'absent'])),
      area: v.optional(Area),
      hamlet: v.optional(Text(120)),
    }),
    /**
     * `today`: how many of the area are awaited today, with the first page of an officer's list. `hamlets`: those that a hamlet
     * team watches; it sees nobody else's.
     */
    reply: v.strictObject({
      ...list(Arrival).entries,
      today: v.nullable(v.number()),
      hamlets: v.nullable(v.array(v.string())),
    }),
  },
  /** The station has looked. Who was absent may still arrive; an arrival is put right with the reason as `correction`. */
  'POST /arrivals/:id/confirmation': {
    verb: 'arrival.confirm',
    body: v.strictObject({
      id: Uuid,
      at: v.optional(Instant),
      arrived: v.boolean(),
      note: v.optional(Text(1000)),
      correction: v.optional(Words(500)),
    }),
    reply: Arrival,
  },
});
