import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { caller } from '../../../web/kit/console/call.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Shown } from '../../../web/kit/console/Shown.tsx';
import { can, ownArea } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { options, t } from '../../../web/kit/console/text.ts';
import { SelectField } from '../../../web/kit/Field.tsx';
import { dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import type { statistics } from '../../statistics/contract.ts';
import { AccountTabs } from './AccountTabs.tsx';
import { call, type UnitRow } from './api.ts';

const callStatistics = caller<typeof statistics>();

const orders = ['lag', 'invited', 'name', 'overdue'] as const;
type Order = (typeof orders)[number];
type Row = UnitRow & { overdue: number | undefined };

const collator = new Intl.Collator('vi', { numeric: true });
const used = ({ officers, active7d }: Row): number => (officers === 0 ? -1 : active7d / officers);
const byName = (a: Row, b: Row): number => collator.compare(a.name, b.name);
/** Who lags comes first: a unit without accounts, then by how few of its officers came in the week. */
const sorted: Record<Order, (a: Row, b: Row) => number> = {
  lag: (a, b) => used(a) - used(b) || byName(a, b),
  invited: (a, b) => b.invited - a.invited || byName(a, b),
  name: byName,
  overdue: (a, b) => (b.overdue ?? 0) - (a.overdue ?? 0) || byName(a, b),
};

/** For each unit of the level below: who was given accounts, who has not signed in yet, who lags. */
export const UnitsPage = () => {
  const { query } = useLocation();
  const area = query.area ?? ownArea();
  const [order, setOrder] = useState<Order>('lag');
  const mayCount = can('figure.read');
  const units = useLoaded((signal) => readUnits(area, mayCount, signal), [area]);
  return (
    <Page title={t('accounts.unitsTitle')} text={t('accounts.unitsText')}>
      <AccountTabs at="units" />
      {area !== ownArea() && (
        <p>
          <a href="/console/accounts/units">{t('accounts.unitsBack')}</a>
        </p>
      )}
      <div class="filter-grid">
        <SelectField
          label={t('accounts.order')}
          value={order}
          onChange={(value) => setOrder(value as Order)}
          options={options(mayCount ? orders : orders.slice(0, 3), 'accounts.orderOf')}
        />
      </div>
      <Shown of={units}>
        {([own, ...below]) => (
          <Rows own={own} below={[...below].sort(sorted[order])} mayCount={mayCount} isTop={area === ownArea()} />
        )}
      </Shown>
    </Page>
  );
};

const readUnits = async (area: string, mayCount: boolean, signal: AbortSignal): Promise<Row[]> => {
  const [units, figures] = await Promise.all([
    call('GET /accounts/units', { query: { area } }, signal),
    mayCount ? callStatistics('GET /statistics/declarations', { query: { area } }, signal) : [],
  ]);
  const overdue = new Map(figures.map((row) => [row.area, row.overdue]));
  return units.map((unit) => ({ ...unit, overdue: overdue.get(unit.area) }));
};

type RowsProps = { own: Row | undefined; below: Row[]; mayCount: boolean; isTop: boolean };

const Rows = ({ own, below, mayCount, isTop }: RowsProps) => (
  <TableBox label={t('accounts.unitsTitle')}>
    <table class="stacked">
      <thead>
        <tr>
          <th scope="col">{t('accounts.unit')}</th>
          <th scope="col">{t('accounts.role.manager')}</th>
          <th scope="col" class="number">
            {t('accounts.officers')}
          </th>
          <th scope="col" class="number">
            {t('accounts.notYet')}
          </th>
          <th scope="col" class="number">
            {t('accounts.active7d')}
          </th>
          <th scope="col">{t('accounts.lastSeen')}</th>
          {mayCount && (
            <th scope="col" class="number">
              {t('accounts.overdue')}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {own && (
          <UnitLine of={own} mayCount={mayCount} note={t(isTop ? 'accounts.ownUnit' : 'accounts.thisUnit')} only />
        )}
        {below.map((unit) => (
          <UnitLine key={unit.area} of={unit} mayCount={mayCount} />
        ))}
      </tbody>
    </table>
  </TableBox>
);

/** Every number leads to the list behind it. */
const UnitLine = ({
  of: unit,
  mayCount,
  note,
  only,
}: {
  of: Row;
  mayCount: boolean;
  note?: string;
  only?: boolean;
}) => {
  const list = (state?: string): string =>
    `/console/accounts?${new URLSearchParams({ area: unit.area, ...(only && { only: 'true' }), ...(state && { state }) })}`;
  return (
    <tr>
      <th scope="row">
        {only ? unit.name : <a href={`/console/accounts/units?area=${unit.area}`}>{unit.name}</a>}{' '}
        {note && <span class="quiet">{note}</span>}
      </th>
      <td data-label={t('accounts.role.manager')}>
        {unit.managers > 0 ? unit.managers : <span class="tag amber">{t('accounts.noManager')}</span>}
      </td>
      <td class="number" data-label={t('accounts.officers')}>
        {unit.officers > 0 ? <a href={list()}>{unit.officers}</a> : 0}
      </td>
      <td class="number" data-label={t('accounts.notYet')}>
        {unit.invited > 0 ? <a href={list('invited')}>{unit.invited}</a> : 0}
      </td>
      <td class="number" data-label={t('accounts.active7d')}>
        {unit.active7d}
      </td>
      <td data-label={t('accounts.lastSeen')}>{unit.lastSeenAt ? dateTime(unit.lastSeenAt) : t('accounts.never')}</td>
      {mayCount && (
        <td class="number" data-label={t('accounts.overdue')}>
          {unit.overdue ? <a href={`/console/work?area=${unit.area}`}>{unit.overdue}</a> : (unit.overdue ?? '')}
        </td>
      )}
    </tr>
  );
};
