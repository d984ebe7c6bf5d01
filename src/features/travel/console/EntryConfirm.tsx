import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { Checks } from '../../../web/kit/Choice.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { options, t } from '../../../web/kit/console/text.ts';
import { SelectField, TextField, WordsField } from '../../../web/kit/Field.tsx';
import { documents } from '../contract.ts';
import { call, type Entry, type Gate } from './api.ts';

type Props = {
  entry: Entry;
  gates: readonly Gate[];
  gate: string;
  code: string;
  onDone: (entry: Entry) => void;
  onClose: () => void;
};
const outcomes = ['cleared', 'quarantine', 'sample', 'refused'] as const;
type Outcome = (typeof outcomes)[number];

/** What was confirmed already, to begin a correction with. */
const foundOf = ({ state, confirmation }: Entry) => ({
  outcome: outcomes.find((one) => one === state) ?? 'cleared',
  temperature: confirmation?.temperature ? String(confirmation.temperature).replace('.', ',') : '',
  documents: confirmation?.documents ?? [],
  note: confirmation?.note ?? '',
});

/** The gate's health officer has seen the traveller; afterwards the same form puts it right, with the reason. */
export const EntryConfirm = ({ entry, gates, gate: near, code, onDone, onClose }: Props) => {
  const before = foundOf(entry);
  const isCorrection = entry.state !== 'waiting';
  const [id] = useState(() => newId());
  const [gate, setGate] = useState(near);
  const [outcome, setOutcome] = useState<Outcome>(before.outcome);
  const [isSampled, setSampled] = useState(false);
  const [temperature, setTemperature] = useState(before.temperature);
  const [seen, setSeen] = useState<(typeof documents)[number][]>([...before.documents]);
  const [note, setNote] = useState(before.note);
  const [correction, setCorrection] = useState('');
  const [isChecked, setChecked] = useState(false);
  const confirm = useAct(async () => {
    setChecked(true);
    if (!gate || (isCorrection && !correction.trim())) return;
    const degrees = Number(temperature.replace(',', '.'));
    onDone(
      await call('POST /entries/:id/confirmation', {
        params: { id: entry.id },
        body: {
          id,
          gate,
          outcome,
          documents: seen,
          ...(outcome === 'quarantine' && { sampled: isSampled }),
          ...(temperature && { temperature: degrees }),
          ...(note && { note }),
          ...(code && { code }),
          ...(isCorrection && { correction: correction.trim() }),
        },
      }),
    );
  });
  return (
    <div class="stack tight">
      <div class="filter-grid">
        <SelectField
          label={t('entries.gate')}
          value={gate}
          error={isChecked && !gate ? t('entries.chooseGate') : undefined}
          onChange={setGate}
          options={[
            { value: '', label: t('entries.chooseGate') },
            ...gates.map((one) => ({ value: one.id, label: one.name })),
          ]}
        />
        <SelectField
          label={t('entries.outcome')}
          value={outcome}
          onChange={(chosen) => setOutcome(chosen as Outcome)}
          options={options(outcomes, 'entries.outcomeOf')}
        />
        <TextField
          label={t('entries.temperature')}
          value={temperature}
          inputMode="decimal"
          maxLength={5}
          onInput={setTemperature}
        />
      </div>
      {outcome === 'quarantine' && (
        <label class="check">
          <input type="checkbox" checked={isSampled} onChange={(event) => setSampled(event.currentTarget.checked)} />
          {t('entries.sampled')}
        </label>
      )}
      <Checks
        legend={t('entries.documents')}
        options={options(documents, 'entries.documentOf')}
        chosen={seen}
        onChange={setSeen}
      />
      <WordsField label={t('common.note')} value={note} maxLength={1000} onInput={setNote} />
      {isCorrection && (
        <TextField
          label={t('entries.why')}
          error={isChecked && !correction.trim() ? t('common.required') : undefined}
          value={correction}
          maxLength={500}
          onInput={setCorrection}
        />
      )}
      <Refusal error={confirm.error} />
      <p class="row wrap">
        <Button kind="primary" busy={confirm.isBusy} onClick={() => confirm.run()}>
          {t('entries.save')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </p>
    </div>
  );
};
