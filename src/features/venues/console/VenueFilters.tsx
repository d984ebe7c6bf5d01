import { SearchForm } from '../../../web/kit/console/SearchForm.tsx';
import { isCommune } from '../../../web/kit/console/session.ts';
import { Trail } from '../../../web/kit/console/Trail.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { SelectField } from '../../../web/kit/Field.tsx';
import { useLoaded } from '../../../web/kit/load.ts';
import { callAreas } from './api.ts';
import { kindOptions } from './words.ts';

export type Filters = { area: string; kind: string; search: string; show: string };
type Props = { filters: Filters; onChange: (change: Partial<Filters>) => void };

export const shows = ['active', 'visited', 'silent', 'closed', 'all'] as const;

/** Which places: by a word of the name, the kind, what they do, and the area, down to a commune and back up. */
export const VenueFilters = ({ filters, onChange }: Props) => (
  <>
    <Trail area={filters.area} go={(area) => onChange({ area })} />
    <SearchForm label={t('venues.search')} text={filters.search} onSearch={(search) => onChange({ search })} />
    <div class="filter-grid">
      <SelectField
        label={t('venues.kind')}
        value={filters.kind}
        onChange={(kind) => onChange({ kind })}
        options={[{ value: '', label: t('common.all') }, ...kindOptions]}
      />
      <SelectField
        label={t('common.state')}
        value={filters.show}
        onChange={(show) => onChange({ show })}
        options={shows.map((value) => ({ value, label: t(`venues.showOf.${value}`) }))}
      />
      {!isCommune(filters.area) && <Below area={filters.area} onChoose={(area) => onChange({ area })} />}
    </div>
  </>
);

const Below = ({ area, onChoose }: { area: string; onChoose: (area: string) => void }) => {
  const children = useLoaded((signal) => callAreas('GET /areas', { query: { parent: area } }, signal), [area]);
  return (
    <SelectField
      label={t('venues.below')}
      value=""
      onChange={onChoose}
      options={[
        { value: '', label: t('common.all') },
        ...(children.value ?? []).map(({ path, name }) => ({ value: path, label: name })),
      ]}
    />
  );
};
