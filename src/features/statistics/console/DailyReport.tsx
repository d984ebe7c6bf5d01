import { Printer } from 'lucide';
import { useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Button } from '../../../web/kit/Button.tsx';
import { serverNow, today } from '../../../web/kit/console/now.ts';
import { Shown } from '../../../web/kit/console/Shown.tsx';
import { officer, ownArea } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { trailOf } from '../../../web/kit/console/Trail.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { DateInput } from '../../../web/kit/DateInput.tsx';
import { date, dateTime, figure } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, sumOf } from './api.ts';

const ofTheDay = ['declared', 'verified', 'checked'] as const;
/** What is overdue is counted now: on the report of an earlier day it would stand beside figures of another time. */
const ofToday = [...ofTheDay, 'overdue'] as const;

/** The daily report on A4, as it is signed and sent to the People's Committee and the CDC. */
export const DailyReport = () => {
  const { query, route } = useLocation();
  const area = query.area ?? ownArea();
  const day = query.day || today();
  const columns = day === today() ? ofToday : ofTheDay;
  const report = useLoaded(
    async (signal) => ({
      rows: await call('GET /statistics/declarations', { query: { area, from: day, to: day } }, signal),
      unit: (await trailOf(area, signal)).at(-1)?.name ?? officer.value?.areaName ?? '',
    }),
    [area, day],
  );
  useEffect(() => {
    document.title = `${t('print.dailyTitle')} · Lá Chắn`;
  });
  const [year, month, dayOfMonth] = day.split('-');
  return (
    <main class="paper">
      <div class="no-print row wrap">
        <DateInput
          label={t('statistics.day')}
          value={day}
          max={today()}
          onInput={(chosen) => route(`/console/print/daily?${new URLSearchParams({ area, day: chosen })}`, true)}
        />
        <Button kind="primary" icon={Printer} onClick={() => print()}>
          {t('common.print')}
        </Button>
        <a href="/console/statistics">{t('nav.statistics')}</a>
      </div>
      <div class="letterhead">
        <p>
          <strong>{report.value?.unit}</strong>
          <br />
          {t('print.reportNumber')}
        </p>
        <p>
          <strong>{t('print.republic')}</strong>
          <br />
          <strong>{t('print.motto')}</strong>
        </p>
      </div>
      <h1>{t('print.dailyTitle')}</h1>
      <p class="middle">{t('print.dailyLine', { day: date(day) })}</p>
      <p>{t('print.addressee')}</p>
      <Shown of={report}>
        {({ rows }) => (
          <TableBox label={t('print.dailyTitle')}>
            <table class="ruled">
              <thead>
                <tr>
                  <th scope="col">{t('print.number')}</th>
                  <th scope="col">{t('statistics.area')}</th>
                  {columns.map((column) => (
                    <th scope="col" class="number" key={column}>
                      {t(`statistics.${column}`)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {rows.map((row, at) => (
                  <tr key={row.area}>
                    <td class="number">{at + 1}</td>
                    <th scope="row">{row.name}</th>
                    {columns.map((column) => (
                      <td class="number" key={column}>
                        {figure(row[column])}
                      </td>
                    ))}
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row" colSpan={2}>
                    {t('statistics.sum')}
                  </th>
                  {columns.map((column) => (
                    <td class="number" key={column}>
                      {figure(sumOf(rows, column))}
                    </td>
                  ))}
                </tr>
              </tfoot>
            </table>
          </TableBox>
        )}
      </Shown>
      <p class="quiet">{t('print.madeAt', { time: dateTime(serverNow()) })}</p>
      <p class="place-date">{t('print.placeDate', { day: dayOfMonth ?? '', month: month ?? '', year: year ?? '' })}</p>
      <div class="signatures">
        <p>
          {t('print.reporter')}
          <span>{officer.value?.name}</span>
          <small>{t('handOver.sign')}</small>
        </p>
        <p>
          {t('print.head')}
          <span />
          <small>{t('handOver.sign')}</small>
        </p>
      </div>
    </main>
  );
};
