import { Download } from 'lucide';
import { useState } from 'preact/hooks';
import { addDays } from '../../../core/day.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { csvOf, saveFile } from '../../../web/kit/console/csv.ts';
import { today } from '../../../web/kit/console/now.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Empty, Shown } from '../../../web/kit/console/Shown.tsx';
import { ownArea } from '../../../web/kit/console/session.ts';
import { Trail } from '../../../web/kit/console/Trail.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { SelectField } from '../../../web/kit/Field.tsx';
import { date } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { usualDays } from '../rules.ts';
import { type Backward, call, callAreas } from './api.ts';
import { EventTable, SharedTable } from './SharedTable.tsx';
import { sheetOf } from './shared-words.ts';

type Query = { area?: string; days?: string; by?: string };
type Props = { query: Query; go: (url: string) => void };
const choices = ['7', '14', '21', '28'];
/** Open cases mostly fell ill within so many days: beyond, what is no longer kept is not missed. */
const shortly = 14;

/** Where several cases have been before they fell ill, the least likely by chance first. */
export const BackwardPage = ({ query, go }: Props) => {
  const area = query.area ?? ownArea();
  const days = query.days ?? String(usualDays);
  const by = query.by === 'event' ? 'event' : 'place';
  const put = (change: Query) => go(`/console/backward?${new URLSearchParams({ area, days, by, ...change })}`);
  const below = useLoaded((signal) => callAreas('GET /areas', { query: { parent: area } }, signal), [area]);
  // Whose visits are opened is told: it takes more than a look at the page.
  const [isAsked, setAsked] = useState(false);
  return (
    <Page title={t('backward.title')} text={t('backward.text')}>
      <Trail area={area} go={(chosen) => put({ area: chosen })} />
      <div class="filter-grid">
        <SelectField
          label={t('backward.days')}
          value={days}
          onChange={(chosen) => put({ days: chosen })}
          options={choices.map((value) => ({ value, label: t('common.days', { n: value }) }))}
        />
        <SelectField
          label={t('backward.by')}
          value={by}
          onChange={(chosen) => put({ by: chosen })}
          options={[
            { value: 'place', label: t('backward.byPlace') },
            { value: 'event', label: t('backward.byEvent') },
          ]}
        />
        {below.value && below.value.length > 0 && (
          <SelectField
            label={t('alarms.below')}
            value=""
            onChange={(chosen) => chosen && put({ area: chosen })}
            options={[
              { value: '', label: t('common.choose') },
              ...below.value.map(({ path, name }) => ({ value: path, label: name })),
            ]}
          />
        )}
      </div>
      {isAsked ? (
        <Opened area={area} days={days} by={by} />
      ) : (
        <Empty title={t('backward.ask')}>
          <p class="measure">{t('backward.askText')}</p>
          <Button kind="primary" onClick={() => setAsked(true)}>
            {t('backward.open')}
          </Button>
        </Empty>
      )}
    </Page>
  );
};

type By = 'place' | 'event';

const Opened = ({ area, days, by }: { area: string; days: string; by: By }) => {
  const found = useLoaded((signal) => call('GET /cases/backward', { query: { area, days } }, signal), [area, days]);
  return <Shown of={found}>{(value) => <Found found={value} days={days} by={by} />}</Shown>;
};

const save = ({ items }: Backward): void => saveFile(`${t('backward.fileName')}.csv`, csvOf(sheetOf(items)));

const Found = ({ found, days, by }: { found: Backward; days: string; by: By }) => {
  const events = found.items.flatMap(({ venue, events: its }) => its.map((event) => ({ venue, event })));
  const isEmpty = by === 'place' ? found.items.length === 0 : events.length === 0;
  return (
    <>
      <p class="measure">
        {t('backward.opened', { n: found.cases, days })}{' '}
        {found.oldest > addDays(today(), -Number(days) - shortly) && (
          <span class="quiet">{t('backward.oldest', { day: date(found.oldest) })}</span>
        )}
      </p>
      {!found.isAll && <Band tone="amber">{t('backward.notAll', { n: found.cases })}</Band>}
      {isEmpty ? (
        <Empty title={t(by === 'place' ? 'backward.empty' : 'backward.emptyEvents')}>
          <p>{t('backward.emptyText')}</p>
        </Empty>
      ) : by === 'place' ? (
        <SharedTable places={found.items} />
      ) : (
        <EventTable events={events.toSorted((a, b) => a.event.p - b.event.p)} />
      )}
      {found.items.length > 0 && (
        <p class="no-print">
          <Button icon={Download} onClick={() => save(found)}>
            {t('common.exportCsv')}
          </Button>
        </p>
      )}
      <details>
        <summary>{t('backward.how')}</summary>
        <p class="measure">{t('backward.howText')}</p>
      </details>
    </>
  );
};
