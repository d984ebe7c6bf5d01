import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { parsePhone } from '../../../core/phone.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { date, phone } from '../../../web/kit/format.ts';
import { checkName, readBirth } from '../rules.ts';
import { call, type Person } from './api.ts';

/** Corrects what was written down wrongly: name, birth, telephone, where the person stays. */
export const EditPerson = ({ person, onDone }: { person: Person; onDone: () => void }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <p>
      <Button onClick={() => setOpen(true)}>{t('people.edit')}…</Button>
      {isOpen && (
        <EditDialog
          person={person}
          onClose={() => setOpen(false)}
          onDone={() => {
            setOpen(false);
            onDone();
          }}
        />
      )}
    </p>
  );
};

const writtenOf = (person: Person) => ({
  fullName: person.fullName,
  birth: person.birthDate ? date(person.birthDate) : String(person.birthYear ?? ''),
  phone: person.phone ? phone(person.phone) : '',
  hamlet: person.hamlet ?? '',
  address: person.address ?? '',
});
type Written = ReturnType<typeof writtenOf>;

/** Only what was changed is sent. An emptied telephone stays as it was: the contract has no way to take one away. */
const changesOf = (before: Written, now: Written) => ({
  ...(now.fullName !== before.fullName && { fullName: now.fullName.trim() }),
  ...(now.birth !== before.birth && readBirth(now.birth)),
  ...(now.phone !== before.phone && now.phone && { phone: now.phone }),
  ...(now.hamlet !== before.hamlet && { hamlet: now.hamlet }),
  ...(now.address !== before.address && { address: now.address }),
});

type DialogProps = { person: Person; onDone: () => void; onClose: () => void };

const EditDialog = ({ person, onDone, onClose }: DialogProps) => {
  const before = writtenOf(person);
  const [written, setWritten] = useState(before);
  const [isTried, setTried] = useState(false);
  const save = useAct(async () => {
    const body = { id: newId(), ...changesOf(before, written) };
    await call('POST /people/:id/changes', { params: { id: person.id }, body });
    onDone();
  });
  const write = (change: Partial<Written>) => setWritten((held) => ({ ...held, ...change }));
  const wrong = {
    name: checkName(written.fullName).length > 0 && t('people.nameWrong'),
    birth: written.birth !== '' && !readBirth(written.birth) && t('people.birthWrong'),
    phone: written.phone !== '' && !parsePhone(written.phone) && t('people.phoneWrong'),
  };
  const errorOf = (field: keyof typeof wrong) => (isTried && wrong[field]) || undefined;
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('people.editTitle', { name: person.fullName })}
      confirm={t('common.save')}
      busy={save.isBusy}
      error={save.error}
      onConfirm={() => {
        setTried(true);
        if (!Object.values(wrong).some(Boolean)) void save.run();
      }}
    >
      <TextField
        label={t('common.name')}
        value={written.fullName}
        error={errorOf('name')}
        onInput={(fullName) => write({ fullName })}
      />
      <TextField
        label={t('people.birth')}
        hint={t('people.birthHint')}
        value={written.birth}
        error={errorOf('birth')}
        onInput={(birth) => write({ birth })}
      />
      <TextField
        type="tel"
        label={t('common.phone')}
        value={written.phone}
        error={errorOf('phone')}
        onInput={(number) => write({ phone: number })}
      />
      <TextField label={t('common.hamlet')} value={written.hamlet} onInput={(hamlet) => write({ hamlet })} />
      <TextField label={t('people.address')} value={written.address} onInput={(address) => write({ address })} />
    </Confirm>
  );
};
