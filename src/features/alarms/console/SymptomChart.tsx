import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { date } from '../../../web/kit/format.ts';
import { figure, type Symptom, symptomName, type Trend } from './api.ts';

const width = 720;
const height = 120;

/** Columns a day, those of alarm days darker, under the line at which C2 begins; the figures are one press away. */
export const SymptomChart = ({ trend: { days, name }, symptom }: { trend: Trend; symptom: Symptom }) => {
  if (days.length < 2) return null;
  const counts = days.map((day) => day[symptom]);
  const most = Math.max(1, ...counts.map(({ count }) => count));
  const scale = height / (1.15 * Math.max(most, ...counts.map(({ upper }) => Math.min(upper ?? 0, 2 * most))));
  const step = width / days.length;
  const line = counts
    .flatMap(({ upper }, at) =>
      upper === null ? [] : [`${at * step + step / 2},${Math.max(0, height - upper * scale)}`],
    )
    .join(' ');
  const label = t('alarms.chartLabel', {
    symptom: symptomName(symptom),
    area: name,
    most,
    last: counts.at(-1)?.count ?? 0,
  });
  return (
    <figure class="symptom-chart stack tight">
      <figcaption>
        <strong>{symptomName(symptom)}</strong> <span class="quiet small">{t('alarms.chartMost', { most })}</span>
      </figcaption>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        {counts.map(({ count, alarms }, at) => (
          <rect
            key={days[at]?.day}
            class={alarms.length > 0 ? 'alarm' : 'usual'}
            x={at * step + 1}
            width={Math.max(1, step - 2)}
            y={height - count * scale}
            height={count * scale}
          />
        ))}
        <polyline points={line} />
      </svg>
      <p class="ends small quiet">
        <span>{date(days[0]?.day ?? '')}</span>
        <span>{date(days.at(-1)?.day ?? '')}</span>
      </p>
      <details>
        <summary>{t('alarms.figures')}</summary>
        <TableBox label={t('alarms.figures')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('alarms.day')}</th>
                <th scope="col" class="number">
                  {symptomName(symptom)}
                </th>
                <th scope="col" class="number">
                  {t('alarms.upper')}
                </th>
                <th scope="col">{t('alarms.alarm')}</th>
                <th scope="col" class="number">
                  {t('statistics.declared')}
                </th>
              </tr>
            </thead>
            <tbody>
              {days.toReversed().map((day) => (
                <tr key={day.day}>
                  <th scope="row">{date(day.day)}</th>
                  <td class="number">{day[symptom].count}</td>
                  <td class="number">{day[symptom].upper === null ? '–' : figure(day[symptom].upper)}</td>
                  <td>{day[symptom].alarms.join(', ')}</td>
                  <td class="number">{figure(day.declared)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      </details>
    </figure>
  );
};
