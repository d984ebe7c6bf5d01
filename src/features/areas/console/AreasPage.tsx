import { useState } from 'preact/hooks';
import type { AreaOption } from '../../../web/kit/AreaPicker.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { Empty } from '../../../web/kit/console/Shown.tsx';
import { can, isCommune, officer, ownArea } from '../../../web/kit/console/session.ts';
import { areaTexts, t } from '../../../web/kit/console/text.ts';
import { UnitPicker } from '../../../web/kit/console/UnitPicker.tsx';
import { DutyRoster } from './DutyRoster.tsx';
import { FocalPoints } from './FocalPoints.tsx';
import { Hamlets } from './Hamlets.tsx';
import { HealthAreas } from './HealthAreas.tsx';
import { PopulationForm } from './PopulationForm.tsx';
import { StationForm } from './StationForm.tsx';

/** A province by its code; since 2025 its communes hang directly below it, until its manager groups them. */
const isProvince = (area: string): boolean => /^\d{2}$/.test(area);

/**
 * What a station keeps of its commune: hamlets with their leaders, the number people call, who is on duty, whom to call for
 * what. An office above has a number, a roster and focal points of its own; a province groups its communes here, and says how
 * many people live in each.
 */
export const AreasPage = () => {
  const [area, setArea] = useState<AreaOption | undefined>(
    isCommune(ownArea()) ? { path: ownArea(), name: officer.value?.areaName ?? '' } : undefined,
  );
  const unit = area?.path ?? ownArea();
  return (
    <Page title={t('areas.title')}>
      {!isCommune(ownArea()) && (
        <UnitPicker within={ownArea()} value={area} onChange={setArea} texts={areaTexts(t('areas.pickUnit'))} />
      )}
      <StationForm key={`station ${unit}`} area={unit} />
      <DutyRoster key={`duty ${unit}`} area={unit} />
      <FocalPoints key={`focal ${unit}`} area={unit} />
      {isCommune(unit) ? <Hamlets key={`hamlets ${unit}`} area={unit} /> : <Empty title={t('areas.chooseCommune')} />}
      {isProvince(ownArea()) && can('area.group') && <HealthAreas />}
      {!area && (isProvince(ownArea()) || ownArea() === '') && can('area.write') && <PopulationForm />}
    </Page>
  );
};
