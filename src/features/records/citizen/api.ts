import { client } from '../../../core/client.ts';
import type { GotReply, SentBody } from '../../../core/contract.ts';
import type { visits } from '../../visits/contract.ts';
import type { records } from '../contract.ts';

export const call = client<typeof records>();
export type OwnData = GotReply<(typeof records)['GET /people/:id/data']>;
export type Reading = GotReply<(typeof records)['GET /people/:id/readings']>['items'][number];
export type CorrectionRequest = OwnData['corrections'][number];
export type Fields = NonNullable<SentBody<(typeof records)['POST /people/:id/correction-requests']>['fields']>;

const callVisits = client<typeof visits>();
type Visit = GotReply<(typeof visits)['GET /visits']>['items'][number];

/** Every visit that is still kept of a person, page after page. */
export const visitsOf = async (person: string, after?: string): Promise<Visit[]> => {
  const { items, next } = await callVisits('GET /visits', { query: { person, limit: '200', after } });
  return next === null ? items : [...items, ...(await visitsOf(person, next))];
};
