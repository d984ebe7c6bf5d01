import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, list, Page, Text, Uuid, When, Words } from '../../core/schema.ts';
import { fates, fields, kinds, states } from './rules.ts';

/** How the bytes of a CSV, or the fonts of an old workbook, stand for letters. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1258', 'tcvn3', 'vni'] as const;
export const dateOrders = ['dmy', 'mdy'] as const;
export const formats = ['csv', 'xlsx'] as const;
export type Format = (typeof formats)[number];
export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

/** Bytes: a list of 200,000 rows is some 30 MB. */
const largest = 64 * 1024 * 1024;

const Column = v.pipe(v.number(), v.integer(), v.minValue(0, 'column.range'), v.maxValue(255, 'column.range'));
/** Which column (from 0) holds which field. */
const Mapping = v.strictObject(v.entriesFromList(fields, v.optional(Column)));
const MappingOut = v.partial(v.strictObject(v.entriesFromList(fields, v.number())));
const Counts = v.strictObject(v.entriesFromList(fates, v.number()));

/** The head of the file and its first rows as an encoding reads them, and what the columns seem to be. */
const Preview = v.strictObject({
  encoding: v.nullable(v.picklist(encodings)),
  header: v.array(v.string()),
  rows: v.number(),
  sample: v.array(v.array(v.string())),
  mapping: MappingOut,
  /** How births seem to be written, and the days of declarations. */
  dateOrder: v.picklist(dateOrders),
  declaredOrder: v.picklist(dateOrders),
});

export const Import = v.strictObject({
  id: v.string(),
  kind: v.picklist(kinds),
  name: v.string(),
  area: AreaOut,
  defaultArea: v.nullable(AreaOut),
  state: v.picklist(states),
  encoding: v.nullable(v.picklist(encodings)),
  rows: v.number(),
  /** Rows done of the check or of the applying that is under way. */
  done: v.number(),
  /** Another list comes first. */
  isWaiting: v.boolean(),
  counts: Counts,
  isChecked: v.boolean(),
  /** Whether file and rows are still kept; afterwards only the receipt is. */
  isKept: v.boolean(),
  by: v.string(),
  at: When,
  changedAt: When,
  checkedAt: v.nullable(When),
  appliedAt: v.nullable(When),
  /** Why it failed: a code of the catalogue. */
  problem: v.nullable(v.string()),
});

const Whole = v.strictObject({
  ...Import.entries,
  header: v.array(v.string()),
  sample: v.array(v.array(v.string())),
  mapping: MappingOut,
  dateOrder: v.picklist(dateOrders),
  declaredOrder: v.picklist(dateOrders),
  existing: v.picklist(['fill', 'replace']),
});

const Row = v.strictObject({
  /** As the file counts it. */
  row: v.number(),
  fate: v.picklist(fates),
  applied: v.boolean(),
  person: v.nullable(v.string()),
  /** As it was understood. */
  values: v.record(v.string(), v.union([v.string(), v.number()])),
  /** `text` says the code in the asked language. */
  problems: v.array(
    v.strictObject({
      field: v.picklist([...fields, 'row']),
      code: v.string(),
      text: v.string(),
      cell: v.optional(v.string()),
    }),
  ),
});

/** Lists of people and of past declarations from a CSV or XLSX: sent, checked, looked at, applied; in the background. */
export const imports = contract({
  'POST /imports': {
    verb: 'import.write',
    kind: 'open',
    upload: true,
    bodyLimit: largest,
    query: v.strictObject({
      id: Uuid,
      kind: v.picklist(kinds),
      name: Words(200),
      area: v.optional(Area),
      encoding: v.optional(v.picklist(encodings)),
    }),
    reply: v.strictObject({ id: v.string(), kind: v.picklist(kinds), ...Preview.entries }),
  },
  'GET /imports': {
    verb: 'import.write',
    query: v.strictObject({ ...Page, area: v.optional(Area) }),
    reply: list(Import),
  },
  'GET /imports/:id': { verb: 'import.write', reply: Whole },
  /** The same file as another encoding reads it; nothing is changed. */
  'GET /imports/:id/preview': {
    verb: 'import.write',
    kind: 'open',
    query: v.strictObject({ encoding: v.optional(v.picklist(encodings)) }),
    reply: Preview,
  },
  /** Begins to look at every row; answers at once. Also again, with other columns. */
  'POST /imports/:id/check': {
    verb: 'import.write',
    kind: 'open',
    body: v.strictObject({
      id: Uuid,
      mapping: Mapping,
      encoding: v.optional(v.picklist(encodings)),
      dateOrder: v.optional(v.picklist(dateOrders), 'dmy'),
      /** Of the days of declarations, where it is not the one of births. */
      declaredOrder: v.optional(v.picklist(dateOrders)),
      /** The commune of rows that name none; null takes it away, and without it the one chosen before stays. */
      area: v.optional(v.nullable(Area)),
      /** What differs from a record is left, or written over. */
      existing: v.optional(v.picklist(['fill', 'replace']), 'fill'),
    }),
    reply: Import,
  },
  /** Begins to record; rows are judged once more against the records of that moment. */
  'POST /imports/:id/apply': {
    verb: 'import.write',
    kind: 'open',
    body: v.strictObject({
      id: Uuid,
      /** Whoever is likely recorded already, by name alone, is recorded once more. */
      addDuplicates: v.optional(v.boolean(), false),
    }),
    reply: Import,
  },
  /** Ends between two chunks: what was recorded by then stays, and is listed. */
  'POST /imports/:id/cancel': {
    verb: 'import.write',
    body: v.strictObject({ id: Uuid, reason: v.optional(Text(300)) }),
    reply: Import,
  },
  'GET /imports/:id/rows': {
    verb: 'import.write',
    kind: 'open',
    query: v.strictObject({ ...Page, fate: v.optional(v.picklist(fates)), remarks: v.optional(v.literal('true')) }),
    reply: list(Row),
  },
  /** The rows that were not taken, in the file's own columns, with a column of reasons; mended, it can be sent as it is. */
  'GET /imports/:id/rejected': {
    verb: 'import.write',
    kind: 'open',
    query: v.strictObject({ format: v.optional(v.picklist(formats), 'csv') }),
    reply: v.unknown(),
  },
  /** An empty list with every column that is known, to be filled in. */
  'GET /imports/template': {
    verb: 'import.write',
    kind: 'open',
    query: v.strictObject({ kind: v.picklist(kinds), format: v.optional(v.picklist(formats), 'csv') }),
    reply: v.unknown(),
  },
});
