import { CircleAlert, CloudOff, LogIn, Trash2 } from 'lucide';
import { useState } from 'preact/hooks';
import { Band } from '../../../web/kit/Band.tsx';
import { Button, LinkButton } from '../../../web/kit/Button.tsx';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { Page } from '../../../web/kit/citizen/Page.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { vehicleKinds } from '../../venues/rules.ts';
import { type CheckIn, checkIn } from './check-in.ts';
import type { Place } from './place.ts';
import type { VisitParcel } from './send.ts';
import { yetToCome } from './stays.ts';
import { Who } from './Who.tsx';
import { placeLine } from './words.ts';

type Props = {
  code: string;
  place: Place | undefined;
  isOffline: boolean;
  /** Who is there already. */
  inside: readonly string[];
  onDone: () => void;
};

/** Who comes, a seat where there are seats, and one big button. */
export const Enter = ({ code, place, isOffline, inside, onDone }: Props) => {
  const { outbox, members } = useDevice();
  const coming = yetToCome(members.value, inside);
  const [people, setPeople] = useState<readonly string[]>(coming.slice(0, 1).map(({ id }) => id));
  const [seat, setSeat] = useState('');
  const [busy, setBusy] = useState(false);
  const [isNobody, setNobody] = useState(false);
  const isVehicle = place !== undefined && vehicleKinds.has(place.kind);
  const isClosed = place?.state === 'closed';

  /** What the server did not take at this door; another try takes its place. */
  const refused = (outbox.refused.value as VisitParcel[]).filter(
    ({ kind, body }) => kind === 'visit' && body.qr === code,
  );
  const why = refused[0]?.refusal;
  const discard = async () => {
    for (const { id } of refused) await outbox.drop(id);
  };

  const enter = async () => {
    setNobody(people.length === 0);
    if (people.length === 0) return;
    setBusy(true);
    await discard();
    const given: CheckIn = { code, people, ...(seat.trim() && { seat: seat.trim() }) };
    const isTaken = await checkIn(outbox)(given);
    setBusy(false);
    if (isTaken) onDone();
  };
  return (
    <Page
      title={place?.name ?? t('visit.unnamed')}
      back="/"
      action={
        !isClosed && (
          <Button kind="primary" icon={LogIn} wide large busy={busy} onClick={enter}>
            {t(busy ? 'visit.entering' : 'visit.enter')}
          </Button>
        )
      }
    >
      {place && <p class="quiet">{placeLine(place)}</p>}
      {!place && isOffline && (
        <Band notice tone="amber" icon={CloudOff}>
          {t('visit.unnamedNote')}
        </Band>
      )}
      {isClosed && (
        <Band notice tone="amber" icon={CircleAlert}>
          {t('visit.closed')}
        </Band>
      )}
      {isNobody && (
        <Band notice tone="red" icon={CircleAlert}>
          {t('visit.nobody')}
        </Band>
      )}
      {why && (
        <>
          <Band notice tone="red" icon={CircleAlert}>
            {t('visit.refused', { why: why.title })}
            {why.code === 'time.future' && `. ${t('visit.clock')}`}
          </Band>
          <Button kind="plain" icon={Trash2} onClick={discard}>
            {t('visits.discard')}
          </Button>
        </>
      )}
      {!isClosed && (
        <>
          <Who label={t('visit.who')} members={coming} chosen={people} onChange={setPeople} />
          {isVehicle ? (
            <TextField label={t('visit.seat')} value={seat} maxLength={30} onInput={setSeat} />
          ) : (
            <details>
              <summary>{t('visit.roomOpen')}</summary>
              <TextField label={t('visit.room')} value={seat} maxLength={30} onInput={setSeat} />
            </details>
          )}
          <p class="quiet small">{t('visit.locationNote')}</p>
        </>
      )}
      <LinkButton kind="plain" wide href={`/app/noi-da-den/ghi?ma=${code}`}>
        {t('visit.missed')}
      </LinkButton>
    </Page>
  );
};
