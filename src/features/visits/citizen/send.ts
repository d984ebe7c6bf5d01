import { CallError, client } from '../../../core/client.ts';
import type { GotReply, SentBody } from '../../../core/contract.ts';
import { type Parcel, type Sender, type Verdict, verdictOf } from '../../../web/kit/outbox.ts';
import type { venues } from '../../venues/contract.ts';
import type { visits } from '../contract.ts';
import { venueOf } from './code.ts';

export type VisitBody = SentBody<(typeof visits)['POST /visits']>;
type VisitReply = GotReply<(typeof visits)['POST /visits']>;
export type VisitParcel = Parcel<VisitBody, VisitReply>;

/** The end of a stay; of one written without a network the venue may be known by its code alone. */
export type OutBody = { visit: string; in: string; at: string; venue?: string; qr?: string };
export type OutParcel = Parcel<OutBody>;

const call = client<typeof visits>();
const callVenues = client<typeof venues>();

/** One by one, since only so the answer tells all; several people at one door go side by side. */
export const sendVisits: Sender = (parcels) =>
  Promise.all(parcels.map(({ id, body }) => verdictOf(id, call('POST /visits', { body: body as VisitBody }))));

const venueBy = async (code: string): Promise<string> =>
  venueOf(code) ?? (await callVenues('GET /venues/lookup', { query: { code } })).id;

const end = async (id: string, { visit, in: from, at, venue, qr = '' }: OutBody): Promise<unknown> =>
  call('POST /visits/:id/out', {
    params: { id: visit },
    body: { id, at, in: from, venue: venue ?? (await venueBy(qr)) },
  }).catch((error) => {
    // The place or a later scan has ended it already, which is as good.
    if (error instanceof CallError && error.code === 'visit.settled') return null;
    throw error;
  });

export const sendOuts: Sender = (parcels) =>
  Promise.all(parcels.map(({ id, body }): Promise<Verdict> => verdictOf(id, end(id, body as OutBody))));
