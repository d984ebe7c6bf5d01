import { Band } from '../../../web/kit/Band.tsx';
import { Level } from '../../../web/kit/console/Level.tsx';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { reasonWords } from '../../../web/kit/console/words.ts';
import { date, dateTime } from '../../../web/kit/format.ts';
import type { FullDeclaration } from './api.ts';

/** Answers of a form version this console may not know yet: read what is there, show the rest not at all. */
type Known = {
  symptoms?: (string | { code: string; since?: string; until?: string })[];
  exposures?: string[];
  conditions?: string[];
  places?: string | { area?: string; areaName?: string; from?: string; to?: string; text?: string }[];
  temperature?: number;
  note?: string;
};

const symptomLine = (symptom: NonNullable<Known['symptoms']>[number]): string => {
  const { code, since, until } = typeof symptom === 'string' ? { code: symptom } : symptom;
  const word = maybe(`declarations.symptom.${code}`) ?? code;
  const times = [
    since && t('declarations.since', { day: date(since) }),
    until && t('declarations.ended', { day: date(until) }),
  ];
  const known = times.filter(Boolean).join(', ');
  return known ? `${word} (${known})` : word;
};

const placeLines = (places: Known['places']): string[] => {
  if (typeof places === 'string') return places ? [places] : [];
  return (places ?? []).map(({ area, areaName, from, to, text }) => {
    const days = [from && date(from), to && date(to)].filter(Boolean).join(' - ');
    return [text ?? areaName ?? area, days].filter(Boolean).join(', ');
  });
};

const words = (codes: string[] | undefined, under: 'exposure' | 'condition'): string =>
  codes?.length ? codes.map((code) => maybe(`declarations.${under}.${code}`) ?? code).join(', ') : t('common.none');

/** One declaration in plain words: why it was judged so, and what was answered. */
export const DeclarationCard = ({ declaration }: { declaration: FullDeclaration }) => {
  const answers = declaration.answers as Known;
  const places = placeLines(answers.places);
  return (
    <section class="card stack tight" aria-label={t('declarations.of', { time: dateTime(declaration.at) })}>
      <p class="row wrap">
        <Level of={declaration.triage.level} />
        <span>
          {t(`declarations.formOf.${declaration.form}`)} · {dateTime(declaration.at)}
        </span>
        {declaration.onBehalf && <span class="tag">{t('declarations.onBehalf')}</span>}
        {declaration.supersededBy && <span class="tag amber">{t('declarations.superseded')}</span>}
      </p>
      {declaration.callRequestedAt && (
        <Band notice tone="sky">
          {t('declarations.callRequested', { time: dateTime(declaration.callRequestedAt) })}
        </Band>
      )}
      {declaration.triage.reasons.length > 0 && (
        <p>
          {t('declarations.reasons')}: <strong>{reasonWords(declaration.triage.reasons)}</strong>
        </p>
      )}
      <dl class="facts">
        <div>
          <dt>{t('declarations.symptoms')}</dt>
          <dd>{answers.symptoms?.length ? answers.symptoms.map(symptomLine).join(', ') : t('common.none')}</dd>
        </div>
        {answers.temperature !== undefined && (
          <div>
            <dt>{t('declarations.temperature')}</dt>
            <dd>{String(answers.temperature).replace('.', ',')} °C</dd>
          </div>
        )}
        <div>
          <dt>{t('declarations.exposures')}</dt>
          <dd>{words(answers.exposures, 'exposure')}</dd>
        </div>
        <div>
          <dt>{t('declarations.conditions')}</dt>
          <dd>{words(answers.conditions, 'condition')}</dd>
        </div>
        {places.length > 0 && (
          <div>
            <dt>{t('declarations.places')}</dt>
            <dd>
              {places.map((place) => (
                <p key={place}>{place}</p>
              ))}
            </dd>
          </div>
        )}
        {answers.note && (
          <div>
            <dt>{t('declarations.note')}</dt>
            <dd>{answers.note}</dd>
          </div>
        )}
      </dl>
    </section>
  );
};
