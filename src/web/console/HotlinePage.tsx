import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { OnDuty } from '../../features/areas/console/OnDuty.tsx';
import { DeclareFor } from '../../features/declarations/console/DeclareFor.tsx';
import type { Brief } from '../../features/people/console/api.ts';
import { ChoosePerson } from '../../features/people/console/ChoosePerson.tsx';
import { Button, LinkButton } from '../kit/Button.tsx';
import { Page } from '../kit/console/Page.tsx';
import { t } from '../kit/console/text.ts';
import { age } from '../kit/console/words.ts';

type Caller = Pick<Brief, 'id' | 'fullName' | 'area'> & { birthYear?: number | null | undefined };

/** Somebody rings: the number, who it is, what they say, and the station to pass them on to. */
export const HotlinePage = () => {
  const { query, route } = useLocation();
  const [person, setPerson] = useState<Caller>();
  const again = () => {
    setPerson(undefined);
    route('/console/hotline', true);
  };
  return (
    <Page title={t('hotline.title')} text={t('hotline.lead')}>
      {!person && <ChoosePerson search={query.phone ?? ''} onChosen={setPerson} />}
      {person && (
        <>
          <p class="row wrap">
            <strong>{person.fullName}</strong>
            <span class="quiet">{age(person.birthYear)}</span>
            <LinkButton href={`/console/people/${person.id}`}>{t('common.open')}</LinkButton>
            <Button onClick={again}>{t('hotline.next')}</Button>
          </p>
          <div class="two-columns">
            <DeclareFor key={person.id} person={person} onNext={again} />
            <OnDuty area={person.area} />
          </div>
        </>
      )}
    </Page>
  );
};
