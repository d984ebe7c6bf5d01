import { Check } from 'lucide';
import type { Member } from '../../../web/kit/citizen/device.ts';
import { givenName } from '../../../web/kit/format.ts';
import { Icon } from '../../../web/kit/Icon.tsx';

type Props = {
  /** What is asked. */
  label: string;
  members: readonly Member[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
};

/** The family as faces, several at once. Who is alone is not asked. */
export const Who = ({ label, members, chosen, onChange }: Props) => {
  if (members.length === 1) return <p>{members[0]?.fullName}</p>;
  return (
    <fieldset class="faces">
      <legend class="label">{label}</legend>
      {members.map(({ id, fullName }) => {
        const isChosen = chosen.includes(id);
        return (
          <button
            key={id}
            type="button"
            class="face"
            aria-pressed={isChosen}
            onClick={() => onChange(isChosen ? chosen.filter((one) => one !== id) : [...chosen, id])}
          >
            <span class="letter" aria-hidden="true">
              {isChosen ? <Icon of={Check} /> : givenName(fullName).slice(0, 1)}
            </span>
            {givenName(fullName)}
          </button>
        );
      })}
    </fieldset>
  );
};
