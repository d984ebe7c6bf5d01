import type { GotReply } from '../../../core/contract.ts';
import { caller } from '../../../web/kit/console/call.ts';
import type { areas } from '../../areas/contract.ts';
import type { campaigns } from '../contract.ts';

export const call = caller<typeof campaigns>();
export type Campaign = GotReply<(typeof campaigns)['GET /campaigns']>['items'][number];

const callAreas = caller<typeof areas>();
export type Station = GotReply<(typeof areas)['GET /stations']>;
/** The office whose name stands on a poster, and the number its people call. */
export const stationOf = (area: string, signal?: AbortSignal): Promise<Station> =>
  callAreas('GET /stations', { query: { area } }, signal);

/** A page of campaigns is more than a unit has; the one asked for is among them or gone. */
export const campaignNamed = async (id: string, area: string, signal?: AbortSignal): Promise<Campaign | undefined> =>
  (await call('GET /campaigns', { query: { area, limit: '200' } }, signal)).items.find((one) => one.id === id);
