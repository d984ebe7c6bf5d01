import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Page } from '../../../web/kit/console/Page.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { carryFields } from '../../../web/kit/scan/carried.ts';
import { ScanDesk } from './ScanDesk.tsx';

/** A code that a telephone's camera opened comes behind the `#`, which no server and no log sees. */
const fromAddress = (): string | undefined => location.hash.slice(1) || undefined;

/** For a post that reads one card after another. */
export const ScanPage = () => {
  const { route } = useLocation();
  const [first] = useState(fromAddress);
  useEffect(() => {
    if (first) history.replaceState(history.state, '', location.pathname);
  }, []);
  return (
    <Page title={t('scan.title')} text={t('scan.lead')} narrow>
      <ScanDesk
        first={first}
        choose={t('scan.openPerson')}
        onPerson={({ id }) => route(`/console/people/${id}`)}
        onFields={(fields) => {
          carryFields(fields);
          route('/console/declare');
        }}
      />
    </Page>
  );
};
