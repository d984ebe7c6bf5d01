import { useEffect, useState } from 'preact/hooks';
import { fold } from '../../../core/fold.ts';
import type { AreaOption } from '../../../web/kit/AreaPicker.tsx';
import type { FilledProps } from '../../../web/kit/citizen/Filled.tsx';
import { date } from '../../../web/kit/format.ts';
import { takeCarried } from '../../../web/kit/scan/carried.ts';
import type { DocumentFields } from '../../codes/rules.ts';
import type { PersonFields } from './person-fields.ts';

const birthOf = ({ birthDate, birthYear }: DocumentFields): string | undefined =>
  birthDate ? date(birthDate) : birthYear?.toString();

/** What a card says over what the form says; what the card leaves open stays. */
const overlaid = (before: PersonFields, card: DocumentFields): PersonFields => ({
  ...before,
  fullName: card.fullName,
  birth: birthOf(card) ?? before.birth,
  sex: card.sex ?? before.sex,
  ...(card.identity && { identityType: card.identity.type, identityNumber: card.identity.number }),
  permanentAddress: card.address ?? before.permanentAddress,
});

type Fill = { card: DocumentFields; before: PersonFields; isHomeOpen: boolean };

/** Fills the form from a card, scanned here or on the screen before, and can take it back. */
export const useCard = (fields: PersonFields, setFields: (fields: PersonFields) => void) => {
  const [filled, setFilled] = useState<Fill>();
  const fill = (card: DocumentFields) => {
    setFields(overlaid(fields, card));
    setFilled({ card, before: fields, isHomeOpen: card.address !== undefined && !fields.area });
  };
  useEffect(() => {
    const carried = takeCarried();
    if (carried) fill(carried);
  }, []);
  const settleHome = (home: Partial<PersonFields> = {}) => {
    setFields({ ...fields, ...home });
    setFilled(filled && { ...filled, isHomeOpen: false });
  };
  const told: FilledProps | undefined = filled && {
    name: filled.card.fullName,
    isOther: filled.before.fullName !== '' && fold(filled.before.fullName) !== fold(filled.card.fullName),
    isBirthOpen: birthOf(filled.card) === undefined,
    onUndo: () => {
      setFields(filled.before);
      setFilled(undefined);
    },
    home: filled.isHomeOpen ? (filled.card.address ?? '') : undefined,
    onHere: (address: string, area: AreaOption | undefined) => settleHome({ address, ...(area && { area }) }),
    onElsewhere: () => settleHome(),
  };
  return { fill, filled: told };
};
