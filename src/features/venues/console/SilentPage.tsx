import { useState } from 'preact/hooks';
import { serverNow } from '../../../web/kit/console/now.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Shown } from '../../../web/kit/console/Shown.tsx';
import { can, ownArea } from '../../../web/kit/console/session.ts';
import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { Trail } from '../../../web/kit/console/Trail.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { ActivityTable } from './ActivityTable.tsx';
import { call, silentDays, type Venue } from './api.ts';
import { RemindVenues } from './RemindVenues.tsx';
import { VenueTabs } from './VenueTabs.tsx';
import { kindWord, lastVisit } from './words.ts';

type Props = { query: Record<string, string>; go: (url: string) => void };

const pageAt = (area: string): string => `/console/venues/silent?${new URLSearchParams({ area })}`;

/** Places nobody scans: how large their share is in each area below, and the list to be reminded. */
export const SilentPage = ({ query, go }: Props) => {
  const area = query.area ?? ownArea();
  const activity = useLoaded((signal) => call('GET /venues/activity', { query: { area } }, signal), [area]);
  return (
    <Page title={t('venues.silentTitle')} text={t('venues.silentText')}>
      <VenueTabs at="silent" />
      <Trail area={area} go={(path) => go(pageAt(path))} />
      {can('figure.read') && (
        <Shown of={activity}>
          {(rows) => (
            <>
              <p class="quiet small">{t('statistics.asOf', { time: dateTime(serverNow()) })}</p>
              <ActivityTable rows={rows} area={area} onOpen={(path) => go(pageAt(path))} />
            </>
          )}
        </Shown>
      )}
      <SilentList key={area} area={area} />
    </Page>
  );
};

const SilentList = ({ area }: { area: string }) => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [outcome, setOutcome] = useState<ReadonlyMap<string, string>>(new Map());
  const venues = usePages(
    (after, signal) => call('GET /venues', { query: { area, silent: silentDays, after } }, signal),
    [area],
  );
  const choose = (id: string) => setChosen(chosen.symmetricDifference(new Set([id])));
  return (
    <section class="stack" aria-label={t('venues.silentList')}>
      <h2>{t('venues.silentList')}</h2>
      <Paged of={venues} empty={t('venues.noneSilent')} emptyText={t('venues.noneSilentText')}>
        {(items) => (
          <>
            {can('venue.remind') && (
              <RemindVenues
                shown={items}
                chosen={chosen}
                onDone={(told) => {
                  setOutcome(new Map([...outcome, ...told]));
                  setChosen(new Set());
                }}
              />
            )}
            <SilentTable venues={items} chosen={chosen} outcome={outcome} onChoose={choose} />
          </>
        )}
      </Paged>
    </section>
  );
};

type TableProps = {
  venues: readonly Venue[];
  chosen: ReadonlySet<string>;
  /** What came of a reminder, by venue. */
  outcome: ReadonlyMap<string, string>;
  onChoose: (id: string) => void;
};

const SilentTable = ({ venues, chosen, outcome, onChoose }: TableProps) => (
  <TableBox label={t('venues.silentList')}>
    <table class="stacked">
      <thead>
        <tr>
          <th scope="col">{t('venues.name')}</th>
          <th scope="col">{t('common.area')}</th>
          <th scope="col">{t('venues.visits')}</th>
          <th scope="col">{t('venues.reminder')}</th>
        </tr>
      </thead>
      <tbody>
        {venues.map((venue) => (
          <tr key={venue.id}>
            <th scope="row">
              <span class="row">
                {can('venue.remind') && (
                  <label class="check">
                    <input
                      type="checkbox"
                      checked={chosen.has(venue.id)}
                      aria-label={t('venues.pick', { name: venue.name })}
                      onChange={() => onChoose(venue.id)}
                    />
                  </label>
                )}
                <a
                  href={`/console/venues?${new URLSearchParams({ area: venue.area, show: 'silent', item: venue.id })}`}
                >
                  {venue.name}
                </a>
              </span>
              <span class="quiet small">{[kindWord(venue.kind), venue.address].filter(Boolean).join(' · ')}</span>
            </th>
            <td data-label={t('common.area')}>{venue.areaName}</td>
            <td data-label={t('venues.visits')}>{lastVisit(venue)}</td>
            <td data-label={t('venues.reminder')}>{outcome.get(venue.id) ?? '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </TableBox>
);
