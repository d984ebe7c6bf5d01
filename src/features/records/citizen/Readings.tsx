import { useState } from 'preact/hooks';
import { Button } from '../../../web/kit/Button.tsx';
import type { Member } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/more-texts.ts';
import { Loading, Page } from '../../../web/kit/citizen/Page.tsx';
import { date, time } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, type Reading } from './api.ts';
import { groupedByDay, type ReadingLine } from './grouped.ts';
import { purposeWords } from './words.ts';

type Slice = { items: Reading[]; next: string | null };

/** Which unit has read the record, what for, and when. */
export const Readings = ({ person: { id, fullName } }: { person: Member }) => {
  const [later, setLater] = useState<Slice>();
  const [isBusy, setBusy] = useState(false);
  const first = useLoaded(
    (signal) => call('GET /people/:id/readings', { params: { id }, query: { limit: '100' } }, signal),
    [id],
  );
  const next = (later ?? first.value)?.next;
  const more = async (after: string) => {
    setBusy(true);
    const slice = await call('GET /people/:id/readings', { params: { id }, query: { limit: '100', after } }).catch(
      () => undefined,
    );
    if (slice) setLater((before) => ({ ...slice, items: [...(before?.items ?? []), ...slice.items] }));
    setBusy(false);
  };
  return (
    <Page title={t('readings.title')} back={`/app/du-lieu?nguoi=${id}`}>
      <p>{t('readings.text', { name: fullName })}</p>
      <Loading of={first}>
        {({ items }) =>
          items.length === 0 ? (
            <p class="state">{t('readings.empty')}</p>
          ) : (
            groupedByDay([...items, ...(later?.items ?? [])]).map(({ day, lines }) => (
              <section key={day} class="stack tight">
                <h2>{date(day)}</h2>
                <ul class="rows">
                  {lines.map((line) => (
                    <Line key={line.purpose + line.unit} line={line} />
                  ))}
                </ul>
              </section>
            ))
          )
        }
      </Loading>
      {next && (
        <Button busy={isBusy} onClick={() => more(next)}>
          {t('mine.more')}
        </Button>
      )}
      <p class="quiet small">{t('readings.names')}</p>
    </Page>
  );
};

const Line = ({ line }: { line: ReadingLine }) => (
  <li class="row">
    <span class="words">
      <span>{purposeWords(line)}</span>
      <span class="quiet small">
        {line.unit} ·{' '}
        {line.times > 1
          ? t('readings.times', { n: line.times, from: time(line.from), to: time(line.to) })
          : time(line.to)}
      </span>
    </span>
  </li>
);
