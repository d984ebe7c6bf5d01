import { Button } from '../../../web/kit/Button.tsx';
import { options, t } from '../../../web/kit/console/text.ts';
import { DateTimeField } from '../../../web/kit/console/WhenField.tsx';
import { SelectField } from '../../../web/kit/Field.tsx';
import { evidenceKinds } from '../rules.ts';
import { AreaFilter } from './AreaFilter.tsx';
import type { ContactFilters as Filters } from './contact-list.ts';

const states = ['candidate', 'accepted', 'rejected', 'below'] as const;

type Props = { filters: Filters; onChange: (change: Filters) => void };

/** Narrows the list, or turns it back to what was known at a moment. */
export const ContactFilters = ({ filters, onChange }: Props) => {
  const isNarrowed = Object.values(filters).some(Boolean);
  return (
    <details class="filters no-print" open={isNarrowed}>
      <summary>{t('common.filters')}</summary>
      <div class="filter-grid">
        <SelectField
          label={t('common.state')}
          value={filters.broken ? 'broken' : (filters.state ?? '')}
          onChange={(state) => onChange(state === 'broken' ? { state: '', broken: 'true' } : { state, broken: '' })}
          options={[
            { value: '', label: t('cases.aboveThreshold') },
            ...options(states, 'cases.contactOf'),
            { value: 'broken', label: t('cases.brokenFilter') },
          ]}
        />
        <AreaFilter value={filters.area ?? ''} onChange={(area) => onChange({ area })} />
        <SelectField
          label={t('cases.kind')}
          value={filters.kind ?? ''}
          onChange={(kind) => onChange({ kind })}
          options={[{ value: '', label: t('common.all') }, ...options(evidenceKinds, 'cases.kindOf')]}
        />
        <DateTimeField
          label={t('cases.asOf')}
          value={filters.asOf}
          onInput={(asOf) => onChange({ asOf: asOf ?? '' })}
        />
        {isNarrowed && (
          <Button kind="plain" onClick={() => onChange({ state: '', broken: '', area: '', kind: '', asOf: '' })}>
            {t('common.clear')}
          </Button>
        )}
      </div>
    </details>
  );
};
