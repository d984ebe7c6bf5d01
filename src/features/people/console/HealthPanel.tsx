import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { today } from '../../../web/kit/console/now.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { maybe, options, t } from '../../../web/kit/console/text.ts';
import { WhenField } from '../../../web/kit/console/WhenField.tsx';
import { SelectField, TextField } from '../../../web/kit/Field.tsx';
import { dateTime } from '../../../web/kit/format.ts';
import { call, type Person } from './api.ts';
import { DeathForms } from './DeathForms.tsx';

const states = ['well', 'symptomatic', 'suspect', 'treated', 'recovered'] as const;

/** The health of a person: its history with source, a change by hand, and death behind a question. */
export const HealthPanel = ({ person, onDone }: { person: Person; onDone: () => void }) => (
  <details class="card">
    <summary>
      {t('people.healthHistory')}
      {person.health && person.history.health.length > 0 && `: ${t(`people.healthOf.${person.health}`)}`}
    </summary>
    <div class="stack">
      {person.history.health.length === 0 && <p class="quiet">{t('people.healthNone')}</p>}
      <ol class="timeline">
        {person.history.health.map((change) => (
          <li key={change.id}>
            <p>
              <strong>{t(`people.healthOf.${change.status}`)}</strong> {change.note}
            </p>
            <p class="quiet small">
              {dateTime(change.at)} · {maybe(`people.healthSource.${change.source}`) ?? change.source}
              {change.by && ` · ${change.by}`}
            </p>
          </li>
        ))}
      </ol>
      {can('health.write') && person.health !== 'died' && <ChangeForm person={person} onDone={onDone} />}
      {can('health.write') && <DeathForms person={person} onDone={onDone} today={today()} />}
    </div>
  </details>
);

const ChangeForm = ({ person, onDone }: { person: Person; onDone: () => void }) => {
  const [status, setStatus] = useState<(typeof states)[number] | ''>('');
  const [note, setNote] = useState('');
  const [at, setAt] = useState<string>();
  const [isSaved, setSaved] = useState(false);
  const save = useAct(async () => {
    if (!status) return;
    const body = { id: newId(), status, ...(at && { at }), ...(note && { note }) };
    await call('POST /people/:id/health', { params: { id: person.id }, body });
    setNote('');
    setStatus('');
    setSaved(true);
    onDone();
  });
  return (
    <form
      class="stack tight"
      onSubmit={(event) => {
        event.preventDefault();
        void save.run();
      }}
    >
      <h3 class="step">{t('people.healthChange')}</h3>
      <SelectField
        label={t('people.healthNew')}
        value={status}
        onChange={(chosen) => setStatus(chosen as typeof status)}
        options={[
          { value: '', label: t('common.choose') },
          ...options(states, 'people.healthOf').filter(({ value }) => value !== person.health),
        ]}
      />
      <TextField label={t('common.note')} value={note} maxLength={500} onInput={setNote} />
      <WhenField value={at} onInput={setAt} />
      <Refusal error={save.error} />
      {isSaved && (
        <Band notice tone="green">
          {t('people.healthSaved')}
        </Band>
      )}
      <Button type="submit" busy={save.isBusy}>
        {t('common.save')}
      </Button>
    </form>
  );
};
