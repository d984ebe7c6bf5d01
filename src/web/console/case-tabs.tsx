import { lazy } from 'preact-iso';
import type { ChoosePerson as Choose } from '../../features/cases/console/AddContact.tsx';
import type { CaseTab } from '../../features/cases/console/CasePage.tsx';
import { ContactsTab } from '../../features/cases/console/ContactsTab.tsx';
import { HistoryTab } from '../../features/cases/console/HistoryTab.tsx';
import { ChoosePerson } from '../../features/people/console/ChoosePerson.tsx';
import { t } from '../kit/console/text.ts';

const ChainTab = lazy(() =>
  import('../../features/investigations/console/ChainTab.tsx').then((module) => module.ChainTab),
);
const MilestonesTab = lazy(() =>
  import('../../features/investigations/console/MilestonesTab.tsx').then((module) => module.MilestonesTab),
);

const ExposureTab = lazy(() =>
  import('../../features/followup/console/ExposureTab.tsx').then((module) => module.ExposureTab),
);
const NamedTab = lazy(() => import('../../features/followup/console/NamedTab.tsx').then((module) => module.NamedTab));

const choosePerson: Choose = (onChosen) => <ChoosePerson search="" onChosen={onChosen} />;

/** The views of a case, in their order. Each has its name in the address (`?tab=f1`); what is heavy is loaded when opened. */
export const caseTabs: readonly CaseTab[] = [
  {
    name: 'f1',
    label: () => t('cases.f1'),
    view: (shown) => <ContactsTab {...shown} level={1} choosePerson={choosePerson} />,
  },
  {
    name: 'f2',
    label: () => t('cases.f2'),
    view: (shown) => <ContactsTab {...shown} level={2} choosePerson={choosePerson} />,
  },
  { name: 'graph', label: () => t('cases.graph'), view: ({ of: { id } }) => <ChainTab id={id} /> },
  { name: 'milestones', label: () => t('cases.milestones'), view: ({ of: { id } }) => <MilestonesTab id={id} /> },
  {
    name: 'named',
    label: () => t('followup.namedTab'),
    view: ({ of: { id } }) => (
      <NamedTab id={id} choosePerson={(search, onChosen) => <ChoosePerson search={search} onChosen={onChosen} />} />
    ),
  },
  {
    name: 'exposure',
    label: () => t('followup.exposure'),
    view: ({ of: { id, state } }) => <ExposureTab id={id} isOpen={state === 'open'} />,
  },
  { name: 'history', label: () => t('cases.history'), view: ({ of: { id } }) => <HistoryTab id={id} /> },
];
