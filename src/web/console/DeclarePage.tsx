import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { DeclareFor } from '../../features/declarations/console/DeclareFor.tsx';
import type { DeclaredFor } from '../../features/declarations/console/declared-for.ts';
import { NewWho } from '../../features/declarations/console/NewWho.tsx';
import { call } from '../../features/people/console/api.ts';
import { ChoosePerson } from '../../features/people/console/ChoosePerson.tsx';
import { Button } from '../kit/Button.tsx';
import { Page } from '../kit/console/Page.tsx';
import { Shown } from '../kit/console/Shown.tsx';
import { can } from '../kit/console/session.ts';
import { t } from '../kit/console/text.ts';
import { age } from '../kit/console/words.ts';
import { useLoaded } from '../kit/load.ts';
import { takePerson } from '../kit/scan/carried.ts';

/** A declaration on someone's behalf: who, then what they say. A post comes here with whom its check led to. */
export const DeclarePage = () => {
  const { query, route } = useLocation();
  const [chosen, setChosen] = useState<DeclaredFor | undefined>(takePerson);
  const given = useLoaded(
    async (signal) => (query.person ? call('GET /people/:id', { params: { id: query.person } }, signal) : undefined),
    [query.person],
  );
  const person = chosen ?? given.value;
  const isAsked = !person && !query.person;
  const again = () => {
    setChosen(undefined);
    route('/console/declare', true);
  };
  return (
    <Page title={t('declarations.declareTitle')} text={t('declarations.declareText')} narrow>
      <h2>{t('declarations.stepPerson')}</h2>
      {query.person && !chosen && <Shown of={given}>{() => null}</Shown>}
      {person && (
        <p class="row wrap">
          <strong>{person.fullName}</strong>
          <span class="quiet">{age(person.birthYear)}</span>
          <Button onClick={again}>{t('declarations.changePerson')}</Button>
        </p>
      )}
      {isAsked && can('person.search') && <ChoosePerson search={query.search ?? ''} onChosen={setChosen} />}
      {isAsked && !can('person.search') && <NewWho onDone={setChosen} />}
      {person && (
        <>
          <h2>{t('declarations.stepAnswers')}</h2>
          <DeclareFor key={person.id} person={person} first={query.form} onNext={again} />
        </>
      )}
    </Page>
  );
};
