import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, Day, Text, Uuid, When } from '../../core/schema.ts';

const figures = {
  declared: v.number(),
  urgent: v.number(),
  risk: v.number(),
  symptom: v.number(),
  clear: v.number(),
  verified: v.number(),
  confirmed: v.number(),
  checked: v.number(),
};

const period = { area: v.optional(Area), from: v.optional(Day), to: v.optional(Day) };

const Summary = v.strictObject({
  area: AreaOut,
  name: v.string(),
  asOf: v.nullable(When),
  approvedAt: v.nullable(When),
  /** The unit and the office that approved, as the public may know it. */
  approver: v.nullable(v.string()),
  figures: v.nullable(v.strictObject(figures)),
  byDay: v.array(v.strictObject({ day: v.string(), declared: v.number(), urgent: v.number() })),
});

export const statistics = contract({
  /** One row a child area, true at once after a write. A commune answers with its own row. Overdue counts open items now. */
  'GET /statistics/declarations': {
    verb: 'figure.read',
    query: v.strictObject(period),
    reply: v.array(
      v.strictObject({ area: AreaOut, name: v.string(), ...figures, open: v.number(), overdue: v.number() }),
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
  'GET /public/summary': { verb: 'public', query: v.strictObject({ area: v.optional(Area) }), reply: Summary },
});
