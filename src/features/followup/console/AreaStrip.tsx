import { t } from '../../../web/kit/console/text.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { readCounts } from './late.ts';
import { addressOf, type Filters } from './task-list.ts';

type Props = { filters: Filters; count: number };

/** For each area below: still to be called, and overdue; each leads to its list. A commune sees its own two numbers. */
export const AreaStrip = ({ filters, count }: Props) => {
  const rows = useLoaded(readCounts, [count]);
  const all = rows.value ?? [];
  if (all.length === 0) return null;
  const sum = (of: 'toCall' | 'overdue' | 'open') => all.reduce((total, row) => total + row[of], 0);
  const busy = all.filter(({ open }) => open > 0).toSorted((a, b) => b.overdue - a.overdue || b.toCall - a.toCall);
  return (
    <section class="area-strip" aria-label={t('followup.byArea')}>
      <p class="row wrap">
        <strong>{t('followup.counts', { toCall: sum('toCall'), overdue: sum('overdue'), open: sum('open') })}</strong>
      </p>
      {(all.length > 1 || filters.area) && (
        <ul class="row wrap">
          {filters.area && (
            <li>
              <a href={addressOf({ ...filters, area: '' })}>{t('followup.allAreas')}</a>
            </li>
          )}
          {busy.map(({ area, name, toCall, overdue, open }) => (
            <li key={area}>
              <a
                class="area-count"
                href={addressOf({ ...filters, area })}
                aria-current={filters.area === area ? 'true' : undefined}
              >
                {name}: {toCall > 0 ? t('followup.toCallCount', { n: toCall }) : t('followup.openCount', { n: open })}
                {overdue > 0 && <span class="late"> · {t('followup.overdueCount', { n: overdue })}</span>}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
