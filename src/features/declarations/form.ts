import * as v from 'valibot';
import { Area, Day, Instant, Temperature, Text, Uuid } from '../../core/schema.ts';
import { personEntries } from '../people/contract.ts';

/** The schema of a declaration, shared with the browser, which validates offline with it. */
export const forms = ['general', 'domestic', 'entry', 'daily', 'returnee'] as const;
export const symptoms = [
  'fever',
  'cough',
  'breathless',
  'pneumonia',
  'sore_throat',
  'fatigue',
  'nausea',
  'diarrhoea',
  'bleeding',
  'rash',
] as const;
export const exposures = ['contact_case', 'contact_epidemic_area', 'contact_symptomatic', 'animals'] as const;
export const conditions = [
  'liver',
  'lung',
  'kidney',
  'heart',
  'hypertension',
  'diabetes',
  'cancer',
  'immune',
  'transplant',
  'pregnancy',
  'other',
] as const;

const SymptomCode = v.picklist(symptoms);
/** A bare code is a symptom of today; with `until` in the past it has ended. */
export const Symptom = v.pipe(
  v.union([SymptomCode, v.strictObject({ code: SymptomCode, since: v.optional(Day), until: v.optional(Day) })]),
  v.transform((symptom) => (typeof symptom === 'string' ? { code: symptom } : symptom)),
);

const Stay = v.strictObject({
  area: v.optional(Area),
  from: v.optional(Day),
  to: v.optional(Day),
  text: v.optional(Text(300)),
});
/** Free text stands for one stay without an area. */
export const Places = v.pipe(
  v.union([Text(1000), v.pipe(v.array(Stay), v.maxLength(50, 'places.too_many'))]),
  v.transform((places) => (typeof places === 'string' ? (places === '' ? [] : [{ text: places }]) : places)),
);

/** What every form takes; the answers to a form's own questions stand beside them, checked by its definition (`answers.ts`). */
export const Answers = v.looseObject({
  symptoms: v.optional(v.pipe(v.array(Symptom), v.maxLength(30, 'symptoms.too_many')), []),
  exposures: v.optional(v.pipe(v.array(v.picklist(exposures)), v.maxLength(10, 'exposures.too_many')), []),
  places: v.optional(Places, []),
  conditions: v.optional(v.pipe(v.array(v.picklist(conditions)), v.maxLength(20, 'conditions.too_many')), []),
  temperature: v.optional(Temperature),
  note: v.optional(Text(1000)),
});

/** `{id}` alone names an existing person; with a name the person is made if absent. */
export const DeclaredPerson = v.strictObject({
  id: Uuid,
  ...personEntries,
  fullName: v.optional(personEntries.fullName),
  relation: v.optional(v.picklist(['self', 'family'])),
});

/** Of a poster, a link or a call. */
export const SourceCode = Text(12);

export const NewDeclaration = v.strictObject({
  id: Uuid,
  form: v.picklist(forms),
  /** The version whose questions were answered; without it the newest under which the answers are valid. */
  formVersion: v.optional(Text(20)),
  person: DeclaredPerson,
  answers: Answers,
  area: Area,
  hamlet: v.optional(Text(120)),
  address: v.optional(Text(300)),
  at: v.optional(Instant),
  certified: v.boolean(),
  temperature: v.optional(Temperature),
  supersedes: v.optional(Uuid),
  /** The code of the poster or link that led here; one that no campaign has is not kept, and hinders nobody. */
  source: v.optional(SourceCode),
});
export type NewDeclarationInput = v.InferInput<typeof NewDeclaration>;
export type NewDeclarationOutput = v.InferOutput<typeof NewDeclaration>;
