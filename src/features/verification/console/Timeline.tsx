import { Shown } from '../../../web/kit/console/Shown.tsx';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { symptomWords } from '../../../web/kit/console/words.ts';
import { date, dateTime } from '../../../web/kit/format.ts';
import type { Loaded } from '../../../web/kit/load.ts';
import type { TimelineEntry } from './api.ts';

/** Where the words of a coded detail stand; what is not named here is shown as it was written, or not at all. */
const wordsUnder: Record<string, string> = {
  channel: 'act.channelOf',
  outcome: 'act.outcomeOf',
  conclusion: 'act.conclusionOf',
  health: 'people.healthOf',
  status: 'people.healthOf',
  level: 'work.level',
  method: 'tests.methodOf',
  result: 'tests.resultOf',
  source: 'people.healthSource',
  triage: 'work.level',
  form: 'declarations.formOf',
};
/** A code means by its kind: the result of a verification, the answer to a transfer, what was corrected. */
const codesUnder: Partial<Record<TimelineEntry['kind'], string>> = {
  verification: 'act.resultOf',
  transfer: 'timeline.transferOf',
  correction: 'timeline.correctionOf',
};

const valueWords = (kind: TimelineEntry['kind'], name: string, value: unknown): string | undefined => {
  if (name === 'symptoms' && Array.isArray(value))
    return symptomWords(value.map((s) => (typeof s === 'string' ? s : s.code)));
  if (name === 'temperature' && typeof value === 'number') return `${String(value).replace('.', ',')} °C`;
  if (name === 'nextCheckOn' && typeof value === 'string') return `${t('act.nextCheck')}: ${date(value)}`;
  if (name === 'code') {
    const under = codesUnder[kind];
    return under && maybe(`${under}.${value}`);
  }
  if (name === 'onBehalf') return value === true ? t('timeline.onBehalf') : undefined;
  if (typeof value !== 'string' || value === '') return undefined;
  const under = wordsUnder[name];
  if (under) return maybe(`${under}.${value}`) ?? value;
  return ['note', 'findings', 'reason', 'lab', 'toName', 'fromName', 'place'].includes(name) ? value : undefined;
};

const detailWords = ({ kind, detail }: TimelineEntry): string =>
  Object.entries(detail)
    .map(([name, value]) => valueWords(kind, name, value))
    .filter(Boolean)
    .join(' · ');

/** Five minutes between deed and record are no news; more is said. */
const isStoredLater = ({ at, storedAt }: TimelineEntry): boolean => Date.parse(storedAt) - Date.parse(at) > 300_000;

/** All that happened with a person, newest first, and who did it. */
export const Timeline = ({ of }: { of: Loaded<TimelineEntry[]> & { reload: () => void } }) => (
  <section class="card stack tight" aria-label={t('timeline.title')}>
    <h2>{t('timeline.title')}</h2>
    <Shown of={of}>
      {(entries) =>
        entries.length === 0 ? (
          <p class="quiet">{t('timeline.empty')}</p>
        ) : (
          <ol class="timeline">
            {entries
              .toSorted((one, other) => other.at.localeCompare(one.at))
              .map((entry) => (
                <li key={entry.id} class={entry.kind}>
                  <p>
                    <strong>{t(`timeline.kind.${entry.kind}`)}</strong> <span>{detailWords(entry)}</span>
                  </p>
                  <p class="quiet small">
                    {dateTime(entry.at)}
                    {entry.by && ` · ${entry.by}`}
                    {entry.unit && ` · ${entry.unit}`}
                    {isStoredLater(entry) && ` · ${t('timeline.storedLater', { time: dateTime(entry.storedAt) })}`}
                  </p>
                </li>
              ))}
          </ol>
        )
      }
    </Shown>
  </section>
);
