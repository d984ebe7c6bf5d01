import type { Feature, House } from '../../core/house.ts';
import { campaignsApi } from './api.ts';
import { campaigns } from './contract.ts';

export const campaignsFeature = (house: House): Feature => ({
  name: 'campaigns',
  contract: campaigns,
  handlers: campaignsApi(house),
});
