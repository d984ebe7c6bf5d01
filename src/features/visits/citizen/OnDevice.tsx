import { Trash2 } from 'lucide';
import { Button } from '../../../web/kit/Button.tsx';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { date, dateTime, time } from '../../../web/kit/format.ts';
import { useKnownPlace } from './place.ts';
import type { OutParcel } from './send.ts';
import { type Stay, staysOf } from './stays.ts';

/** What the server has not got yet: visits that wait for a network, and those it did not take. */
export const OnDevice = () => {
  const { outbox } = useDevice();
  const stays = staysOf(outbox.parcels.value).filter(({ parcel }) => parcel.state !== 'sent');
  const outs = outbox.refused.value.filter(({ kind }) => kind === 'visit_out') as OutParcel[];
  const drop = async (id: string) => {
    const ends = (outbox.parcels.value as OutParcel[]).filter(
      ({ kind, body }) => kind === 'visit_out' && body.visit === id,
    );
    for (const one of [id, ...ends.map((end) => end.id)]) await outbox.drop(one);
  };
  if (stays.length === 0 && outs.length === 0) return null;
  return (
    <section class="stack tight">
      <h2>{t('visits.here')}</h2>
      <ul class="stack tight">
        {stays.map((stay) => (
          <Kept key={stay.id} stay={stay} onDrop={() => drop(stay.id)} />
        ))}
        {outs
          .filter(({ body }) => !stays.some(({ id }) => id === body.visit))
          .map(({ id, body, refusal }) => (
            <li key={id} class="card stack tight refused">
              <strong>{t('visit.refusedOut', { at: dateTime(body.at) })}</strong>
              <p>{refusal?.title}</p>
              <Button kind="plain" icon={Trash2} onClick={() => outbox.drop(id)}>
                {t('visits.discard')}
              </Button>
            </li>
          ))}
      </ul>
    </section>
  );
};

const Kept = ({ stay, onDrop }: { stay: Stay; onDrop: () => void }) => {
  const { members } = useDevice();
  const place = useKnownPlace(stay.code);
  const { refusal } = stay.parcel;
  const name = members.value.find(({ id }) => id === stay.person)?.fullName;
  return (
    <li class={`card stack tight ${stay.parcel.state}`}>
      <strong>{place?.name ?? t('visit.unnamed')}</strong>
      <p>
        {date(stay.in)} · {time(stay.in)}
        {stay.out && `–${time(stay.out)}`}
        {members.value.length > 1 && name && ` · ${name}`}
      </p>
      <p class="quiet small">{refusal ? refusal.title : t('visits.waiting')}</p>
      {refusal && (
        <Button kind="plain" icon={Trash2} onClick={onDrop}>
          {t('visits.discard')}
        </Button>
      )}
    </li>
  );
};
