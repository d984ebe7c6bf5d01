import { Pencil } from 'lucide';
import { useState } from 'preact/hooks';
import { dayOf } from '../../../core/day.ts';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { Loading, Page } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { date } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, type OwnVisit, type Visits } from './api.ts';
import './visits.css';
import { OnDevice } from './OnDevice.tsx';
import { Openings } from './Openings.tsx';
import { VisitRow } from './VisitRow.tsx';

const page = '50';

const dayIn = ({ in: from }: OwnVisit): string => dayOf(new Date(from));
/** As they came: the newest day first. */
const byDay = (items: readonly OwnVisit[]): [string, OwnVisit[]][] =>
  [...new Set(items.map(dayIn))].map((day) => [day, items.filter((visit) => dayIn(visit) === day)]);

/** Where oneself and the family have been, for as long as it can be read at all, and who has read it. */
export const VisitsPage = () => {
  const { outbox } = useDevice();
  const [more, setMore] = useState<Visits>();
  const sent = outbox.parcels.value.filter(({ kind, state }) => kind.startsWith('visit') && state === 'sent').length;
  const list = useLoaded(
    async (signal) => {
      setMore(undefined);
      return call('GET /visits', { query: { limit: page } }, signal);
    },
    [sent],
  );
  const next = more ? more.next : list.value?.next;
  return (
    <Page
      title={t('visits.title')}
      back="/"
      action={
        <LinkButton icon={Pencil} wide href="/app/noi-da-den/ghi">
          {t('visits.late')}
        </LinkButton>
      }
    >
      <p>{t('visits.lead')}</p>
      <OnDevice />
      <Loading of={list}>
        {({ items, keptDays }) => (
          <>
            {items.length === 0 && <p class="state">{t('visits.empty')}</p>}
            {byDay([...items, ...(more?.items ?? [])]).map(([day, visits]) => (
              <section key={day} class="stack tight">
                <h2>{date(day)}</h2>
                <ul class="visit-rows">
                  {visits.map((visit) => (
                    <VisitRow key={visit.id} visit={visit} />
                  ))}
                </ul>
              </section>
            ))}
            {next && (
              <Button
                wide
                onClick={async () => {
                  const found = await call('GET /visits', { query: { limit: page, after: next } });
                  setMore({ ...found, items: [...(more?.items ?? []), ...found.items] });
                }}
              >
                {t('visits.more')}
              </Button>
            )}
            <Openings />
            <section class="stack tight">
              <h2>{t('visits.kept')}</h2>
              <p>{t('visits.keptNote', { n: keptDays })}</p>
            </section>
          </>
        )}
      </Loading>
    </Page>
  );
};
