import type { Feature, House } from '../../core/house.ts';
import { areasApi } from './api.ts';
import { areas } from './contract.ts';
import { strayRowsJob } from './health-areas.ts';
import { movedAreas } from './lookup.ts';

export const areasFeature = (house: House): Feature => ({
  name: 'areas',
  contract: areas,
  handlers: areasApi(house),
  jobs: [strayRowsJob(house)],
  movedAreas: () => movedAreas(house),
});

export { focalPointsFor, technicalFocalPoint } from './focal-points.ts';
export { hamletsByName, spellingsOf } from './hamlet-names.ts';
export { type LoadedAreas, loadAreas } from './load.ts';
export {
  areaName,
  areaTrail,
  areaTree,
  findArea,
  movedAreas,
  mustBeCommune,
  mustFindArea,
} from './lookup.ts';
export { type AreaPopulation, importPopulation, populationBelow } from './population.ts';
export { communeFinder } from './population-rows.ts';
export { type AreaSet, readAreas } from './source.ts';
export { type OnDuty, onDutyPhone, stationName } from './station.ts';
export { type AreaTree, type AreaUnit, bareName, plantTree } from './tree.ts';
