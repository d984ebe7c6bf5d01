import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Page } from '../../../web/kit/console/Page.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { carryFields, carryPerson } from '../../../web/kit/scan/carried.ts';
import { ScanDesk } from './ScanDesk.tsx';

/** A code that a telephone's camera opened comes behind the `#`, which no server and no log sees. */
const fromAddress = (): string | undefined => location.hash.slice(1) || undefined;

/** For a post that reads one card after another. */
export const ScanPage = () => {
  const { route } = useLocation();
  const [first] = useState(fromAddress);
  const isReader = can('person.read');
  useEffect(() => {
    if (first) history.replaceState(history.state, '', location.pathname);
  }, []);
  return (
    <Page title={t('scan.title')} text={t('scan.lead')} narrow>
      <ScanDesk
        first={first}
        choose={t(isReader ? 'scan.openPerson' : 'scan.declareFor')}
        onPerson={(person) => {
          if (isReader) return route(`/console/people/${person.id}`);
          carryPerson(person);
          return route('/console/declare');
        }}
        onFields={(fields) => {
          carryFields(fields);
          route('/console/declare');
        }}
      />
    </Page>
  );
};
