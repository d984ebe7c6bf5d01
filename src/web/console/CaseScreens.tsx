import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { CasePage } from '../../features/cases/console/CasePage.tsx';
import { NewCasePage, type Someone } from '../../features/cases/console/NewCasePage.tsx';
import { call } from '../../features/people/console/api.ts';
import { ChoosePerson } from '../../features/people/console/ChoosePerson.tsx';
import { Shown } from '../kit/console/Shown.tsx';
import { useLoaded } from '../kit/load.ts';
import { caseTabs } from './case-tabs.tsx';

/** A new case, of a person found by search or given by the page that led here. */
export const NewCase = () => {
  const { query, route } = useLocation();
  const [chosen, setChosen] = useState<Someone>();
  const given = useLoaded(
    async (signal) => (query.person ? call('GET /people/:id', { params: { id: query.person } }, signal) : undefined),
    [query.person],
  );
  return (
    <NewCasePage
      person={chosen ?? (query.person ? given.value : undefined)}
      sampled={query.sampled}
      confirmed={query.confirmed}
      search={query.person ? <Shown of={given}>{() => null}</Shown> : <ChoosePerson search="" onChosen={setChosen} />}
      onOther={() => {
        setChosen(undefined);
        route('/console/cases/new', true);
      }}
    />
  );
};

export const CaseScreen = ({ id }: { id: string }) => {
  const { query, route } = useLocation();
  return <CasePage id={id} query={query} route={route} tabs={caseTabs} />;
};
