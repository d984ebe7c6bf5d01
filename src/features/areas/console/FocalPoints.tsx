import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { Empty, Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { can, officer, ownArea } from '../../../web/kit/console/session.ts';
import { options, t } from '../../../web/kit/console/text.ts';
import { SelectField, TextField } from '../../../web/kit/Field.tsx';
import { phone } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call } from './api.ts';

const kinds = ['general', 'technical', 'press'] as const;

/** As the server has it: a manager names those of every unit of the area, an officer those of the own. */
const mayName = (area: string): boolean =>
  can('focal.write') &&
  (area === ownArea() || (officer.value?.roles ?? []).some((role) => role === 'manager' || role === 'administrator'));

/** Whom to call at this unit and above it, and for what; the public sees the same. */
export const FocalPoints = ({ area }: { area: string }) => {
  const list = useLoaded((signal) => call('GET /focal-points', { query: { area } }, signal), [area]);
  const [isAdding, setAdding] = useState(false);
  const remove = useAct(async (id: string) => {
    await call('POST /focal-points/:id/removal', { params: { id }, body: { id: newId() } });
    list.reload();
  });
  const mine = mayName(area);
  return (
    <section class="card stack tight" aria-labelledby="focal-points">
      <div class="page-head">
        <h2 id="focal-points">{t('areas.focal.title')}</h2>
        {mine && <Button onClick={() => setAdding(true)}>{t('areas.focal.add')}…</Button>}
      </div>
      <p class="quiet measure">{t('areas.focal.text')}</p>
      <Shown of={list}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty title={t('areas.focal.empty')} />
          ) : (
            <ul class="plain-list ruled">
              {rows.map((point) => (
                <li key={point.id} class="row wrap">
                  <span class="tag">{t(`areas.focal.kind.${point.kind}`)}</span>
                  <strong>{point.name}</strong>
                  <a href={`tel:${point.phone}`}>{phone(point.phone)}</a>
                  {point.hours && <span>{point.hours}</span>}
                  <span class="quiet">{point.unit}</span>
                  {mine && point.area === area && (
                    <Button
                      busy={remove.isBusy}
                      name={`${t('areas.focal.remove')}: ${point.name}`}
                      onClick={() => remove.run(point.id)}
                    >
                      {t('areas.focal.remove')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <Refusal error={remove.error} />
      {isAdding && (
        <AddDialog
          area={area}
          onClose={() => setAdding(false)}
          onDone={() => {
            setAdding(false);
            list.reload();
          }}
        />
      )}
    </section>
  );
};

const AddDialog = ({ area, onDone, onClose }: { area: string; onDone: () => void; onClose: () => void }) => {
  const [kind, setKind] = useState<(typeof kinds)[number]>('general');
  const [name, setName] = useState('');
  const [number, setNumber] = useState('');
  const [hours, setHours] = useState('');
  const add = useAct(async () => {
    const body = { id: newId(), area, kind, name, phone: number, ...(hours.trim() && { hours }) };
    await call('POST /focal-points', { body });
    onDone();
  });
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('areas.focal.add')}
      text={t('areas.focal.public')}
      confirm={t('common.save')}
      busy={add.isBusy}
      error={add.error}
      onConfirm={add.run}
    >
      <SelectField
        label={t('areas.focal.for')}
        value={kind}
        onChange={(value) => setKind(value as typeof kind)}
        options={options(kinds, 'areas.focal.kind')}
      />
      <TextField required label={t('areas.focal.name')} value={name} maxLength={120} onInput={setName} />
      <TextField required type="tel" label={t('common.phone')} value={number} onInput={setNumber} />
      <TextField
        label={t('areas.focal.hours')}
        hint={t('areas.focal.hoursHint')}
        value={hours}
        maxLength={120}
        onInput={setHours}
      />
    </Confirm>
  );
};
