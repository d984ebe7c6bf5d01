import { Button } from '../../../web/kit/Button.tsx';
import { caller } from '../../../web/kit/console/call.ts';
import { isCommune, ownArea } from '../../../web/kit/console/session.ts';
import { options, t } from '../../../web/kit/console/text.ts';
import { SelectField } from '../../../web/kit/Field.tsx';
import { useLoaded } from '../../../web/kit/load.ts';
import type { areas } from '../../areas/contract.ts';
import type { WorkFilters } from './work-list.ts';

const call = caller<typeof areas>();
const openStates = ['new', 'taken', 'contacting', 'confirmed'] as const;

type Props = { filters: WorkFilters; onChange: (change: Partial<WorkFilters>) => void };

/** Narrows the list. A station chooses among its hamlets, a district or province among the areas below it. */
export const Filters = ({ filters, onChange }: Props) => {
  const area = filters.area ?? ownArea();
  const below = useLoaded(
    async (signal) =>
      isCommune(ownArea())
        ? { hamlets: await call('GET /hamlets', { query: { area } }, signal), areas: [] }
        : { hamlets: [], areas: await call('GET /areas', { query: { parent: ownArea() } }, signal) },
    [area],
  );
  const all = { value: '', label: t('common.all') };
  const isNarrowed = filters.triage || filters.state || filters.hamlet || filters.area || filters.overdue;
  return (
    <details class="filters" open={Boolean(isNarrowed)}>
      <summary>{t('common.filters')}</summary>
      <div class="filter-grid">
        {filters.list === 'due' && (
          <SelectField
            label={t('work.filterTriage')}
            value={filters.triage ?? ''}
            onChange={(triage) => onChange({ triage: triage || undefined })}
            options={[all, ...options(['urgent', 'risk'] as const, 'work.level')]}
          />
        )}
        <SelectField
          label={t('work.filterState')}
          value={filters.state ?? ''}
          onChange={(state) => onChange({ state: state || undefined })}
          options={[all, ...options(openStates, 'work.state')]}
        />
        {below.value && below.value.hamlets.length > 0 && (
          <SelectField
            label={t('work.filterHamlet')}
            value={filters.hamlet ?? ''}
            onChange={(hamlet) => onChange({ hamlet: hamlet || undefined })}
            options={[all, ...below.value.hamlets.map(({ name }) => ({ value: name, label: name }))]}
          />
        )}
        {below.value && below.value.areas.length > 0 && (
          <SelectField
            label={t('work.filterArea')}
            value={filters.area ?? ''}
            onChange={(chosen) => onChange({ area: chosen || undefined })}
            options={[all, ...below.value.areas.map(({ path, name }) => ({ value: path, label: name }))]}
          />
        )}
        <label class="check">
          <input
            type="checkbox"
            checked={filters.overdue === 'true'}
            onChange={(event) => onChange({ overdue: event.currentTarget.checked ? 'true' : undefined })}
          />
          {t('work.overdueOnly')}
        </label>
        {isNarrowed && (
          <Button
            kind="plain"
            onClick={() =>
              onChange({ triage: undefined, state: undefined, hamlet: undefined, area: undefined, overdue: undefined })
            }
          >
            {t('common.clear')}
          </Button>
        )}
      </div>
    </details>
  );
};
