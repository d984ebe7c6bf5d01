import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { now } from '../../../web/kit/console/now.ts';
import { Empty, Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { DateTimeField } from '../../../web/kit/console/WhenField.tsx';
import { TextField } from '../../../web/kit/Field.tsx';
import { dateTime, phone } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, type Duty } from './api.ts';

const isNow = ({ from, to }: Duty): boolean => Date.parse(from) <= now.value && now.value < Date.parse(to);

/** Who is called at night when something urgent comes. */
export const DutyRoster = ({ area }: { area: string }) => {
  const roster = useLoaded((signal) => call('GET /duty', { query: { area } }, signal), [area]);
  const remove = useAct(async (id: string) => {
    await call('POST /duty/:id/removal', { params: { id }, body: { id: newId() } });
    roster.reload();
  });
  return (
    <section class="card stack tight" aria-label={t('areas.duty')}>
      <h2>{t('areas.duty')}</h2>
      <p class="quiet">{t('areas.dutyText')}</p>
      <Shown of={roster}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t('areas.dutyEmpty')} />
          ) : (
            <ul class="plain-list">
              {rows.map((duty) => (
                <li key={duty.id} class="row wrap">
                  <strong>{duty.name}</strong>
                  <a href={`tel:${duty.phone}`}>{phone(duty.phone)}</a>
                  <span>
                    {dateTime(duty.from)} – {dateTime(duty.to)}
                  </span>
                  {isNow(duty) && <span class="tag sky">{t('areas.dutyNow')}</span>}
                  {can('duty.write') && (
                    <Button busy={remove.isBusy} onClick={() => remove.run(duty.id)}>
                      {t('areas.dutyRemove')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <Refusal error={remove.error} />
      {can('duty.write') && <AddDuty area={area} onDone={roster.reload} />}
    </section>
  );
};

const hour = 3_600_000;

const AddDuty = ({ area, onDone }: { area: string; onDone: () => void }) => {
  const [name, setName] = useState('');
  const [number, setNumber] = useState('');
  const [from, setFrom] = useState<string | undefined>(() => new Date().toISOString());
  const [to, setTo] = useState<string | undefined>(() => new Date(Date.now() + 24 * hour).toISOString());
  const add = useAct(async () => {
    if (!from || !to) return;
    await call('POST /duty', { body: { id: newId(), area, name, phone: number, from, to } });
    setName('');
    setNumber('');
    onDone();
  });
  return (
    <details>
      <summary>{t('areas.dutyAdd')}</summary>
      <form
        class="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          void add.run();
        }}
      >
        <div class="filter-grid">
          <TextField required label={t('areas.dutyName')} value={name} maxLength={120} onInput={setName} />
          <TextField required type="tel" label={t('common.phone')} value={number} onInput={setNumber} />
          <DateTimeField future label={t('areas.dutyFrom')} value={from} onInput={setFrom} />
          <DateTimeField future label={t('areas.dutyTo')} value={to} onInput={setTo} />
        </div>
        <Refusal error={add.error} />
        <p>
          <Button type="submit" busy={add.isBusy}>
            {t('areas.dutyAdd')}
          </Button>
        </p>
      </form>
    </details>
  );
};
