import { useState } from 'preact/hooks';
import { LinkButton } from '../../../web/kit/Button.tsx';
import { csvOf } from '../../../web/kit/console/csv.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { ownArea } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { UploadCheck } from '../../../web/kit/console/UploadCheck.tsx';
import { call } from './api.ts';
import { VenueTabs } from './VenueTabs.tsx';

const columns = ['name', 'kind', 'commune', 'district', 'address', 'phone'] as const;
const columnOf = (field: string): string => {
  const known = columns.find((one) => one === field);
  return known ? t(`venues.sheet.${known}`) : field;
};
const template = (): string => csvOf([columns.map(columnOf)]);

/** Places from the commune's own list: chosen, judged row by row, and only then written. */
export const ImportPage = () => {
  const [count, setCount] = useState(0);
  return (
    <Page title={t('venues.importTitle')} text={t('venues.importText')}>
      <VenueTabs at="import" />
      <section class="card stack" aria-label={t('venues.importTitle')}>
        <UploadCheck
          label={t('venues.file')}
          hint={t('venues.fileHint')}
          template={{ name: 'mau-dia-diem.csv', content: template }}
          send={(file, query) => call('POST /venues/import', { query: { ...query, area: ownArea() }, body: file })}
          columnOf={columnOf}
          remark={({ known, rejected }) =>
            [known > 0 && t('venues.known', { n: known }), rejected.length > 0 && t('venues.mend')]
              .filter(Boolean)
              .join(' ')
          }
          applyWord={(n) => t('venues.apply', { n })}
          appliedWord={({ accepted, known }) => t('venues.applied', { n: accepted - known })}
          onApplied={({ accepted, known }) => setCount(count + accepted - known)}
        />
        {count > 0 && (
          <p>
            <LinkButton href="/console/venues">{t('venues.openList')}</LinkButton>
          </p>
        )}
      </section>
    </Page>
  );
};
