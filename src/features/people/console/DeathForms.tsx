import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { ReasonDialog } from '../../../web/kit/console/ReasonDialog.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { DateInput } from '../../../web/kit/DateInput.tsx';
import { TextField } from '../../../web/kit/Field.tsx';
import { call, type Person } from './api.ts';

type Props = { person: Person; today: string; onDone: () => void };

/** Records a death, which ends every duty and message at once, or undoes a record made in error. */
export const DeathForms = (props: Props) =>
  props.person.health === 'died' ? <Correction {...props} /> : <Death {...props} />;

const Death = ({ person, today, onDone }: Props) => {
  const [isOpen, setOpen] = useState(false);
  const [diedOn, setDiedOn] = useState(today);
  const [place, setPlace] = useState('');
  const [source, setSource] = useState('');
  const record = useAct(async () => {
    await call('POST /people/:id/death', { params: { id: person.id }, body: { id: newId(), diedOn, place, source } });
    setOpen(false);
    onDone();
  });
  return (
    <>
      <p>
        <Button onClick={() => setOpen(true)}>{t('people.deathReport')}…</Button>
      </p>
      <Confirm
        danger
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t('people.deathTitle', { name: person.fullName })}
        text={t('people.deathText')}
        confirm={t('people.deathConfirm')}
        busy={record.isBusy}
        error={record.error}
        onConfirm={record.run}
      >
        <DateInput label={t('people.diedOn')} value={diedOn} max={today} onInput={setDiedOn} />
        <TextField required label={t('people.deathPlace')} value={place} maxLength={200} onInput={setPlace} />
        <TextField required label={t('people.deathSource')} value={source} maxLength={200} onInput={setSource} />
      </Confirm>
    </>
  );
};

const Correction = ({ person, onDone }: Props) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <p>
        <Button onClick={() => setOpen(true)}>{t('people.deathUndo')}…</Button>
      </p>
      <ReasonDialog
        most={300}
        open={isOpen}
        onClose={() => setOpen(false)}
        title={t('people.deathUndoTitle')}
        confirm={t('people.deathUndo')}
        onSend={async (body) => {
          await call('POST /people/:id/death/correction', { params: { id: person.id }, body });
          onDone();
        }}
      />
    </>
  );
};
