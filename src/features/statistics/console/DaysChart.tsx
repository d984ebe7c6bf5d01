import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { date, figure } from '../../../web/kit/format.ts';
import type { DayFigures } from './api.ts';

const width = 720;
const height = 140;

/** The trend by day: columns for declarations, their urgent part darker; the figures are one press away. */
export const DaysChart = ({ days }: { days: DayFigures[] }) => {
  if (days.length < 2) return null;
  const most = Math.max(1, ...days.map((day) => day.declared));
  const step = width / days.length;
  const tall = (count: number) => (count / most) * height;
  return (
    <section class="card stack tight" aria-label={t('statistics.trend')}>
      <h2>{t('statistics.trend')}</h2>
      <p class="small quiet">{t('statistics.trendMost', { count: figure(most) })}</p>
      <svg class="days" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('statistics.trendLabel')}>
        {days.map((day, at) => (
          <g key={day.day}>
            <rect
              class="all"
              x={at * step + 1}
              width={step - 2}
              y={height - tall(day.declared)}
              height={tall(day.declared)}
            />
            <rect
              class="urgent"
              x={at * step + 1}
              width={step - 2}
              y={height - tall(day.urgent)}
              height={tall(day.urgent)}
            />
          </g>
        ))}
      </svg>
      <p class="ends small quiet">
        <span>{date(days[0]?.day ?? '')}</span>
        <span>{date(days.at(-1)?.day ?? '')}</span>
      </p>
      <p class="row wrap small">
        <span class="swatch all" /> {t('statistics.declared')} <span class="swatch urgent" /> {t('statistics.urgent')}
      </p>
      <details>
        <summary>{t('statistics.trendFigures')}</summary>
        <TableBox label={t('statistics.trendFigures')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('statistics.day')}</th>
                {(['declared', 'urgent', 'risk', 'verified', 'checked'] as const).map((name) => (
                  <th scope="col" class="number" key={name}>
                    {t(`statistics.${name}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map((day) => (
                <tr key={day.day}>
                  <th scope="row">{date(day.day)}</th>
                  {(['declared', 'urgent', 'risk', 'verified', 'checked'] as const).map((name) => (
                    <td class="number" key={name}>
                      {day[name]}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      </details>
    </section>
  );
};
