import { Bus, Plus, Store } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { Loading, Page, Row } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { date } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { vehicleKinds } from '../rules.ts';
import { call, isOffline, pageOf, type Venue } from './api.ts';
import { SeveralPosters } from './SeveralPosters.tsx';

/** The places I answer for or help at; `offline` stands there where they cannot be read without a network. */
export const VenuesPage = ({ offline }: { offline: ComponentChildren }) => {
  const { query } = useLocation();
  const [after, setAfter] = useState<string[]>([]);
  const found = useLoaded(
    async (signal) => {
      const pages = await Promise.all(
        [undefined, ...after].map((from) => call('GET /venues', { query: { after: from } }, signal)),
      );
      return { venues: pages.flatMap(({ items }) => items), next: pages.at(-1)?.next };
    },
    [after.length],
  );
  return (
    <Page
      title={t('venues.title')}
      back="/"
      action={
        <LinkButton kind="primary" icon={Plus} wide large href="/app/dia-diem/moi">
          {t('venues.register')}
        </LinkButton>
      }
    >
      {query['tu-choi'] && (
        <Band notice tone="green">
          {t('venues.offer.declined')}
        </Band>
      )}
      <Loading of={found}>
        {({ venues, next }) =>
          venues.length === 0 ? (
            <div class="stack tight">
              <h2>{t('venues.emptyTitle')}</h2>
              <p>{t('venues.empty')}</p>
            </div>
          ) : (
            <>
              <div class="rows">
                {venues.map((venue) => (
                  <Row
                    key={venue.id}
                    href={pageOf(venue.id)}
                    icon={vehicleKinds.has(venue.kind) ? Bus : Store}
                    note={noteOf(venue)}
                  >
                    {venue.name}
                  </Row>
                ))}
              </div>
              {next && <Button onClick={() => setAfter([...after, next])}>{t('venues.more')}</Button>}
              <SeveralPosters venues={venues.filter(({ state, offered }) => state === 'active' && !offered)} />
            </>
          )
        }
      </Loading>
      {isOffline(found) && offline}
    </Page>
  );
};

const noteOf = ({ state, kind, areaName, lastVisitOn, offered }: Venue): string =>
  [
    t(`venues.kinds.${kind}`),
    areaName,
    offered
      ? t('venues.offered')
      : state === 'closed'
        ? t('venues.closed')
        : lastVisitOn
          ? t('venues.lastVisit', { date: date(lastVisitOn) })
          : t('venues.noVisit'),
  ].join(' · ');
