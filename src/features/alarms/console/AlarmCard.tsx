import { TriangleAlert } from 'lucide';
import { useState } from 'preact/hooks';
import { LinkButton } from '../../../web/kit/Button.tsx';
import { Shown } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { Icon } from '../../../web/kit/Icon.tsx';
import { useLoaded } from '../../../web/kit/load.ts';
import { type Alarm, call, figure, symptomName } from './api.ts';
import { SymptomChart } from './SymptomChart.tsx';

/** From so much above the usual on, more people declaring may be the whole of it. */
const risenBy = 1.5;

/** One warning with everything it follows from, in plain words. */
export const AlarmCard = ({ alarm, leastDeviation }: { alarm: Alarm; leastDeviation: number }) => {
  const { area, name, symptom, day, count, declared, usuallyDeclared, findings } = alarm;
  const [first] = findings;
  const isRisen = declared > risenBy * usuallyDeclared;
  return (
    <li class="card stack tight">
      <h2 class="alarm-head">
        <Icon of={TriangleAlert} />
        {t('alarms.head', { n: count, symptom: symptomName(symptom), count })}
      </h2>
      <p>
        <strong>{name}</strong>
      </p>
      {first && <p>{t('alarms.usual', { baseline: first.baseline.join(', '), mean: figure(first.mean) })}</p>}
      <ul>
        {findings.map(({ method, statistic, threshold, deviation }) => (
          <li key={method}>
            {t(`alarms.method.${method}`, {
              times: figure(statistic),
              threshold: figure(threshold),
              deviation: figure(Math.max(deviation, leastDeviation)),
            })}{' '}
            {deviation < leastDeviation && (
              <span class="quiet">{t('alarms.least', { least: figure(leastDeviation) })}</span>
            )}
          </li>
        ))}
      </ul>
      <p>
        {t('alarms.declared', { declared, usual: figure(usuallyDeclared) })}{' '}
        {isRisen && <strong>{t('alarms.declaredMore')}</strong>}
      </p>
      {can('declaration.read') && (
        <div class="row wrap">
          <LinkButton href={`/console/declarations?${new URLSearchParams({ area, from: day, to: day })}`}>
            {t('alarms.call')}
          </LinkButton>
        </div>
      )}
      <Chart area={area} symptom={symptom} />
    </li>
  );
};

/** Asked for when it is opened: twenty warnings are not twenty questions to the server. */
const Chart = ({ area, symptom }: Pick<Alarm, 'area' | 'symptom'>) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('alarms.chart')}</summary>
      {isOpen && <Drawn area={area} symptom={symptom} />}
    </details>
  );
};

const Drawn = ({ area, symptom }: Pick<Alarm, 'area' | 'symptom'>) => {
  const trend = useLoaded((signal) => call('GET /statistics/trend', { query: { area, days: '30' } }, signal), [area]);
  return <Shown of={trend}>{(found) => <SymptomChart trend={found} symptom={symptom} />}</Shown>;
};
