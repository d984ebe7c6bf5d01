import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, Day, Flag, Text } from '../../core/schema.ts';
import { triageLevels, workStates } from '../declarations/contract.ts';
import { forms, SourceCode } from '../declarations/form.ts';
import { venueFilters } from '../venues/contract.ts';

export const formats = ['csv', 'xlsx'] as const;
/** More rows than this do not go into a workbook. */
export const mostInWorkbook = 50_000;

const PeriodDay = v.pipe(
  Day,
  v.check((day) => day >= '1900-01-01', 'day.range'),
);
const format = v.optional(v.picklist(formats), 'csv');
const area = v.optional(Area);
const period = { from: v.optional(PeriodDay), to: v.optional(PeriodDay) };

/** The file itself: rows with a head, and a last line `# rows: N`. A file without that line is not whole. */
const file = v.unknown();

/**
 * Lists as files, in the actor's own scope. Who may not read persons gets them without names, phones and addresses. CSV is
 * streamed whatever its size; a workbook holds 50,000 rows.
 */
export const exporting = contract({
  'GET /exports/declarations': {
    verb: 'export.rows',
    kind: 'open',
    query: v.strictObject({
      format,
      area,
      ...period,
      triage: v.optional(v.picklist(triageLevels)),
      state: v.optional(v.picklist(workStates)),
      form: v.optional(v.picklist(forms)),
      source: v.optional(SourceCode),
    }),
    reply: file,
  },
  'GET /exports/people': { verb: 'person.search', kind: 'open', query: v.strictObject({ format, area }), reply: file },
  'GET /exports/work': {
    verb: 'export.rows',
    kind: 'open',
    query: v.strictObject({
      format,
      area,
      list: v.optional(v.picklist(['due', 'symptom'])),
      triage: v.optional(v.picklist(['urgent', 'risk', 'symptom'])),
      state: v.optional(v.picklist(workStates)),
      hamlet: v.optional(Text(120)),
      overdue: v.optional(Flag),
    }),
    reply: file,
  },
  'GET /exports/tests': {
    verb: 'export.rows',
    kind: 'open',
    query: v.strictObject({ format, area, ...period, awaiting: v.optional(Flag) }),
    reply: file,
  },
  /** Places with the code that is typed; who owns them and the sealed phone leave in no file. */
  'GET /exports/venues': {
    verb: 'export.rows',
    kind: 'open',
    query: v.strictObject({ format, area, ...venueFilters }),
    reply: file,
  },
  'GET /exports/statistics': {
    verb: 'figure.read',
    kind: 'open',
    query: v.strictObject({ format, area, ...period }),
    reply: file,
  },
});
