import { Shown } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { date, dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, type Deed } from './api.ts';

const names = ({ persons, count }: Deed): string =>
  [
    ...persons.map(({ fullName }) => fullName),
    ...(count > persons.length ? [t('cases.andMore', { n: count - persons.length })] : []),
  ].join(', ');

type Change = Deed['changes'][number];

const valueWords = (field: Change['field'], value: string | null): string => {
  if (value === null) return t('cases.nothing');
  if (field === 'onsetOn' || field === 'sampledOn' || field === 'confirmedOn') return date(value);
  if (field === 'isolatedAt') return dateTime(value);
  if (field === 'sourceKnown') return t(value === 'true' ? 'cases.sourceIsKnown' : 'cases.sourceUnknown');
  return field === 'outcome' ? t(`cases.outcomeOf.${value as 'recovered'}`) : value;
};

/** `Khởi phát: 18/11/2026 → 20/11/2026`. */
const changeWords = ({ field, before, after }: Change): string => {
  const name = field === 'note' ? t('common.note') : field === 'sourceKnown' ? t('cases.source') : t(`cases.${field}`);
  return `${name}: ${valueWords(field, before)} → ${valueWords(field, after)}`;
};

/** What was done in the case, and by whom. */
export const HistoryTab = ({ id }: { id: string }) => {
  const deeds = useLoaded((signal) => call('GET /cases/:id/history', { params: { id } }, signal), [id]);
  return (
    <Shown of={deeds}>
      {(all) => (
        <section class="card">
          <ol class="timeline">
            {all.map((deed) => (
              <li key={`${deed.kind} ${deed.at} ${deed.level}`}>
                <p>
                  <strong>{t(`cases.deedOf.${deed.kind}`, { n: deed.count })}</strong>{' '}
                  {deed.level && <span class="tag">F{deed.level}</span>} {names(deed)}
                </p>
                {deed.changes.length > 0 && (
                  <ul class="small">
                    {deed.changes.map((change) => (
                      <li key={change.field}>{changeWords(change)}</li>
                    ))}
                  </ul>
                )}
                {deed.note && <p class="lines">{deed.note}</p>}
                <p class="quiet small">
                  {dateTime(deed.at)}
                  {deed.by && ` · ${deed.by}`}
                </p>
              </li>
            ))}
          </ol>
        </section>
      )}
    </Shown>
  );
};
