import { client } from '../../../core/client.ts';
import type { SentBody } from '../../../core/contract.ts';
import { type Parcel, type Sender, verdictOf } from '../../../web/kit/outbox.ts';
import type { people } from '../contract.ts';

export type NewPerson = SentBody<(typeof people)['POST /people']>;
export type PersonParcel = Parcel<NewPerson>;

const call = client<typeof people>();

/** People are few, and sent one by one. */
export const sendPeople: Sender = async (parcels) => {
  const verdicts = [];
  for (const { id, body } of parcels)
    verdicts.push(await verdictOf(id, call('POST /people', { body: body as NewPerson })));
  return verdicts;
};
