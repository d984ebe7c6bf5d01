import { type AreaPath, formatAreaPath, isWithin, parseAreaPath } from '../../core/area.ts';
import { addDays, dayOf } from '../../core/day.ts';
import { conditions, exposures, type forms, symptoms } from './form.ts';

/** The triage of declarations (docs: "Triage"). The version is stored with every result; a changed row is a new version. */
export const version = '2021-1';

/** From the least to the most pressing. */
export const levels = ['clear', 'symptom', 'risk', 'urgent'] as const;
export type Level = (typeof levels)[number];
export type SymptomCode = (typeof symptoms)[number];
export type ExposureCode = (typeof exposures)[number];
export type ConditionCode = (typeof conditions)[number];

/** What the person declared; days are `yyyy-mm-dd`, the temperature °C at the time of declaring. */
export type Answers = {
  symptoms: readonly { code: SymptomCode; since?: string; until?: string }[];
  exposures: readonly ExposureCode[];
  places: readonly { area?: string; from?: string; to?: string; text?: string }[];
  conditions: readonly ConditionCode[];
  temperature?: number;
  /** Where a journey came from, of the forms that ask for it: since when, and until when, the person was there. */
  from?: unknown;
  fromSince?: unknown;
  leftOn?: unknown;
  departure?: unknown;
};

export type EpidemicArea = { area: AreaPath; from: string; to?: string; source: string };

/** The day of the declaration, the person's age in years on it, the form's look-back and the province's epidemic areas. */
export type Context = {
  day: string;
  age: number | undefined;
  lookBackDays: number;
  epidemicAreas: readonly EpidemicArea[];
};

export type Triage = { level: Level; reasons: string[]; version: typeof version };

/** What the rows judge by: only symptoms that have not ended, and fever also when it was measured and not ticked. */
type Facts = {
  symptoms: ReadonlySet<SymptomCode>;
  exposures: ReadonlySet<ExposureCode>;
  conditions: ReadonlySet<ConditionCode>;
  epidemicStays: readonly string[];
  temperature: number;
  age: number | undefined;
};

type Row = {
  level: Exclude<Level, 'clear'>;
  reason: string;
  when: (facts: Facts) => boolean;
  /** What the reason names, each its own: `stay.epidemic_area:38.380`. */
  names?: (facts: Facts) => readonly string[];
};

const feverFrom = 37.5;
const highFrom = 38.0;

const isIll = ({ symptoms }: Facts) => symptoms.size > 0;
const isExposed = ({ exposures }: Facts) => exposures.size > 0;
const hasFever = ({ symptoms }: Facts) => symptoms.has('fever');
const hasRespiratorySign = ({ symptoms }: Facts) => symptoms.has('cough') || symptoms.has('sore_throat');

/** The rule, row by row, the most pressing first. A declaration has the level of its first row and the reasons of all. */
export const table: readonly Row[] = [
  { level: 'urgent', reason: 'breathless', when: ({ symptoms }) => symptoms.has('breathless') },
  { level: 'urgent', reason: 'pneumonia', when: ({ symptoms }) => symptoms.has('pneumonia') },
  {
    level: 'urgent',
    reason: 'fever_respiratory_exposure',
    when: (facts) => hasFever(facts) && hasRespiratorySign(facts) && isExposed(facts),
  },
  ...exposures.map(
    (code): Row => ({ level: 'risk', reason: `exposure.${code}`, when: (facts) => facts.exposures.has(code) }),
  ),
  {
    level: 'risk',
    reason: 'stay.epidemic_area',
    when: ({ epidemicStays }) => epidemicStays.length > 0,
    names: ({ epidemicStays }) => epidemicStays,
  },
  { level: 'risk', reason: 'temperature_high', when: ({ temperature }) => temperature >= highFrom },
  { level: 'risk', reason: 'age_65', when: (facts) => isIll(facts) && facts.age !== undefined && facts.age >= 65 },
  { level: 'risk', reason: 'age_under_5', when: (facts) => isIll(facts) && facts.age !== undefined && facts.age < 5 },
  ...conditions.map(
    (code): Row => ({
      level: 'risk',
      reason: `condition.${code}`,
      when: (facts) => isIll(facts) && facts.conditions.has(code),
    }),
  ),
  ...symptoms.map(
    (code): Row => ({ level: 'symptom', reason: `symptom.${code}`, when: (facts) => facts.symptoms.has(code) }),
  ),
];

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The stays that were declared; the place that a journey came from is one. */
const staysOf = ({ places, from, fromSince, leftOn, departure }: Answers): Answers['places'] => {
  const area = textOf(from);
  if (area === undefined) return places;
  const [since, left, departed] = [textOf(fromSince), textOf(leftOn), Date.parse(textOf(departure) ?? '')];
  const to = left ?? (Number.isNaN(departed) ? undefined : dayOf(new Date(departed)));
  return [...places, { area, ...(since !== undefined && { from: since }), ...(to !== undefined && { to }) }];
};

/**
 * The epidemic areas, in wire form, that a declared stay lay in. Both periods and the look-back must share a day; an
 * unknown end of a stay counts as open. A stay known only as a wider area is no stay in the epidemic area within it.
 */
const epidemicStays = (places: Answers['places'], { day, lookBackDays, epidemicAreas }: Context): string[] => {
  const earliest = addDays(day, -lookBackDays);
  const isMet = (epidemic: EpidemicArea, place: Answers['places'][number]) => {
    const area = place.area === undefined ? undefined : parseAreaPath(place.area);
    const starts = [earliest, epidemic.from, place.from ?? earliest];
    const ends = [day, epidemic.to ?? day, place.to ?? day];
    return (
      area !== undefined && isWithin(area, epidemic.area) && starts.every((start) => ends.every((end) => start <= end))
    );
  };
  return epidemicAreas
    .filter((epidemic) => places.some((place) => isMet(epidemic, place)))
    .map(({ area }) => formatAreaPath(area))
    .toSorted();
};

const factsOf = (answers: Answers, context: Context): Facts => {
  const temperature = answers.temperature ?? 0;
  const present = answers.symptoms.filter(({ until }) => until === undefined || until >= context.day);
  return {
    symptoms: new Set([...present.map(({ code }) => code), ...(temperature >= feverFrom ? ['fever' as const] : [])]),
    exposures: new Set(answers.exposures),
    conditions: new Set(answers.conditions),
    epidemicStays: epidemicStays(staysOf(answers), context),
    temperature,
    age: context.age,
  };
};

/** Judges a declaration by the table: its level, and every reason for it or for a lower one, the most pressing first. */
export const triage = (answers: Answers, context: Context): Triage => {
  const facts = factsOf(answers, context);
  const rows = table.filter(({ when }) => when(facts));
  const reasons = rows.flatMap(({ reason, names }) => names?.(facts).map((name) => `${reason}:${name}`) ?? [reason]);
  return { level: rows[0]?.level ?? 'clear', reasons: [...new Set(reasons)], version };
};

/** Whether a level is as pressing as another, or more. */
export const isAtLeast = (level: Level, other: Level): boolean => levels.indexOf(level) >= levels.indexOf(other);

// Who declares what.

/** Journeys of people who stay elsewhere: a gate or checkpoint declares for whoever stands before it. */
const ofTravellers: readonly Form[] = ['domestic', 'entry', 'returnee'];
type Form = (typeof forms)[number];

/** Where an actor with these verbs may declare on a form: in the own area, or for people of any; a hamlet team only returnees. */
export const mayDeclare = (verbs: ReadonlySet<string>, form: Form): 'own' | 'anywhere' | false => {
  if (ofTravellers.includes(form) && verbs.has('declaration.create.traveller')) return 'anywhere';
  return (form === 'returnee' || verbs.has('declaration.create.any')) && 'own';
};
