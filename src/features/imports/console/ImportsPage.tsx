import { useLocation } from 'preact-iso';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { t } from '../../../web/kit/console/text.ts';
import { dateTime } from '../../../web/kit/format.ts';
import { call, count, type Import } from './api.ts';
import { NewImport } from './NewImport.tsx';
import './imports.css';

/** Lists that were brought in, the newest first, and the way to bring one. */
export const ImportsPage = () => {
  const { route } = useLocation();
  const imports = usePages((after, signal) => call('GET /imports', { query: { after } }, signal), []);
  return (
    <Page title={t('imports.title')} text={t('imports.lead')}>
      <NewImport onDone={(id) => route(`/console/imports/${id}`)} />
      <h2>{t('imports.earlier')}</h2>
      <Paged of={imports} empty={t('imports.none')}>
        {(items) => (
          <ul class="cards plain-list">
            {items.map((one) => (
              <Card key={one.id} of={one} />
            ))}
          </ul>
        )}
      </Paged>
    </Page>
  );
};

const Card = ({ of }: { of: Import }) => (
  <li class="card stack tight">
    <div class="row wrap">
      <a href={`/console/imports/${of.id}`}>
        <strong>{of.name}</strong>
      </a>
      <span class="tag">{of.isWaiting ? t('imports.waiting') : t(`imports.stateOf.${of.state}`)}</span>
    </div>
    <p class="quiet small">
      {t(`imports.kindOf.${of.kind}`)} · {t('imports.rowsOf', { n: count(of.rows) })} · {of.by} · {dateTime(of.at)}
    </p>
  </li>
);
