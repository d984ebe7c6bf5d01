import type { Feature, House } from '../../core/house.ts';
import { exportsApi } from './api.ts';
import { exporting } from './contract.ts';
import { exportLanes } from './lanes.ts';

export { sendWorkbook } from './workbook.ts';

export const exportsFeature = (house: House): Feature => {
  const lanes = exportLanes();
  return { name: 'exports', contract: exporting, handlers: exportsApi(house, lanes), drain: lanes.drain };
};
