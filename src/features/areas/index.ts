import type { Feature, House } from '../../core/house.ts';
import { areasApi } from './api.ts';
import { areas } from './contract.ts';

export const areasFeature = (house: House): Feature => ({ name: 'areas', contract: areas, handlers: areasApi(house) });

export { type LoadedAreas, loadAreas } from './load.ts';
export { areaName, areaTrail, areaTree, findArea, mustBeCommune, mustFindArea } from './lookup.ts';
export { type AreaSet, readAreas } from './source.ts';
export { type OnDuty, onDutyPhone, stationName } from './station.ts';
export { type AreaTree, type AreaUnit, bareName } from './tree.ts';
