import { useState } from 'preact/hooks';
import { dayOf } from '../../../core/day.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { date } from '../../../web/kit/format.ts';
import type { VenueDay } from './api.ts';

const recent = 7;

/** How many came and went today, large. */
export const Today = ({ days }: { days: readonly VenueDay[] }) => {
  const today = days.find(({ day }) => day === dayOf(new Date()));
  return (
    <section class="card counts" aria-label={t('venues.one.today')}>
      <h2>{t('venues.one.today')}</h2>
      <p>
        <strong>{today?.entered ?? 0}</strong> <span>{t('venues.one.entered')}</span>
      </p>
      <p>
        <strong>{today?.left ?? 0}</strong> <span>{t('venues.one.left')}</span>
      </p>
    </section>
  );
};

/** The days before, each with a bar as long as its arrivals. */
export const Days = ({ days }: { days: readonly VenueDay[] }) => {
  const [isAll, setAll] = useState(false);
  const shown = isAll ? days : days.slice(0, recent);
  const most = Math.max(1, ...shown.map(({ entered }) => entered));
  return (
    <section class="stack tight">
      <h2>{t('venues.one.days')}</h2>
      {days.length === 0 ? (
        <p class="quiet">{t('venues.one.noDays')}</p>
      ) : (
        <table class="days">
          <thead>
            <tr>
              <th scope="col">{t('venues.one.day')}</th>
              <td />
              <th scope="col">{t('venues.one.in')}</th>
              <th scope="col">{t('venues.one.out')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ day, entered, left }) => (
              <tr key={day}>
                <th scope="row">{date(day).slice(0, 5)}</th>
                <td aria-hidden="true">
                  <span class="bar" style={{ width: `${(100 * entered) / most}%` }} />
                </td>
                <td>{entered}</td>
                <td>{left}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {!isAll && days.length > recent && (
        <Button onClick={() => setAll(true)}>{t('venues.one.moreDays', { n: days.length - recent })}</Button>
      )}
      <p class="quiet small">{t('venues.one.counts')}</p>
    </section>
  );
};
