import { FileText } from 'lucide';
import { useState } from 'preact/hooks';
import { addDays } from '../../../core/day.ts';
import { LinkButton } from '../../../web/kit/Button.tsx';
import { ExportButton } from '../../../web/kit/console/ExportButton.tsx';
import { serverNow, today } from '../../../web/kit/console/now.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Empty, Shown } from '../../../web/kit/console/Shown.tsx';
import { can, isCommune, officer, ownArea } from '../../../web/kit/console/session.ts';
import { Trail } from '../../../web/kit/console/Trail.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { DateInput } from '../../../web/kit/DateInput.tsx';
import { dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { Approval } from './Approval.tsx';
import { Approvals } from './Approvals.tsx';
import { AreaTable } from './AreaTable.tsx';
import { call } from './api.ts';
import { DaysChart } from './DaysChart.tsx';

type Props = { query: Record<string, string>; go: (url: string) => void };

/** Two weeks, unless the address bar says otherwise. */
const periodOf = (query: Record<string, string>) => {
  const to = query.to || today();
  return { area: query.area ?? ownArea(), from: query.from || addDays(to, -13), to };
};

/** The figures of an area by the areas below it, and by day. */
export const StatisticsPage = ({ query, go }: Props) => {
  const period = periodOf(query);
  const [isLaggingFirst, setLaggingFirst] = useState(false);
  const mayApprove = can('figure.approve') && !isCommune(ownArea());
  const [approvedAt, setApprovedAt] = useState<string>();
  const keys = [period.area, period.from, period.to];
  const figures = useLoaded(async (signal) => {
    const rows = await call('GET /statistics/declarations', { query: period }, signal);
    return { rows, at: serverNow() };
  }, keys);
  const days = useLoaded((signal) => call('GET /statistics/days', { query: period }, signal), keys);
  const put = (change: Partial<typeof period>) =>
    go(`/console/statistics?${new URLSearchParams({ ...period, ...change })}`);
  return (
    <Page
      title={t('statistics.title')}
      actions={
        <>
          <ExportButton of="statistics" query={period} name="so-lieu" />
          <LinkButton href={`/console/print/daily?area=${period.area}`} icon={FileText}>
            {t('statistics.daily')}
          </LinkButton>
          {mayApprove && (
            <Approval area={ownArea()} name={officer.value?.areaName || t('shell.national')} onDone={setApprovedAt} />
          )}
        </>
      }
    >
      <Trail area={period.area} go={(area) => put({ area })} />
      <div class="filter-grid">
        <DateInput
          label={t('common.from')}
          value={period.from}
          max={period.to}
          onInput={(from) => from && put({ from })}
        />
        <DateInput label={t('common.to')} value={period.to} min={period.from} onInput={(to) => to && put({ to })} />
        <label class="check">
          <input
            type="checkbox"
            checked={isLaggingFirst}
            onChange={(event) => setLaggingFirst(event.currentTarget.checked)}
          />
          {t('statistics.lagging')}
        </label>
      </div>
      <Shown of={figures}>
        {({ rows, at }) => (
          <>
            <p class="quiet small">{t('statistics.asOf', { time: dateTime(at) })}</p>
            {rows.every((row) => row.declared === 0 && row.open === 0) && <Empty title={t('statistics.empty')} />}
            <AreaTable
              rows={isLaggingFirst ? rows.toSorted((one, other) => other.overdue - one.overdue) : rows}
              period={period}
              onOpen={(area) => put({ area })}
            />
          </>
        )}
      </Shown>
      <Shown of={days}>{(found) => <DaysChart days={found} />}</Shown>
      {mayApprove && <Approvals area={ownArea()} turn={approvedAt} />}
    </Page>
  );
};
