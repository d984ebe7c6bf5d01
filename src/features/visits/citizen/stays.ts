import type { Member } from '../../../web/kit/citizen/device.ts';
import type { Parcel } from '../../../web/kit/outbox.ts';
import { type Answer, longestStay } from '../rules.ts';
import { venueOf } from './code.ts';
import type { OutBody, OutParcel, VisitParcel } from './send.ts';

/** A visit as this device knows it: what was written here, and what the server has said to it. */
export type Stay = {
  id: string;
  person: string;
  /** What the visit names its place by: the code, or the id of one chosen from a list. */
  code: string;
  /** Known from a signed code at once, from a typed one when the server has answered. */
  venue: string | undefined;
  in: string;
  out: string | undefined;
  answer: Answer | undefined;
  parcel: VisitParcel;
};

/** The newest first. */
export const staysOf = (parcels: readonly Parcel[]): Stay[] => {
  const outs = new Map(
    (parcels.filter(({ kind }) => kind === 'visit_out') as OutParcel[]).map(({ body }) => [body.visit, body.at]),
  );
  return (parcels.filter(({ kind }) => kind === 'visit') as VisitParcel[])
    .map((parcel): Stay => {
      const { id, body, reply } = parcel;
      return {
        id,
        person: body.visitor && 'person' in body.visitor ? body.visitor.person : '',
        code: body.qr ?? body.venue ?? '',
        venue: reply?.venue ?? body.venue ?? venueOf(body.qr ?? ''),
        in: body.in,
        out: body.out ?? outs.get(id),
        answer: reply?.answer,
        parcel,
      };
    })
    .toSorted((one, other) => Date.parse(other.in) - Date.parse(one.in));
};

/** Where people are now: the newest stay of each, unless it was ended, refused, or began too long ago to be going on. */
export const openStays = (stays: readonly Stay[], now: number): Stay[] => {
  const taken = stays.filter(({ parcel }) => parcel.state !== 'refused');
  return taken.filter(
    ({ person, in: from, out }, i) =>
      out === undefined &&
      now - Date.parse(from) < longestStay &&
      taken.findIndex((other) => other.person === person) === i,
  );
};

/** Who of the family may still come in: whoever was asked and has not agreed is not taken along. */
export const yetToCome = <One extends Pick<Member, 'id' | 'pending'>>(
  members: readonly One[],
  inside: readonly string[],
): One[] => members.filter(({ id, pending }) => !pending && !inside.includes(id));

/** Those of whom a declaration was written here after a door had asked for it. */
export const declaredSince = (stays: readonly Stay[], parcels: readonly Parcel[]): Stay[] =>
  stays.filter(({ answer, person, in: from }) => {
    const declared = parcels.filter(
      ({ kind, at, state }) => kind === 'declaration' && state !== 'refused' && Date.parse(at) > Date.parse(from),
    );
    return (
      answer === 'declare' && declared.some(({ body }) => (body as { person: { id: string } }).person.id === person)
    );
  });

/** What ends a stay, to be put into the outbox. A stay of the very moment still has a length. */
export const outOf = (
  { id, in: from, venue, code }: Pick<Stay, 'id' | 'in' | 'venue' | 'code'>,
  at: Date,
): OutBody => ({
  visit: id,
  in: from,
  at: new Date(Math.max(at.getTime(), Date.parse(from) + 1)).toISOString(),
  ...(venue === undefined ? { qr: code } : { venue }),
});
