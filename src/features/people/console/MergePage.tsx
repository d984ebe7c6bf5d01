import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { Button } from '../../../web/kit/Button.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Empty, Shown } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call } from './api.ts';
import { CompareRecords } from './CompareRecords.tsx';
import { MergedBand } from './DuplicatesPage.tsx';
import { PersonChoice } from './PersonRow.tsx';
import { SearchForm } from './SearchForm.tsx';

/** Merges a record with another that an officer finds by search: the list of pairs need not have it. */
export const MergePage = () => {
  const { query, route } = useLocation();
  const { person: id = '', other } = query;
  const [isMerged, setMerged] = useState(false);
  const person = useLoaded((signal) => call('GET /people/:id', { params: { id } }, signal), [id]);
  return (
    <Page title={t('merge.withOther')} text={t('merge.withOtherText')}>
      <Shown of={person}>
        {({ fullName }) => (
          <>
            <p>
              <a href={`/console/people/${id}`}>← {fullName}</a>
            </p>
            {isMerged && <MergedBand person={id} />}
            {!isMerged && !other && (
              <Search
                name={fullName}
                except={id}
                onChosen={(found) => route(`/console/merge?person=${id}&other=${found}`)}
              />
            )}
            {!isMerged && other && <CompareRecords one={id} other={other} onMerged={() => setMerged(true)} />}
          </>
        )}
      </Shown>
    </Page>
  );
};

type SearchProps = { name: string; except: string; onChosen: (person: string) => void };

const Search = ({ name, except, onChosen }: SearchProps) => {
  const [text, setText] = useState(name);
  const [asked, setAsked] = useState(name);
  const { first, items, more } = usePages(
    (after, signal) => call('GET /people', { query: { search: asked, after } }, signal),
    [asked],
  );
  const others = items.filter(({ id }) => id !== except);
  return (
    <div class="stack">
      <SearchForm text={text} onText={setText} onSearch={() => setAsked(text.trim())} />
      <Shown of={first}>
        {() =>
          others.length === 0 ? (
            <Empty title={t('people.empty')} />
          ) : (
            <ul class="work-rows" aria-label={t('people.title')}>
              {others.map((found) => (
                <PersonChoice
                  key={found.id}
                  person={found}
                  action={<Button onClick={() => onChosen(found.id)}>{t('merge.compareWith')}</Button>}
                />
              ))}
            </ul>
          )
        }
      </Shown>
      {more && <Button onClick={more}>{t('common.more')}</Button>}
    </div>
  );
};
