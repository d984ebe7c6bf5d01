import type { Feature, House } from '../../core/house.ts';
import { investigationsApi } from './api.ts';
import { investigations } from './contract.ts';

export const investigationsFeature = (house: House): Feature => ({
  name: 'investigations',
  contract: investigations,
  handlers: investigationsApi(house),
});

export { publishedMilestones } from './milestones.ts';
