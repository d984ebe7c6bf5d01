import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, list, Page, Text, Uuid, When, Words } from '../../core/schema.ts';

const Answer = v.strictObject({ text: v.string(), at: When, by: v.nullable(v.string()) });

const OwnReport = v.strictObject({
  id: v.string(),
  at: When,
  text: v.string(),
  page: v.nullable(v.string()),
  /** Whose technical focal point was told; null where no unit has named one. */
  told: v.nullable(v.string()),
  state: v.picklist(['open', 'answered', 'closed']),
  answers: v.array(Answer),
});

const Report = v.strictObject({
  ...OwnReport.entries,
  area: AreaOut,
  areaName: v.string(),
  reporter: v.strictObject({ kind: v.picklist(['citizen', 'officer', 'program']), name: v.nullable(v.string()) }),
  contact: v.nullable(v.string()),
});

export const support = contract({
  /** What does not work, or could be better, in the system itself; told to the technical focal point of the area. */
  'POST /problem-reports': {
    verb: 'session',
    body: v.strictObject({
      id: Uuid,
      area: v.optional(Area),
      text: Words(2_000),
      page: v.optional(Text(200)),
      contact: v.optional(Text(120)),
    }),
    reply: OwnReport,
  },
  'GET /problem-reports/mine': { verb: 'session', query: v.strictObject({ ...Page }), reply: list(OwnReport) },
  'GET /problem-reports': {
    verb: 'problem.answer',
    query: v.strictObject({ ...Page, area: v.optional(Area), state: v.optional(v.picklist(['open', 'all']), 'open') }),
    reply: list(Report),
  },
  'POST /problem-reports/:id/answer': {
    verb: 'problem.answer',
    body: v.strictObject({ id: Uuid, text: Words(2_000), close: v.optional(v.boolean()) }),
    reply: Report,
  },
});
