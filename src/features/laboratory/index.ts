import type { Feature, House } from '../../core/house.ts';
import { laboratoryApi } from './api.ts';
import { laboratory } from './contract.ts';

export const laboratoryFeature = (house: House): Feature => ({
  name: 'laboratory',
  contract: laboratory,
  handlers: laboratoryApi(house),
});

export { retractedFor } from './retracted.ts';
