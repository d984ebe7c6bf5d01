import { useState } from 'preact/hooks';
import type { GotReply } from '../../../core/contract.ts';
import { LinkButton } from '../../../web/kit/Button.tsx';
import { csvOf } from '../../../web/kit/console/csv.ts';
import { Page } from '../../../web/kit/console/Page.tsx';
import { ownArea } from '../../../web/kit/console/session.ts';
import { maybe, t } from '../../../web/kit/console/text.ts';
import { UploadCheck } from '../../../web/kit/console/UploadCheck.tsx';
import type { venues } from '../contract.ts';
import { call } from './api.ts';
import { VenueTabs } from './VenueTabs.tsx';

const columns = ['name', 'kind', 'commune', 'district', 'address', 'phone', 'lat', 'lon', 'hours'] as const;
const ofVehicles = ['plate', 'route', 'trip'] as const;
const columnOf = (field: string): string => maybe(`venues.sheet.${field}`) ?? field;
const template = (): string => csvOf([[...columns, ...ofVehicles].map(columnOf)]);

type Verdict = GotReply<(typeof venues)['POST /venues/import']>;
/** What else was read in the rows, so that a column that was not understood is seen before anything is written. */
const alsoRead = (verdict: Verdict): string =>
  (['withPoint', 'withHours', 'vehicles'] as const)
    .flatMap((part) => (verdict[part] > 0 ? [t(`venues.also.${part}`, { n: verdict[part] })] : []))
    .join(' ');

/** Places from the commune's own list: chosen, judged row by row, and only then written. */
export const ImportPage = () => {
  const [count, setCount] = useState(0);
  return (
    <Page title={t('venues.importTitle')} text={t('venues.importText')}>
      <VenueTabs at="import" />
      <section class="card stack" aria-label={t('venues.importTitle')}>
        <p class="small quiet">{t('venues.sheetHint')}</p>
        <UploadCheck
          label={t('venues.file')}
          hint={t('venues.fileHint')}
          template={{ name: 'mau-dia-diem.csv', content: template }}
          send={(file, query) => call('POST /venues/import', { query: { ...query, area: ownArea() }, body: file })}
          columnOf={columnOf}
          remark={(verdict) =>
            [
              alsoRead(verdict),
              verdict.known > 0 && t('venues.known', { n: verdict.known }),
              verdict.rejected.length > 0 && t('venues.mend'),
            ]
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
