import { useState } from 'preact/hooks';
import { type AreaOption, AreaPicker } from '../../../web/kit/AreaPicker.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Empty } from '../../../web/kit/console/Shown.tsx';
import { isCommune, officer, ownArea } from '../../../web/kit/console/session.ts';
import { areaTexts, t } from '../../../web/kit/console/text.ts';
import { DutyRoster } from './DutyRoster.tsx';
import { Hamlets } from './Hamlets.tsx';
import { StationForm } from './StationForm.tsx';

/** What a station keeps of its commune: hamlets with their leaders, the number people call, who is on duty. */
export const AreasPage = () => {
  const [area, setArea] = useState<AreaOption | undefined>(
    isCommune(ownArea()) ? { path: ownArea(), name: officer.value?.areaName ?? '' } : undefined,
  );
  return (
    <Page title={t('areas.title')}>
      {!isCommune(ownArea()) && <AreaPicker value={area} onChange={setArea} texts={areaTexts(t('areas.search'))} />}
      {area ? (
        <>
          <StationForm key={`station ${area.path}`} area={area.path} />
          <DutyRoster key={`duty ${area.path}`} area={area.path} />
          <Hamlets key={`hamlets ${area.path}`} area={area.path} />
        </>
      ) : (
        <Empty title={t('areas.chooseCommune')} />
      )}
    </Page>
  );
};
