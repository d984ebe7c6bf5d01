import { useState } from 'preact/hooks';
import { Button } from '../../../web/kit/Button.tsx';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { date, figure } from '../../../web/kit/format.ts';
import type { VenueDay } from './api.ts';

const recent = 14;

/** How many came and went, by day: counts alone, with bars in the cells. */
export const VenueDays = ({ days }: { days: readonly VenueDay[] }) => {
  const [isAll, setAll] = useState(false);
  const shown = isAll ? days : days.slice(0, recent);
  return (
    <section class="stack tight">
      <h3>{t('venues.days')}</h3>
      {days.length === 0 ? (
        <p class="quiet">{t('venues.noDays')}</p>
      ) : (
        <TableBox label={t('venues.days')}>
          <table class="figures-table">
            <thead>
              <tr>
                <th scope="col">{t('venues.day')}</th>
                <th scope="col" class="number">
                  {t('venues.entered')}
                </th>
                <th scope="col" class="number">
                  {t('venues.left')}
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.day}>
                  <th scope="row">{date(row.day)}</th>
                  <Count n={row.entered} most={mostOf(days, 'entered')} />
                  <Count n={row.left} most={mostOf(days, 'left')} />
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      {!isAll && days.length > recent && (
        <p>
          <Button onClick={() => setAll(true)}>{t('common.more')}</Button>
        </p>
      )}
    </section>
  );
};

const mostOf = (days: readonly VenueDay[], of: 'entered' | 'left'): number =>
  Math.max(1, ...days.map((day) => day[of]));

const Count = ({ n, most }: { n: number; most: number }) => (
  <td class="number figure">
    <span class="bar" style={{ inlineSize: `${(100 * n) / most}%` }} />
    <span>{figure(n)}</span>
  </td>
);
