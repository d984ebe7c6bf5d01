import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, Day, list, Page, Text, Uuid, When, Words } from '../../core/schema.ts';

/** What the public may know, when approved. `people` and `inTime` are missing from approvals before they were counted. */
const published = {
  declared: v.number(),
  urgent: v.number(),
  risk: v.number(),
  symptom: v.number(),
  clear: v.number(),
  verified: v.number(),
  confirmed: v.number(),
  checked: v.number(),
  people: v.optional(v.number()),
  inTime: v.optional(v.number()),
};

/** Counters of declarations. `people`: by their first one; `inTime`: verified before it was due. */
const figures = {
  ...published,
  people: v.number(),
  inTime: v.number(),
  fever: v.number(),
  breathless: v.number(),
};

const PeriodDay = v.pipe(
  Day,
  v.check((day) => day >= '1900-01-01', 'day.range'),
);
const period = { area: v.optional(Area), from: v.optional(PeriodDay), to: v.optional(PeriodDay) };

const Population = v.strictObject({ people: v.number(), year: v.number(), source: v.string() });

const Summary = v.strictObject({
  area: AreaOut,
  name: v.string(),
  asOf: v.nullable(When),
  approvedAt: v.nullable(When),
  /** The unit and the office that approved, as the public may know it. */
  approver: v.nullable(v.string()),
  figures: v.nullable(v.strictObject(published)),
  byDay: v.array(v.strictObject({ day: v.string(), declared: v.number(), urgent: v.number() })),
});

/** As those who approve see it: with names, and with what is not published. */
const Approval = v.strictObject({
  id: v.string(),
  asOf: When,
  approvedAt: When,
  by: v.nullable(v.string()),
  note: v.nullable(v.string()),
  figures: v.strictObject(published),
  withdrawn: v.nullable(v.strictObject({ at: When, by: v.nullable(v.string()), reason: v.string() })),
});

export const statistics = contract({
  /**
   * One row a child area, true at once after a write. A commune answers with its own row. Open, overdue, unreachable (tried,
   * never reached) and untaken (urgent, past its time to take) count open items now; the share, 0 to 1, is of the residents who have declared so far, whatever the period.
   */
  'GET /statistics/declarations': {
    verb: 'figure.read',
    query: v.strictObject(period),
    reply: v.array(
      v.strictObject({
        area: AreaOut,
        name: v.string(),
        ...figures,
        population: v.nullable(Population),
        share: v.nullable(v.number()),
        open: v.number(),
        overdue: v.number(),
        unreachable: v.number(),
        untaken: v.number(),
      }),
    ),
  },
  'GET /statistics/days': {
    verb: 'figure.read',
    query: v.strictObject(period),
    reply: v.array(v.strictObject({ day: v.string(), ...figures })),
  },
  /** Approves the figures of the own area as they stand now; the portal shows the last approved ones. */
  'POST /figures/approval': {
    verb: 'figure.approve',
    body: v.strictObject({ id: Uuid, area: Area, note: v.optional(Text(500)) }),
    reply: Summary,
  },
  /** What was approved of an area, newest first, with who did and what for. `shown`: the one that the portal shows now. */
  'GET /figures/approvals': {
    verb: 'figure.approve',
    query: v.strictObject({ ...Page, area: v.optional(Area) }),
    reply: v.strictObject({ ...list(Approval).entries, shown: v.nullable(v.string()) }),
  },
  /** Takes an approval back. The portal shows the newest that stands; the answer is what it shows from now on. */
  'POST /figures/approvals/:id/withdrawal': {
    verb: 'figure.approve',
    body: v.strictObject({ id: Uuid, reason: Words(500) }),
    reply: Summary,
  },
  'GET /public/summary': { verb: 'public', query: v.strictObject({ area: v.optional(Area) }), reply: Summary },
});
