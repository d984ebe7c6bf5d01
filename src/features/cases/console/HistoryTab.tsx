import { Shown } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, type Deed } from './api.ts';

const names = ({ persons, count }: Deed): string =>
  [
    ...persons.map(({ fullName }) => fullName),
    ...(count > persons.length ? [t('cases.andMore', { n: count - persons.length })] : []),
  ].join(', ');

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
