import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, Day } from '../../core/schema.ts';
import { methods } from './rules.ts';

export const watched = ['fever', 'breathless'] as const;

const Finding = v.strictObject({
  method: v.picklist(methods),
  statistic: v.number(),
  threshold: v.number(),
  mean: v.number(),
  /** The sample's; what is divided by is at least `leastDeviation`. */
  deviation: v.number(),
  baseline: v.array(v.number()),
  parts: v.optional(v.array(v.number())),
});

const Alarm = v.strictObject({
  area: AreaOut,
  name: v.string(),
  symptom: v.picklist(watched),
  day: v.string(),
  /** Declarations of the day with the sign. */
  count: v.number(),
  /** All declarations of the day, and what is usual over the week before: more people declaring brings more of every sign. */
  declared: v.number(),
  usuallyDeclared: v.number(),
  findings: v.array(Finding),
});

const Days = v.pipe(
  v.string(),
  v.regex(/^\d{1,3}$/, 'days.range'),
  v.transform(Number),
  v.minValue(7, 'days.range'),
  v.maxValue(366, 'days.range'),
);

const Watched = v.strictObject({
  count: v.number(),
  /** Above it the day would be an alarm by C2; null without enough history. */
  upper: v.nullable(v.number()),
  alarms: v.array(v.picklist(methods)),
});

export const alarms = contract({
  /** Communes in which fever or breathlessness is declared more than is usual there, each alarm with its figures. */
  'GET /statistics/alarms': {
    verb: 'alarm.read',
    query: v.strictObject({
      area: v.optional(Area),
      day: v.optional(
        v.pipe(
          Day,
          v.check((day) => day >= '1900-01-01', 'day.range'),
        ),
      ),
    }),
    reply: v.strictObject({
      day: v.string(),
      leastCount: v.number(),
      leastDeviation: v.number(),
      items: v.array(Alarm),
    }),
  },
  /** Fever and breathlessness by day, of a commune or summed over an area. */
  'GET /statistics/trend': {
    verb: 'alarm.read',
    query: v.strictObject({ area: v.optional(Area), days: v.optional(Days, '60') }),
    reply: v.strictObject({
      area: AreaOut,
      name: v.string(),
      days: v.array(v.strictObject({ day: v.string(), declared: v.number(), fever: Watched, breathless: Watched })),
    }),
  },
});
