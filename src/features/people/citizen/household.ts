import type { Member } from '../../../web/kit/citizen/device.ts';
import type { Parcel } from '../../../web/kit/outbox.ts';
import { birthYearOf } from '../rules.ts';
import type { PersonParcel } from './send.ts';

type Kin = Pick<Member, 'id' | 'fullName' | 'birthYear' | 'relation' | 'area'> & {
  state: 'own' | 'pending' | 'accepted';
};

/** The household as the server knows it, and those who are still only on this device; oneself first. */
export const householdOf = (persons: readonly Kin[], parcels: readonly Parcel[]): Member[] => {
  const known = persons.map(({ state, ...kin }) => ({ ...kin, pending: state === 'pending', unsent: false }));
  const here = parcels
    .filter(({ kind, id }) => kind === 'person' && !known.some((member) => member.id === id))
    .map((parcel): Member => {
      const { body } = parcel as PersonParcel;
      const { id, fullName, relation = 'family', area } = body;
      const birthYear = birthYearOf(body) ?? null;
      return { id, fullName, birthYear, relation, area, pending: false, unsent: parcel.state !== 'sent' };
    });
  return [...known, ...here].toSorted(
    (one, other) => Number(other.relation === 'self') - Number(one.relation === 'self'),
  );
};
