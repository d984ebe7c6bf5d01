import { maybe, t } from '../../../web/kit/citizen/more-texts.ts';
import { symptomWords } from '../../../web/kit/citizen/symptoms.ts';
import { date, dateTime, phone } from '../../../web/kit/format.ts';
import type { CorrectionRequest, OwnData, Reading } from './api.ts';

/** What is read aloud beside a name; nothing where nothing is known. */
export type Line = [label: string, words: string];
const lines = (all: readonly (readonly [string, string | undefined | null])[]): Line[] =>
  all.flatMap(([label, words]) => (words ? [[label, words] as Line] : []));

export const personLines = ({ person, createdAt, madeAs }: OwnData): Line[] => {
  const { birthDate, birthYear, sex, identity } = person;
  return lines([
    [t('data.field.fullName'), person.fullName],
    [t('data.field.birth'), birthDate ? date(birthDate) : birthYear?.toString()],
    [t('data.field.sex'), sex && t(`people.sexes.${sex}`)],
    [t('data.field.nationality'), person.nationality],
    [t('data.field.phone'), person.phone && phone(person.phone)],
    [t('data.field.identity'), identity && `${t(`people.identityTypes.${identity.type}`)}: ${identity.number}`],
    [t('data.field.stay'), [person.address, person.hamlet, person.areaName].filter(Boolean).join(', ')],
    [t('data.field.permanentAddress'), person.permanentAddress],
    [t('data.field.health'), maybe(`data.healthOf.${person.health}`)],
    [t('data.field.made'), t(`data.madeAs.${madeAs}`, { day: date(createdAt) })],
  ]);
};

type Answers = {
  symptoms?: { code: string; since?: string }[];
  exposures?: string[];
  conditions?: string[];
  temperature?: number;
  places?: { text?: string; from?: string; to?: string }[];
};
const known = ['symptoms', 'exposures', 'conditions', 'temperature', 'places'];
const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** One declaration with all its answers; what a form asked beyond the common questions stands under its own name. */
export const declarationLines = (declared: OwnData['declarations'][number]): Line[] => {
  const { symptoms = [], exposures = [], conditions = [], temperature, places = [] } = declared.answers as Answers;
  const others = Object.entries(declared.answers).filter(([name]) => !known.includes(name));
  return lines([
    [t('data.declaration.level'), maybe(`result.level.${declared.level}`)],
    [t('detail.verified'), maybe(`detail.state.${declared.verification?.result ?? declared.state ?? 'none'}`)],
    [
      t('detail.check'),
      declared.check &&
        `${maybe(`detail.conclusion.${declared.check.conclusion}`) ?? declared.check.conclusion} (${date(declared.check.at)})`,
    ],
    [t('declare.review.symptoms'), symptoms.map(symptomWords).join('; ') || t('declare.review.noSymptoms')],
    [
      t('data.declaration.temperature'),
      temperature === undefined ? undefined : `${String(temperature).replace('.', ',')} °C`,
    ],
    [
      t('declare.review.exposures'),
      exposures.map((code) => maybe(`exposure.${code}`) ?? code).join('; ') || t('declare.review.noExposures'),
    ],
    [
      t('declare.review.stays'),
      places
        .map(({ text, from, to }) => [text, from && date(from), to && date(to)].filter(Boolean).join(' · '))
        .join('; ') || t('declare.review.noStays'),
    ],
    [t('declare.review.conditions'), conditions.map((code) => maybe(`condition.${code}`) ?? code).join(', ')],
    [t('data.declaration.by'), declared.onBehalf ? t('mine.onBehalf') : undefined],
    ...others.map(([name, value]) => [name, asText(value)] as const),
  ]);
};

export const testWords = ({ method, result, sampledAt, lab }: OwnData['tests'][number]): string =>
  [
    date(sampledAt),
    maybe(`data.method.${method}`) ?? method,
    result === null ? t('data.awaiting') : (maybe(`data.resultOf.${result}`) ?? result),
    lab,
  ]
    .filter(Boolean)
    .join(' · ');

export const healthWords = ({ at, status, source, note }: OwnData['health'][number]): string =>
  [dateTime(at), maybe(`data.healthOf.${status}`) ?? status, maybe(`data.healthSource.${source}`), note]
    .filter(Boolean)
    .join(' · ');

export const requestWords = ({ at, state, answer }: CorrectionRequest): string =>
  [date(at), t(`data.request.${state}`), answer].filter(Boolean).join(' · ');

export const purposeWords = ({ purpose }: Pick<Reading, 'purpose'>): string => t(`readings.purpose.${purpose}`);

/** A row of what other features keep: each value that is there, under its name. */
export const moreWords = (row: Record<string, unknown>): string =>
  Object.entries(row)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${maybe(`data.moreOf.${name}`) ?? name}: ${momentWords(String(value))}`)
    .join(' · ');

const momentWords = (value: string): string =>
  /^\d{4}-\d\d-\d\dT/.test(value)
    ? dateTime(value)
    : /^\d{4}-\d\d-\d\d$/.test(value)
      ? date(value)
      : (maybe(`data.moreValue.${value}`) ?? value);
