import { UserPlus } from 'lucide';
import { useContext, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { LinkButton } from '../../../web/kit/Button.tsx';
import { ExportButton } from '../../../web/kit/console/ExportButton.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Paged } from '../../../web/kit/console/Paged.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Empty } from '../../../web/kit/console/Shown.tsx';
import { Scanning } from '../../../web/kit/console/scanning.ts';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { carryFields } from '../../../web/kit/scan/carried.ts';
import { call } from './api.ts';
import { PersonRow } from './PersonRow.tsx';
import { SearchForm } from './SearchForm.tsx';

/** Finds people of the own area by name, telephone or identity number. */
export const PeoplePage = () => {
  const { query, route } = useLocation();
  const ScanButton = useContext(Scanning);
  const asked = query.search ?? '';
  const [text, setText] = useState(asked);
  const found = usePages(
    async (after, signal) =>
      asked ? call('GET /people', { query: { search: asked, after } }, signal) : { items: [], next: null },
    [asked],
  );
  return (
    <Page
      title={t('people.title')}
      actions={
        <>
          <ExportButton of="people" query={{}} name="nguoi-dan" />
          {can('person.create') && (
            <LinkButton href={`/console/declare?search=${encodeURIComponent(asked)}`} icon={UserPlus}>
              {t('nav.declare')}
            </LinkButton>
          )}
        </>
      }
    >
      <SearchForm
        text={text}
        onText={setText}
        onSearch={() => route(`/console/people?search=${encodeURIComponent(text.trim())}`, true)}
      />
      <p>
        <ScanButton
          choose={t('scan.openPerson')}
          onPerson={({ id }) => route(`/console/people/${id}`)}
          onFields={(fields) => {
            carryFields(fields);
            route('/console/declare');
          }}
        />
      </p>
      {asked === '' ? (
        <Empty title={t('people.start')} />
      ) : (
        <Paged of={found} empty={t('people.empty')} emptyText={t('people.emptyText')}>
          {(items) => (
            <ul class="work-rows" aria-label={t('people.title')}>
              {items.map((person) => (
                <PersonRow key={person.id} person={person} href={`/console/people/${person.id}`} />
              ))}
            </ul>
          )}
        </Paged>
      )}
    </Page>
  );
};
