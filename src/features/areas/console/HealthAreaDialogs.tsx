import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import { figure } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, type HealthArea } from './api.ts';
import { type Commune, CommuneChoice } from './CommuneChoice.tsx';

type Step = { onDone: () => void; onClose: () => void };

/** What lies in the communes and goes with them, before it does. */
const Moving = ({ communes }: { communes: readonly string[] }) => {
  const asked = communes.join();
  const moving = useLoaded(
    async (signal) => (asked ? call('GET /areas/moving', { query: { communes: asked } }, signal) : undefined),
    [asked],
  );
  if (!asked || !moving.value) return null;
  const { accounts, persons, declared, open } = moving.value;
  return (
    <Band notice tone="sky">
      {t('areas.group.moving', {
        communes: communes.length,
        accounts: figure(accounts),
        persons: figure(persons),
        declared: figure(declared),
        open: figure(open),
      })}{' '}
      {t('areas.group.pause')}
    </Band>
  );
};

/** Communes are chosen, named, and told what will move with them. */
export const GroupDialog = ({ province, free, onDone, onClose }: Step & { province: string; free: Commune[] }) => {
  const [name, setName] = useState(t('areas.group.nameStart'));
  const [code, setCode] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const make = useAct(async () => {
    const body = { id: newId(), province, code: code.trim(), name: name.trim(), communes: chosen };
    await call('POST /areas/health-areas', { body });
    onDone();
  });
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('areas.group.make')}
      confirm={t('areas.group.confirm', { n: chosen.length })}
      busy={make.isBusy}
      error={make.error}
      onConfirm={make.run}
    >
      <TextField required label={t('areas.group.name')} value={name} maxLength={120} onInput={setName} />
      <TextField
        required
        label={t('areas.group.code')}
        hint={t('areas.group.codeHint')}
        value={code}
        maxLength={8}
        onInput={(value) => setCode(value.toUpperCase())}
      />
      <CommuneChoice legend={t('areas.group.choose')} communes={free} chosen={chosen} onChange={setChosen} />
      <Moving communes={chosen} />
    </Confirm>
  );
};

/** Another name, communes taken in, communes let go. */
export const EditDialog = ({ of, free, onDone, onClose }: Step & { of: HealthArea; free: Commune[] }) => {
  const [name, setName] = useState(of.name);
  const own = of.communes.map(({ path }) => path);
  const [chosen, setChosen] = useState(own);
  const add = chosen.filter((path) => !own.includes(path));
  const remove = own.filter((path) => !chosen.includes(path));
  const save = useAct(async () => {
    const body = {
      id: newId(),
      ...(name.trim() !== of.name && { name: name.trim() }),
      ...(add.length > 0 && { add }),
      ...(remove.length > 0 && { remove }),
    };
    await call('POST /areas/health-areas/:id/changes', { params: { id: of.id }, body });
    onDone();
  });
  return (
    <Confirm
      open
      onClose={onClose}
      title={t('areas.group.editTitle', { name: of.name })}
      confirm={t('common.save')}
      busy={save.isBusy}
      error={save.error}
      onConfirm={save.run}
    >
      <TextField required label={t('areas.group.name')} value={name} maxLength={120} onInput={setName} />
      <CommuneChoice
        legend={t('areas.group.choose')}
        communes={[...of.communes, ...free]}
        chosen={chosen}
        onChange={setChosen}
      />
      <Moving communes={[...add, ...remove]} />
    </Confirm>
  );
};

export const DissolveDialog = ({ of, onDone, onClose }: Step & { of: HealthArea }) => {
  const dissolve = useAct(async () => {
    const body = { id: newId(), dissolve: true };
    await call('POST /areas/health-areas/:id/changes', { params: { id: of.id }, body });
    onDone();
  });
  return (
    <Confirm
      open
      danger
      onClose={onClose}
      title={t('areas.group.dissolveTitle', { name: of.name })}
      text={t('areas.group.dissolveText')}
      confirm={t('areas.group.dissolve')}
      busy={dissolve.isBusy}
      error={dissolve.error}
      onConfirm={dissolve.run}
    >
      <Moving communes={of.communes.map(({ path }) => path)} />
    </Confirm>
  );
};
