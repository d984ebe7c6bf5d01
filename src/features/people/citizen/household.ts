import type { Member } from '../../../web/kit/citizen/device.ts';
import type { Parcel } from '../../../web/kit/outbox.ts';
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
      const { id, fullName, birthYear = null, relation = 'family', area } = (parcel as PersonParcel).body;
      return { id, fullName, birthYear, relation, area, pending: false, unsent: parcel.state !== 'sent' };
    });
  return [...known, ...here].toSorted(
    (one, other) => Number(other.relation === 'self') - Number(one.relation === 'self'),
  );
};
