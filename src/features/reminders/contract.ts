import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, Flag, Limit, list, Page, Text, Uuid, When } from '../../core/schema.ts';

const Reason = v.strictObject({
  code: v.picklist(['urgent_untaken', 'overdue', 'no_account', 'no_sign_in', 'low_share']),
  n: v.optional(v.number()),
  of: v.optional(v.number()),
  since: v.optional(v.nullable(When)),
  share: v.optional(v.number()),
  middle: v.optional(v.number()),
});

const Lagging = v.strictObject({
  area: AreaOut,
  name: v.string(),
  open: v.number(),
  overdue: v.number(),
  untaken: v.number(),
  unreachable: v.number(),
  share: v.nullable(v.number()),
  lastSeenAt: v.nullable(When),
  /** Why, the most pressing first. */
  reasons: v.array(Reason),
  /** The last reminder; `escalated` while the unit still lags after the time it was given. */
  reminded: v.nullable(
    v.strictObject({ id: v.string(), at: When, acknowledgedAt: v.nullable(When), escalated: v.boolean() }),
  ),
  /** Until when it is to be left alone; null when it may be reminded. */
  quietUntil: v.nullable(When),
});

const Hours = v.pipe(v.number(), v.integer(), v.minValue(1, 'hours.range'), v.maxValue(72, 'hours.range'));

const Reminder = v.strictObject({
  id: v.string(),
  kind: v.picklist(['reminder', 'escalation', 'alarm']),
  /** The unit that is told, and the one it is about. */
  area: AreaOut,
  about: AreaOut,
  aboutName: v.string(),
  from: v.nullable(v.string()),
  at: When,
  note: v.nullable(v.string()),
  /** Counts and codes to be worded by the reader; never a person. */
  figures: v.looseObject({}),
  acknowledgedAt: v.nullable(When),
});

export const reminders = contract({
  /** The urge list: units that lag, the furthest behind first. `by=child`: the areas directly below instead of communes. */
  'GET /statistics/lagging': {
    verb: 'work.count',
    query: v.strictObject({
      area: v.optional(Area),
      by: v.optional(v.picklist(['commune', 'child']), 'commune'),
      limit: Limit,
    }),
    reply: v.array(Lagging),
  },
  /** One tap: an SMS to the on-duty phone of the unit, and a note in its console. Once an hour at most. */
  'POST /reminders': {
    verb: 'unit.remind',
    body: v.strictObject({ id: Uuid, area: Area, note: v.optional(Text(500)), hours: v.optional(Hours) }),
    reply: v.strictObject({
      ...Reminder.entries,
      /** Whether the unit's own on-duty phone was written to; it may have none. */
      sms: v.boolean(),
      /** When the level above is told, if the unit still lags then. */
      dueAt: v.nullable(When),
    }),
  },
  /** What the own unit was told, the newest first. */
  'GET /reminders': {
    verb: 'reminder.read',
    query: v.strictObject({ ...Page, open: v.optional(Flag) }),
    reply: list(Reminder),
  },
  'POST /reminders/:id/acknowledgement': {
    verb: 'reminder.answer',
    body: v.strictObject({ id: Uuid }),
    reply: Reminder,
  },
});
