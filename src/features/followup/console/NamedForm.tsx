import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { options, t } from '../../../web/kit/console/text.ts';
import { DateTimeField } from '../../../web/kit/console/WhenField.tsx';
import { SelectField, TextField } from '../../../web/kit/Field.tsx';
import { askKinds } from '../rules.ts';
import { call } from './api.ts';

type Props = { case: string; person: string; onClose: () => void };

const empty = { fullName: '', phone: '', place: '', from: undefined, to: undefined } as {
  fullName: string;
  phone: string;
  place: string;
  from: string | undefined;
  to: string | undefined;
};

/** Whom a contact met, one after the other, with the contact on the phone; a tracer looks at each. */
export const NamedForm = ({ case: id, person, onClose }: Props) => {
  const [of, setOf] = useState(empty);
  const [kind, setKind] = useState<(typeof askKinds)[number]>('interview');
  const [isMissing, setMissing] = useState(false);
  const [saved, setSaved] = useState<string[]>([]);
  const set = (part: Partial<typeof empty>) => setOf((before) => ({ ...before, ...part }));
  const save = useAct(async () => {
    const { fullName, phone, place, from, to } = of;
    const isWhole = fullName.trim() !== '' && from && to;
    setMissing(!isWhole);
    if (!isWhole) return;
    const one = { id: newId(), fullName, kind, from, to, ...(phone && { phone }), ...(place && { place }) };
    await call('POST /cases/:id/named', { params: { id }, body: { id: newId(), person, people: [one] } });
    setSaved((before) => [...before, fullName]);
    setOf(empty);
  });
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save.run();
      }}
    >
      <h3>{t('followup.namedWrite')}</h3>
      {saved.length > 0 && (
        <p class="good" role="status">
          {t('followup.namedSaved', { names: saved.join(', ') })}
        </p>
      )}
      <TextField
        label={t('common.name')}
        value={of.fullName}
        maxLength={120}
        onInput={(fullName) => set({ fullName })}
      />
      <TextField
        label={t('common.phone')}
        type="tel"
        value={of.phone}
        maxLength={20}
        onInput={(phone) => set({ phone })}
      />
      <SelectField
        label={t('followup.kind')}
        value={kind}
        onChange={(chosen) => setKind(chosen as typeof kind)}
        options={options(askKinds, 'followup.kindOf')}
      />
      <DateTimeField label={t('cases.metFrom')} value={of.from} onInput={(from) => set({ from })} />
      <DateTimeField label={t('cases.metTo')} value={of.to} onInput={(to) => set({ to })} />
      <TextField label={t('followup.place')} value={of.place} maxLength={300} onInput={(place) => set({ place })} />
      {isMissing && <p role="alert">{t('followup.namedMissing')}</p>}
      <Refusal error={save.error} />
      <div class="actions row">
        <Button type="submit" kind="primary" busy={save.isBusy}>
          {t('followup.namedAdd')}
        </Button>
        <Button onClick={onClose}>{t('common.close')}</Button>
      </div>
    </form>
  );
};
