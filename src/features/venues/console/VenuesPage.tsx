import { Plus } from 'lucide';
import { useEffect, useState } from 'preact/hooks';
import { LinkButton } from '../../../web/kit/Button.tsx';
import { ExportButton } from '../../../web/kit/console/ExportButton.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Empty } from '../../../web/kit/console/Shown.tsx';
import { can, isCommune, ownArea } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { call, silentDays, type Venue } from './api.ts';
import { PrintPosters } from './PrintPosters.tsx';
import { type Filters, shows, VenueFilters } from './VenueFilters.tsx';
import { VenuePanel } from './VenuePanel.tsx';
import { VenueTabs } from './VenueTabs.tsx';
import { kindWord, lastVisitWords } from './words.ts';

type Props = { query: Record<string, string>; go: (url: string) => void };

const filtersOf = ({ area, kind, search, show }: Record<string, string>): Filters => ({
  area: area ?? ownArea(),
  kind: kind ?? '',
  search: search ?? '',
  show: shows.find((one) => one === show) ?? 'active',
});

const address = (filters: Filters, item?: string): string =>
  `/console/venues?${new URLSearchParams(
    Object.entries({ ...filters, item: item ?? '' }).filter(([name, value]) => value !== '' || name === 'area'),
  )}`;

/** As the list's own query. */
const queryOf = ({ area, kind, search, show }: Filters) => ({
  area,
  ...(kind && { kind: kind as Venue['kind'] }),
  ...(search && { search }),
  ...((show === 'active' || show === 'closed') && { closed: String(show === 'closed') as 'true' }),
  ...(show === 'silent' && { silent: silentDays }),
  ...(show === 'visited' && { visited: silentDays }),
});

/** Places and vehicles with a code at the door: the list at the left, one of them at the right. */
export const VenuesPage = ({ query, go }: Props) => {
  const filters = filtersOf(query);
  const { item } = query;
  const [changed, setChanged] = useState<ReadonlyMap<string, Venue>>(new Map());
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const venues = usePages(
    (after, signal) => call('GET /venues', { query: { ...queryOf(filters), after } }, signal),
    [JSON.stringify(filters)],
  );
  useEffect(() => {
    document.title = `${t('venues.title')} · Lá Chắn`;
  }, []);
  return (
    <div class={item ? 'split has-open' : 'split'}>
      <section class="list-side" aria-label={t('venues.title')}>
        <div class="page-head">
          <h1>{t('venues.title')}</h1>
          <div class="row wrap">
            {can('export.rows') && <ExportButton of="venues" query={queryOf(filters)} name="dia-diem" />}
            {can('venue.create') && (
              <LinkButton href="/console/venues/new" icon={Plus}>
                {t('venues.new')}
              </LinkButton>
            )}
          </div>
        </div>
        <VenueTabs at="list" />
        <VenueFilters
          key={filters.area}
          filters={filters}
          onChange={(change) => go(address({ ...filters, ...change }))}
        />
        <Paged of={venues} empty={t('venues.empty')} emptyText={t('venues.emptyText')}>
          {(items) => (
            <>
              <PrintPosters shown={items} chosen={chosen} />
              <ol class="work-rows">
                {items.map((venue) => (
                  <VenueRow
                    key={venue.id}
                    venue={changed.get(venue.id) ?? venue}
                    href={address(filters, venue.id)}
                    isOpen={venue.id === item}
                    withArea={!isCommune(filters.area)}
                    isChosen={chosen.has(venue.id)}
                    onChoose={() => setChosen(chosen.symmetricDifference(new Set([venue.id])))}
                  />
                ))}
              </ol>
            </>
          )}
        </Paged>
      </section>
      <div class="person-side">
        {item ? (
          <>
            <a class="back-to-list" href={address(filters)}>
              ← {t('work.backToList')}
            </a>
            <VenuePanel
              key={item}
              id={item}
              onChange={(venue) => setChanged(new Map([...changed, [venue.id, venue]]))}
            />
          </>
        ) : (
          <Empty title={t('venues.choose')} />
        )}
      </div>
    </div>
  );
};

type RowProps = {
  venue: Venue;
  href: string;
  isOpen: boolean;
  withArea: boolean;
  isChosen: boolean;
  onChoose: () => void;
};

const VenueRow = ({ venue, href, isOpen, withArea, isChosen, onChoose }: RowProps) => (
  <li class="work-row pickable">
    <label class="check">
      <input
        type="checkbox"
        checked={isChosen}
        aria-label={t('venues.pick', { name: venue.name })}
        onChange={onChoose}
      />
    </label>
    <a href={href} aria-current={isOpen ? 'true' : undefined}>
      <span class="line">
        <strong>{venue.name}</strong>
        {venue.state === 'closed' && <span class="tag">{t('venues.closed')}</span>}
      </span>
      <span class="quiet small">
        {[kindWord(venue.kind), venue.address, withArea && venue.areaName].filter(Boolean).join(' · ')}
      </span>
      <span class="small">{lastVisitWords(venue)}</span>
    </a>
  </li>
);
