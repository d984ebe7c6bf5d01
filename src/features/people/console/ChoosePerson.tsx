import { useContext, useState } from 'preact/hooks';
import { Button } from '../../../web/kit/Button.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Empty, Shown } from '../../../web/kit/console/Shown.tsx';
import { Scanning } from '../../../web/kit/console/scanning.ts';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { takeCarried } from '../../../web/kit/scan/carried.ts';
import type { DocumentFields } from '../../codes/rules.ts';
import { type Brief, call } from './api.ts';
import { NewPersonForm } from './NewPersonForm.tsx';
import { PersonChoice } from './PersonRow.tsx';
import { SearchForm } from './SearchForm.tsx';

/** Search first, so that nobody is recorded twice; only who is not found is made new. */
export const ChoosePerson = ({ search, onChosen }: { search: string; onChosen: (person: Brief) => void }) => {
  const ScanButton = useContext(Scanning);
  const [text, setText] = useState(search);
  const [asked, setAsked] = useState(search);
  const [card, setCard] = useState<DocumentFields | undefined>(takeCarried);
  const [isNew, setNew] = useState(card !== undefined);
  const { first, items, more } = usePages(
    async (after, signal) =>
      asked ? call('GET /people', { query: { search: asked, after } }, signal) : { items: [], next: null },
    [asked],
  );
  const close = () => {
    setNew(false);
    setCard(undefined);
  };
  if (isNew) return <NewPersonForm name={asked} card={card} onDone={onChosen} onCancel={close} />;
  return (
    <div class="stack">
      <SearchForm text={text} onText={setText} onSearch={() => setAsked(text.trim())} />
      <p>
        <ScanButton
          choose={t('people.choose')}
          onPerson={onChosen}
          onFields={(fields) => {
            setCard(fields);
            setNew(true);
          }}
        />
      </p>
      {asked && (
        <Shown of={first}>
          {() => (
            <>
              {items.length === 0 && <Empty title={t('people.empty')} />}
              <ul class="work-rows" aria-label={t('people.title')}>
                {items.map((person) => (
                  <PersonChoice
                    key={person.id}
                    person={person}
                    action={<Button onClick={() => onChosen(person)}>{t('people.choose')}</Button>}
                  />
                ))}
              </ul>
              {more && <Button onClick={more}>{t('common.more')}</Button>}
              {can('person.create') && (
                <p>
                  <Button onClick={() => setNew(true)}>{t('people.new')}</Button>
                </p>
              )}
            </>
          )}
        </Shown>
      )}
    </div>
  );
};
