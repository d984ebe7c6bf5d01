import { newId } from '../../../core/client.ts';
import { addDays, dayOf } from '../../../core/day.ts';
import type { AreaOption } from '../../../web/kit/AreaPicker.tsx';
import type { Shelf } from '../../../web/kit/shelf.ts';
import type { NewDeclarationInput } from '../form.ts';
import type { ConditionCode, ExposureCode, SymptomCode } from '../rules.ts';

/** The look-back of the general form, in days. */
export const lookBackDays = 14;
export const today = (): string => dayOf(new Date());

export type Where = { area: AreaOption; hamlet: string; address: string };
/** A stay elsewhere: an area, words, or both; days `yyyy-mm-dd`. */
export type Stay = { area?: AreaOption; from: string; to: string; text: string };
/** What a returning person is not asked again. Before the first declaration only the home is known. */
export type Last = { at?: string; where: Where; stays?: Stay[]; conditions?: ConditionCode[] };
/** What is asked of each person; undefined is not yet answered, an empty list is "none". */
export type Health = {
  /** The declaration's own id, made with the draft, so that a second press of "send" is not a second declaration. */
  declaration: string;
  symptoms?: { code: SymptomCode; since: string }[];
  /** As typed; empty when not measured. */
  temperature?: string;
  conditions?: ConditionCode[];
};
/** A declaration being answered: what the household has in common, then each person's health. */
export type Draft = {
  people: string[];
  where?: Where;
  exposures?: ExposureCode[];
  stays?: Stay[];
  health: Record<string, Health>;
};

const key = 'draft';
export const emptyDraft = (people: string[] = []): Draft => withPeople({ people: [], health: {} }, people);
export const readDraft = async (shelf: Promise<Shelf>): Promise<Draft | undefined> => (await shelf).get<Draft>(key);
export const keepDraft = async (shelf: Promise<Shelf>, draft: Draft): Promise<void> => (await shelf).set(key, draft);
export const dropDraft = async (shelf: Promise<Shelf>): Promise<void> => (await shelf).remove(key);

/** Chooses who is declared for; what was answered for someone who stays chosen is kept. */
export const withPeople = (draft: Draft, people: string[]): Draft => ({
  ...draft,
  people,
  health: Object.fromEntries(people.map((id) => [id, draft.health[id] ?? { declaration: newId() }])),
});

export const withHealth = (draft: Draft, person: string, change: Partial<Health>): Draft => {
  const before = draft.health[person] ?? { declaration: newId() };
  return { ...draft, health: { ...draft.health, [person]: { ...before, ...change } } };
};

/** One question a screen. Where, contacts and stays are asked once for all; since and temperature only of the unwell. */
export type Step = { question: 'who' | 'where' | 'exposures' | 'stays' | 'review' } | PersonStep;
export type PersonStep = { question: 'symptoms' | 'since' | 'temperature' | 'conditions'; person: string };

export const stepsOf = (draft: Draft, isAlone: boolean): Step[] => [
  ...(isAlone ? [] : [{ question: 'who' } as const]),
  { question: 'where' },
  { question: 'exposures' },
  { question: 'stays' },
  ...draft.people.flatMap((person): PersonStep[] => [
    { question: 'symptoms', person },
    ...(draft.health[person]?.symptoms?.length
      ? [{ question: 'since', person } as const, { question: 'temperature', person } as const]
      : []),
    { question: 'conditions', person },
  ]),
  { question: 'review' },
];

export const nameOfStep = (step: Step): string =>
  'person' in step ? `${step.question}.${step.person}` : step.question;

export const isAnswered = (draft: Draft, step: Step): boolean => {
  if ('person' in step) return step.question === 'since' || draft.health[step.person]?.[step.question] !== undefined;
  if (step.question === 'who') return draft.people.length > 0;
  return step.question === 'review' || draft[step.question] !== undefined;
};

/** `37,8` as people type it. */
export const degrees = (text: string): number => Number(text.trim().replace(',', '.'));

/** The stays that still lie in the look-back, clipped to it. */
export const stillWithin = (stays: Stay[], day: string): Stay[] => {
  const earliest = addDays(day, -lookBackDays);
  return stays
    .filter(({ to }) => to >= earliest)
    .map((stay) => (stay.from < earliest ? { ...stay, from: earliest } : stay));
};

/** The declaration of one person of the draft, as it is sent. */
export const bodyOf = (draft: Draft, person: string, at: string): NewDeclarationInput => {
  const { declaration, symptoms = [], temperature, conditions = [] } = draft.health[person] as Health;
  const { area, hamlet, address } = draft.where as Where;
  return {
    id: declaration,
    form: 'general',
    person: { id: person },
    answers: {
      symptoms,
      exposures: draft.exposures ?? [],
      places: (draft.stays ?? []).map((stay) => ({
        ...(stay.area && { area: stay.area.path }),
        from: stay.from,
        to: stay.to,
        ...(stay.text && { text: stay.text }),
      })),
      conditions,
      ...(temperature && { temperature: degrees(temperature) }),
    },
    area: area.path,
    ...(hamlet && { hamlet }),
    ...(address && { address }),
    at,
    certified: true,
  };
};

/** "Well, no symptoms" as a complete declaration: everything else as last time. */
export const wellDraft = (person: string, last: Last): Draft => ({
  people: [person],
  where: last.where,
  exposures: [],
  stays: stillWithin(last.stays ?? [], today()),
  health: { [person]: { declaration: newId(), symptoms: [], conditions: last.conditions ?? [] } },
});

/** A refused declaration goes back to being a draft, under its own id: the server has kept nothing of it. */
export const draftOf = (body: NewDeclarationInput, last: Last | undefined): Draft => {
  const { symptoms = [], exposures = [], conditions = [], temperature } = body.answers;
  const day = today();
  const coded = symptoms.map((symptom) => (typeof symptom === 'string' ? { code: symptom } : symptom));
  return {
    people: [body.person.id],
    ...(last && { where: last.where, stays: last.stays }),
    exposures,
    health: {
      [body.person.id]: {
        declaration: body.id,
        symptoms: coded.map(({ code, since = day }) => ({ code, since })),
        temperature: temperature === undefined ? '' : String(temperature),
        conditions,
      },
    },
  };
};
