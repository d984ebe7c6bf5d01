import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { OnBehalfForm } from '../../features/declarations/console/OnBehalfForm.tsx';
import { type Brief, call } from '../../features/people/console/api.ts';
import { ChoosePerson } from '../../features/people/console/ChoosePerson.tsx';
import { Button } from '../kit/Button.tsx';
import { Page } from '../kit/console/Page.tsx';
import { Shown } from '../kit/console/Shown.tsx';
import { t } from '../kit/console/text.ts';
import { age } from '../kit/console/words.ts';
import { useLoaded } from '../kit/load.ts';

type Chosen = Pick<Brief, 'id' | 'fullName' | 'area'> & { birthYear?: number | null | undefined };

/** A declaration on someone's behalf: who, then what they say. */
export const DeclarePage = () => {
  const { query, route } = useLocation();
  const [chosen, setChosen] = useState<Chosen>();
  const given = useLoaded(
    async (signal) => (query.person ? call('GET /people/:id', { params: { id: query.person } }, signal) : undefined),
    [query.person],
  );
  const person = chosen ?? given.value;
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
      {!person && !query.person && <ChoosePerson search={query.search ?? ''} onChosen={setChosen} />}
      {person && (
        <>
          <h2>{t('declarations.stepAnswers')}</h2>
          <OnBehalfForm key={person.id} person={person} onNext={again} />
        </>
      )}
    </Page>
  );
};
