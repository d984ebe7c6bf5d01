import * as v from 'valibot';
import { contract } from '../../core/contract.ts';
import { Area, AreaOut, batchOf, Day, Flag, list, Page, Text, Uuid, When, Words } from '../../core/schema.ts';
import { PersonBrief } from '../people/contract.ts';
import { forms, NewDeclaration, SourceCode, symptoms } from './form.ts';

export const triageLevels = ['urgent', 'risk', 'symptom', 'clear'] as const;
export const workStates = [
  'new',
  'taken',
  'contacting',
  'confirmed',
  'not_confirmed',
  'false',
  'lost',
  'closed',
] as const;

const Days = v.pipe(
  v.string(),
  v.regex(/^\d{1,2}$/, 'days.range'),
  v.transform(Number),
  v.minValue(1, 'days.range'),
  v.maxValue(90, 'days.range'),
);

const Triage = v.strictObject({ level: v.picklist(triageLevels), reasons: v.array(v.string()) });

/** What became of a declaration. A citizen reads `mismatch` where the officer wrote `false`. */
const Outcome = v.nullable(
  v.strictObject({
    result: v.picklist(['confirmed', 'not_confirmed', 'false', 'mismatch', 'lost']),
    at: When,
  }),
);

export const Declaration = v.strictObject({
  id: v.string(),
  form: v.picklist(forms),
  formVersion: v.string(),
  person: PersonBrief,
  triage: Triage,
  state: v.nullable(v.picklist(workStates)),
  area: AreaOut,
  areaCode: v.string(),
  at: When,
  storedAt: When,
  onBehalf: v.boolean(),
  supersededBy: v.nullable(v.string()),
  verification: Outcome,
});

const Stored = v.strictObject({
  id: v.string(),
  person: v.strictObject({ id: v.string() }),
  triage: Triage,
  area: AreaOut,
  at: When,
});

const FullDeclaration = v.strictObject({
  ...Declaration.entries,
  answers: v.looseObject({}),
  check: v.nullable(v.strictObject({ at: When, conclusion: v.string(), nextCheckOn: v.nullable(v.string()) })),
  callRequestedAt: v.nullable(When),
});

const EpidemicArea = v.strictObject({
  id: v.string(),
  area: AreaOut,
  name: v.string(),
  from: v.string(),
  to: v.nullable(v.string()),
  source: v.string(),
});

const Form = v.strictObject({
  form: v.picklist(forms),
  version: v.string(),
  lookBackDays: v.number(),
  from: v.string(),
  /** Whether it is in force today. */
  current: v.boolean(),
  /** `Definition` of `answers.ts`. */
  definition: v.looseObject({}),
});

/** A day of somebody's health, as last declared on it. */
const HealthDay = v.strictObject({
  day: v.string(),
  temperature: v.nullable(v.number()),
  symptoms: v.array(v.picklist(symptoms)),
  level: v.picklist(triageLevels),
});

export const declarations = contract({
  'POST /declarations': { verb: 'declaration.create', kind: 'batched', body: NewDeclaration, reply: Stored },
  'POST /declarations/batch': {
    verb: 'declaration.create',
    kind: 'batched',
    bodyLimit: 4 << 20,
    body: batchOf(v.unknown()),
    reply: v.strictObject({
      results: v.array(
        v.strictObject({
          id: v.nullable(v.string()),
          status: v.number(),
          code: v.optional(v.string()),
          fields: v.optional(v.array(v.strictObject({ path: v.string(), code: v.string() }))),
          triage: v.optional(Triage),
        }),
      ),
    }),
    status: 200,
  },
  'GET /declarations': {
    verb: 'declaration.read',
    query: v.strictObject({
      ...Page,
      triage: v.optional(v.picklist(triageLevels)),
      state: v.optional(v.picklist(workStates)),
      area: v.optional(Area),
      person: v.optional(Uuid),
      from: v.optional(Day),
      to: v.optional(Day),
      superseded: v.optional(Flag),
      /** The code of the campaign they came by. */
      source: v.optional(SourceCode),
    }),
    reply: list(Declaration),
  },
  'GET /declarations/:id': { verb: 'declaration.read', reply: FullDeclaration },
  /** "Ask the station to call me": brings a symptom declaration to the top of its list. */
  'POST /declarations/:id/call-request': {
    verb: 'declaration.request',
    body: v.strictObject({ id: Uuid }),
    reply: v.strictObject({ at: When }),
  },
  'POST /declarations/:id/correction': {
    verb: 'declaration.request',
    body: v.strictObject({ id: Uuid, note: Words(1000) }),
    reply: v.strictObject({ at: When }),
  },
  'GET /forms': {
    verb: 'public',
    /** Every version, oldest first: an older one tells what a stored declaration was asked. `current=true`: those in force today. */
    query: v.strictObject({ form: v.optional(v.picklist(forms)), current: v.optional(Flag) }),
    reply: v.array(Form),
  },
  /** The days on which something was declared, oldest first; `days` back from today, at most 90. */
  'GET /people/:id/daily': {
    verb: 'declaration.read',
    query: v.strictObject({ days: v.optional(Days, '30') }),
    reply: v.array(HealthDay),
  },
  'GET /epidemic-areas': {
    verb: 'public',
    query: v.strictObject({ on: v.optional(Day) }),
    reply: v.array(EpidemicArea),
  },
  'POST /epidemic-areas': {
    verb: 'epidemic_area.write',
    body: v.strictObject({ id: Uuid, area: Area, from: Day, to: v.optional(Day), source: Words(300) }),
    reply: EpidemicArea,
  },
  'POST /epidemic-areas/:id/end': {
    verb: 'epidemic_area.write',
    body: v.strictObject({ id: Uuid, to: Day, note: v.optional(Text(300)) }),
    reply: EpidemicArea,
  },
});
