import { LogOut } from 'lucide';
import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useDevice } from '../../../web/kit/citizen/device.ts';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { dateTime, time } from '../../../web/kit/format.ts';
import { usualStay } from '../../venues/rules.ts';
import { longestStay } from '../rules.ts';
import type { OwnVisit } from './api.ts';
import { MomentField } from './MomentField.tsx';
import type { OutParcel } from './send.ts';
import { lengthWords, placeLine } from './words.ts';

const minute = 60_000;

/** One visit: where, from when to when, how sure that is; its end can be set while nobody has. */
export const VisitRow = ({ visit }: { visit: OwnVisit }) => {
  const { outbox, members } = useDevice();
  const { venue, in: from, out, estimated, doubtful, person } = visit;
  const name = members.value.find(({ id }) => id === person)?.fullName;
  const waiting = (outbox.waiting.value as OutParcel[]).find(
    ({ kind, body }) => kind === 'visit_out' && body.visit === visit.id,
  );
  const leave = (at: Date) =>
    outbox.add('visit_out', [
      { id: newId(), body: { visit: visit.id, venue: venue.id, in: from, at: at.toISOString() } },
    ]);
  // About as long as people stay there, so that one tap says when. Later only the person knows.
  const isRecent = Date.now() - Date.parse(from) < 2 * usualStay(venue.kind) * minute;
  return (
    <li>
      <strong>{venue.name}</strong>
      <span>
        {out ? `${time(from)}–${time(out)} · ${lengthWords(from, out)}` : `${time(from)} · ${t('visits.stillHere')}`}
        {members.value.length > 1 && name && ` · ${name}`}
      </span>
      <span class="quiet small">{placeLine(venue)}</span>
      {estimated && (
        <details>
          <summary>{t('visits.estimated')}</summary>
          <p class="quiet small">{t('visits.estimatedNote')}</p>
        </details>
      )}
      {doubtful && (
        <details>
          <summary>{t('visits.doubtful')}</summary>
          <p class="quiet small">{t('visits.doubtfulNote')}</p>
        </details>
      )}
      {waiting && <span class="small">{t('visits.waitingOut', { at: dateTime(waiting.body.at) })}</span>}
      {!waiting && !out && isRecent && (
        <Button icon={LogOut} name={`${t('visit.out')}: ${venue.name}`} onClick={() => leave(new Date())}>
          {t('visit.out')}
        </Button>
      )}
      {!waiting && (estimated || (!out && !isRecent)) && <Mend from={from} onSave={leave} />}
    </li>
  );
};

/** When it really ended. */
const Mend = ({ from, onSave }: { from: string; onSave: (at: Date) => void }) => {
  const [at, setAt] = useState<string>();
  const [isWrong, setWrong] = useState(false);
  const save = () => {
    const length = at === undefined ? 0 : Date.parse(at) - Date.parse(from);
    const isRight = at !== undefined && length > 0 && length <= longestStay && Date.parse(at) <= Date.now();
    setWrong(!isRight);
    if (isRight) onSave(new Date(at));
  };
  return (
    <details>
      <summary>{t('visits.mend')}</summary>
      <div class="stack tight">
        <MomentField
          label={t('visits.mendAt')}
          error={isWrong ? t('visits.mendWrong') : undefined}
          from={from}
          value={at}
          onInput={setAt}
        />
        <Button onClick={save}>{t('visits.mendSave')}</Button>
      </div>
    </details>
  );
};
