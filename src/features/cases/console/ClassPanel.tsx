import { useState } from 'preact/hooks';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { Shown } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { DateTimeField } from '../../../web/kit/console/WhenField.tsx';
import { date, dateTime } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { type Classification, call } from './api.ts';
import { lastDay, levelWords, moveWords, reasonOfChange } from './words.ts';

type Props = {
  person: string;
  /** The newest positive test, whose days a new case begins with. */
  positive: { sampled: string; confirmed: string } | undefined;
};

/** The F class of a person, why, until when, and whether the person knows; also as it was known at a moment. */
export const ClassPanel = ({ person, positive }: Props) => {
  const [asOf, setAsOf] = useState<string>();
  const loaded = useLoaded(
    (signal) =>
      call('GET /people/:id/classification', { params: { id: person }, query: { ...(asOf && { asOf }) } }, signal),
    [person, asOf],
  );
  // Of most people there is nothing to say, and to a station nothing to do.
  if (!can('case.read') && loaded.value?.level === null && loaded.value.history.length === 0) return null;
  return (
    <section class="card stack tight" aria-label={t('cases.classTitle')}>
      <h2>{t('cases.classTitle')}</h2>
      {asOf && (
        <Band notice tone="amber" action={<Button onClick={() => setAsOf(undefined)}>{t('cases.backToNow')}</Button>}>
          {t('cases.asOfBand', { time: dateTime(asOf) })}
        </Band>
      )}
      <Shown of={loaded}>
        {(found) => (
          <>
            <Standing of={found} />
            {can('case.write') && found.level !== 'F0' && (
              <p>
                <a href={`/console/cases/new?${new URLSearchParams({ person, ...positive })}`}>{t('cases.make')}</a>
              </p>
            )}
            {found.history.length > 0 && <History of={found} />}
          </>
        )}
      </Shown>
      {can('case.read') && (
        <details>
          <summary>{t('cases.asOf')}</summary>
          <DateTimeField label={t('cases.asOf')} value={asOf} onInput={setAsOf} />
        </details>
      )}
    </section>
  );
};

const toldWords = ({ toldAt, readAt }: Classification): string =>
  [
    toldAt ? t('cases.toldAt', { time: dateTime(toldAt) }) : t('cases.wasTold'),
    toldAt && (readAt ? t('cases.readAt', { time: dateTime(readAt) }) : t('cases.notRead')),
  ]
    .filter(Boolean)
    .join(', ');

const Standing = ({ of }: { of: Classification }) => {
  const { level, since, until, chain, told, firstLevel, case: id } = of;
  return (
    <>
      <p class="row wrap">
        <span class={`tag ${level === 'F0' ? 'red' : level ? 'violet' : ''}`}>{levelWords(level)}</span>
        {level && since && <span>{t('cases.classSince', { day: date(since) })}</span>}
        {level && until && <span>{t('cases.classUntil', { day: lastDay(until) })}</span>}
        {level && firstLevel && firstLevel !== level && (
          <span class="quiet">{t('cases.classFirst', { level: firstLevel })}</span>
        )}
        {!told && <span class="tag amber">{t('cases.notTold')}</span>}
        {told && (level || of.toldAt) && <span class="tag green">{toldWords(of)}</span>}
      </p>
      {chain.length > 1 && (
        <p>
          {t('cases.chain')}:{' '}
          {chain.map(({ person, level: step }) => `${step} ${person?.fullName ?? t('cases.elsewhere')}`).join(' → ')}
        </p>
      )}
      {id && (
        <p>
          <a href={`/console/cases/${id}`}>{t('cases.openCase')}</a>
        </p>
      )}
    </>
  );
};

const History = ({ of: { history } }: { of: Classification }) => (
  <details>
    <summary>{t('cases.classHistory')}</summary>
    <ol class="timeline">
      {history.toReversed().map((change) => (
        <li key={change.id}>
          <p>
            <strong>{moveWords(change)}</strong> {reasonOfChange(change.reason)}
          </p>
          <p class="quiet small">{dateTime(change.at)}</p>
        </li>
      ))}
    </ol>
  </details>
);
