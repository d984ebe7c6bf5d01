import type { Feature, House } from '../../core/house.ts';
import { venuesApi } from './api.ts';
import { venues } from './contract.ts';

export const venuesFeature = (house: House): Feature => ({
  name: 'venues',
  contract: venues,
  handlers: venuesApi(house),
});

export { findByText, freshness, type ReadVenueCode, readVenueCode } from './codes.ts';
export { type Asked, filtered, filterOf } from './filter.ts';
export { readTyped } from './rules.ts';
export { showPublic, showPublicOf } from './shown.ts';
export { type Door, findByCode, findDoors, findVenue, findVenues, roleAt, type VenueRow } from './store.ts';
