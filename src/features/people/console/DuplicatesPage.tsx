import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Band } from '../../../web/kit/Band.tsx';
import { useKeys } from '../../../web/kit/console/keys.ts';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Empty } from '../../../web/kit/console/Shown.tsx';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { age } from '../../../web/kit/console/words.ts';
import { call, type Pair } from './api.ts';
import { CompareRecords } from './CompareRecords.tsx';

type Done = 'merged' | 'dismissed';

const address = (pair?: string): string => `/console/duplicates${pair ? `?pair=${pair}` : ''}`;

/** Moves the focus along the pairs, from the focused one, else from the open one. */
const stepFocus = (by: 1 | -1): void => {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-pair]')];
  const focused = rows.indexOf(document.activeElement as HTMLElement);
  const from = focused === -1 ? rows.findIndex((row) => row.ariaCurrent === 'true') : focused;
  rows[Math.min(rows.length - 1, Math.max(0, from + by))]?.focus();
};

/** Who may be one person twice: the pairs at the left, the two records side by side at the right. */
export const DuplicatesPage = () => {
  const { query, route } = useLocation();
  const pairs = usePages((after, signal) => call('GET /people/duplicates', { query: { after } }, signal), []);
  const [done, setDone] = useState<Record<string, Done>>({});
  const open = pairs.items.find(({ id }) => id === query.pair);
  useEffect(() => {
    document.title = `${t('merge.title')} · Lá Chắn`;
  });
  useKeys({ j: () => stepFocus(1), k: () => stepFocus(-1), Escape: () => query.pair && route(address(), true) });
  const settle = (pair: Pair, what: Done) => setDone((before) => ({ ...before, [pair.id]: what }));
  return (
    <div class={open ? 'split has-open' : 'split'}>
      <section class="list-side" aria-label={t('merge.title')}>
        <div class="page-head">
          <h1>{t('merge.title')}</h1>
        </div>
        <p class="quiet">{t('merge.text')}</p>
        <Paged of={pairs} empty={t('merge.empty')}>
          {(items) => (
            <ol class="work-rows">
              {items.map((pair) => (
                <PairRow key={pair.id} pair={pair} isOpen={pair.id === open?.id} done={done[pair.id]} />
              ))}
            </ol>
          )}
        </Paged>
        <p class="quiet small wide-only">
          <kbd>j</kbd> <kbd>k</kbd> {t('merge.keys.move')} · <kbd>Enter</kbd> {t('merge.keys.open')} · <kbd>s</kbd>{' '}
          {t('merge.keys.swap')} · <kbd>m</kbd> {t('merge.keys.merge')} · <kbd>x</kbd> {t('merge.keys.dismiss')}
        </p>
      </section>
      <div class="person-side">
        {open ? (
          <>
            <a class="back-to-list" href={address()}>
              ← {t('merge.backToList')}
            </a>
            <h2>{t('merge.compare')}</h2>
            <p class="quiet">{reasonWords(open)}</p>
            {done[open.id] === 'merged' && <MergedBand person={open.a.id} />}
            {done[open.id] === 'dismissed' && (
              <Band notice tone="green">
                {t('merge.dismissed')}
              </Band>
            )}
            {!done[open.id] && (
              <CompareRecords
                key={open.id}
                one={open.a.id}
                other={open.b.id}
                pair={open.id}
                onMerged={() => settle(open, 'merged')}
                onDismissed={() => settle(open, 'dismissed')}
              />
            )}
          </>
        ) : (
          <Empty title={t('merge.choose')} />
        )}
      </div>
    </div>
  );
};

/** Either id leads to the one record. */
export const MergedBand = ({ person }: { person: string }) => (
  <Band notice tone="green" action={<a href={`/console/people/${person}`}>{t('merge.openPerson')}</a>}>
    {t('merge.merged')}
  </Band>
);

const reasonWords = ({ score, reasons }: Pair): string =>
  [
    t('people.score', { percent: Math.round(score * 100) }),
    reasons.map((reason) => maybe(`merge.reason.${reason}`) ?? reason).join(', '),
  ].join(' · ');

const PairRow = ({ pair, isOpen, done }: { pair: Pair; isOpen: boolean; done: Done | undefined }) => (
  <li class="work-row">
    <a href={address(pair.id)} data-pair aria-current={isOpen ? 'true' : undefined}>
      <span class="line">
        <strong>{pair.a.fullName}</strong>
        <span class="quiet">{age(pair.a.birthYear)}</span>
      </span>
      {pair.b.fullName !== pair.a.fullName && (
        <span class="line">
          <strong>{pair.b.fullName}</strong>
          <span class="quiet">{age(pair.b.birthYear)}</span>
        </span>
      )}
      <span class="line quiet small">{done ? t(`merge.done.${done}`) : reasonWords(pair)}</span>
    </a>
  </li>
);
