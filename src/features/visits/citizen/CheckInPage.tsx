import { useState } from 'preact/hooks';
import { useRoute } from 'preact-iso';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import './visits.css';
import { Answered, type HotlineOf } from './Answered.tsx';
import { checkIn } from './check-in.ts';
import { venueCode, venueOf } from './code.ts';
import { Enter } from './Enter.tsx';
import { Left } from './Left.tsx';
import { usePlace } from './place.ts';
import { openStays, type Stay, staysOf } from './stays.ts';
import { TypeCode } from './TypeCode.tsx';

/** `/app/vao/<code>`: whoever scanned a place's code goes in and out here; without a code it is typed. */
export const CheckInPage = ({ Hotline }: { Hotline: HotlineOf }) => {
  const { code: given } = useRoute().params;
  const code = given && venueCode(given);
  return code ? <AtDoor key={code} code={code} Hotline={Hotline} /> : <TypeCode wrong={given} />;
};

/** Whether a stay is at the place the code leads to; an older print leads to the same place. */
const isAt =
  (code: string, venue: string | undefined) =>
  (stay: Stay): boolean =>
    stay.code === code || (venue !== undefined && stay.venue === venue);

const AtDoor = ({ code, Hotline }: { code: string; Hotline: HotlineOf }) => {
  const { outbox } = useDevice();
  const { place, error } = usePlace(code);
  const [isAdding, setAdding] = useState(false);
  const [left, setLeft] = useState<readonly Stay[]>([]);
  const here = openStays(staysOf(outbox.parcels.value), Date.now()).filter(isAt(code, place?.id ?? venueOf(code)));
  const name = place?.name ?? t('visit.unnamed');

  if (!place && error && /^(code|record|request)\./.test(error.code)) return <TypeCode wrong={code} />;
  if (here.length > 0 && !isAdding)
    return (
      <Answered
        stays={here}
        place={place}
        Hotline={Hotline}
        onOthers={() => setAdding(true)}
        onLeft={setLeft}
        onAgain={checkIn(outbox)}
      />
    );
  if (left.length > 0 && !isAdding) return <Left stays={left} name={name} onAgain={() => setLeft([])} />;
  return (
    <Enter
      code={code}
      place={place}
      isOffline={error?.code === 'offline'}
      inside={here.map(({ person }) => person)}
      onDone={() => {
        setAdding(false);
        setLeft([]);
      }}
    />
  );
};
