import { today } from '../../../web/kit/console/now.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Empty, Shown } from '../../../web/kit/console/Shown.tsx';
import { officer, ownArea } from '../../../web/kit/console/session.ts';
import { Trail } from '../../../web/kit/console/Trail.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { DateInput } from '../../../web/kit/DateInput.tsx';
import { SelectField } from '../../../web/kit/Field.tsx';
import { useLoaded } from '../../../web/kit/load.ts';
import { AlarmCard } from './AlarmCard.tsx';
import { call, callAreas, figure } from './api.ts';
import { SymptomChart } from './SymptomChart.tsx';

type Props = { query: Record<string, string>; go: (url: string) => void };

/** Where fever or breathlessness is declared more than is usual, each warning with the figures it follows from. */
export const AlarmsPage = ({ query, go }: Props) => {
  const area = query.area ?? ownArea();
  /** Without one the server answers for its own. */
  const asked = query.day ? { day: query.day } : {};
  const put = (change: { area?: string; day?: string }) =>
    go(`/console/alarms?${new URLSearchParams({ area, ...asked, ...change })}`);
  const below = useLoaded((signal) => callAreas('GET /areas', { query: { parent: area } }, signal), [area]);
  const alarms = useLoaded(
    (signal) => call('GET /statistics/alarms', { query: { area, ...asked } }, signal),
    [area, query.day],
  );
  const trend = useLoaded((signal) => call('GET /statistics/trend', { query: { area, days: '60' } }, signal), [area]);
  return (
    <Page title={t('alarms.title')} text={t('alarms.text')}>
      <Trail area={area} go={(chosen) => put({ area: chosen })} />
      <div class="filter-grid">
        <DateInput
          label={t('alarms.day')}
          value={asked.day ?? alarms.value?.day ?? today()}
          max={today()}
          onInput={(chosen) => chosen && put({ day: chosen })}
        />
        {below.value && below.value.length > 0 && (
          <SelectField
            label={t('alarms.below')}
            value=""
            onChange={(chosen) => chosen && put({ area: chosen })}
            options={[
              { value: '', label: t('common.choose') },
              ...below.value.map(({ path, name }) => ({ value: path, label: name })),
            ]}
          />
        )}
      </div>
      <Shown of={alarms}>
        {({ items, leastCount, leastDeviation }) => (
          <>
            {items.length === 0 ? (
              <Empty title={t('alarms.empty')}>
                <p>{t('alarms.emptyText', { n: leastCount })}</p>
              </Empty>
            ) : (
              <ul class="cards">
                {items.map((alarm) => (
                  <AlarmCard key={`${alarm.area} ${alarm.symptom}`} alarm={alarm} leastDeviation={leastDeviation} />
                ))}
              </ul>
            )}
            <details>
              <summary>{t('alarms.how')}</summary>
              <p class="measure">
                {t('alarms.howText', { count: leastCount })} {t('alarms.least', { least: figure(leastDeviation) })}
              </p>
            </details>
          </>
        )}
      </Shown>
      <Shown of={trend}>
        {(found) => (
          <section class="card stack">
            <h2>{t('alarms.trend', { area: found.name || officer.value?.areaName || '' })}</h2>
            <SymptomChart trend={found} symptom="fever" />
            <SymptomChart trend={found} symptom="breathless" />
          </section>
        )}
      </Shown>
    </Page>
  );
};
