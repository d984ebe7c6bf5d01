import { useEffect, useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { Checks } from '../../../web/kit/Choice.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Level } from '../../../web/kit/console/Level.tsx';
import { Page } from '../../../web/kit/console/Page.tsx';
import { usePages } from '../../../web/kit/console/pages.ts';
import { Empty, Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { maybe, options, t } from '../../../web/kit/console/text.ts';
import { age, reasonWords, symptomWords } from '../../../web/kit/console/words.ts';
import { SelectField, TextField, WordsField } from '../../../web/kit/Field.tsx';
import { date, dateTime } from '../../../web/kit/format.ts';
import { language } from '../../../web/kit/i18n.ts';
import { remember, remembered } from '../../../web/kit/memory.ts';
import { documents, entryStates } from '../contract.ts';
import { call, type Entry, type Gate } from './api.ts';
import { openGates } from './gates.ts';

/** Who is about to enter at a gate; the health officer sees the traveller and confirms. */
export const EntriesPage = () => {
  const [gates, setGates] = useState<Gate[]>([]);
  const [gate, setGate] = useState(remembered('post.gate') ?? '');
  const [state, setState] = useState<string>('waiting');
  useEffect(() => {
    openGates().then(setGates);
  }, []);
  const { first, items, more } = usePages(
    (after, signal) =>
      call('GET /entries', { query: { after, state: state as 'waiting', ...(gate && { gate }) } }, signal),
    [gate, state],
  );
  return (
    <Page title={t('entries.title')} text={t('entries.lead')}>
      <div class="filter-grid">
        <SelectField
          label={t('entries.gate')}
          value={gate}
          onChange={(id) => {
            remember('post.gate', id);
            setGate(id);
          }}
          options={[
            { value: '', label: t('entries.anyGate') },
            ...gates.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <SelectField
          label={t('common.state')}
          value={state}
          onChange={setState}
          options={options(entryStates, 'entries.stateOf')}
        />
      </div>
      <Shown of={first}>
        {() =>
          items.length === 0 ? (
            <Empty title={t('entries.empty')} />
          ) : (
            <ul class="cards">
              {items.map((entry) => (
                <EntryCard key={entry.id} entry={entry} gates={gates} here={gate} />
              ))}
            </ul>
          )
        }
      </Shown>
      {more && <Button onClick={more}>{t('common.more')}</Button>}
    </Page>
  );
};

const EntryCard = ({ entry: given, gates, here }: { entry: Entry; gates: readonly Gate[]; here: string }) => {
  const [done, setDone] = useState<Entry>();
  const [isOpen, setOpen] = useState(false);
  const entry = done ?? given;
  const { person, confirmation } = entry;
  return (
    <li class="card stack tight">
      <p class="row wrap">
        <Level of={entry.level} />
        <strong>{person.fullName}</strong>
        <span class="quiet">{age(person.birthYear)}</span>
        <span class="tag">{t(`entries.stateOf.${entry.state}`)}</span>
      </p>
      <p>
        {symptomWords(entry.symptoms)} · {t('entries.goesTo', { area: entry.areaName })}
      </p>
      <p class="quiet">
        {entry.gate?.name ?? t('entries.noGate')} · {dateTime(entry.declaredAt)}
      </p>
      <Answers answers={entry.answers} />
      {confirmation && (
        <Band notice tone="green">
          {t('entries.confirmed', { at: dateTime(confirmation.at), by: confirmation.by ?? t('common.unknown') })}
          {confirmation.note && ` · ${confirmation.note}`}
        </Band>
      )}
      {entry.state === 'waiting' && can('entry.confirm') && !isOpen && (
        <p>
          <Button kind="primary" onClick={() => setOpen(true)}>
            {t('entries.confirm')}
          </Button>
        </p>
      )}
      {isOpen && (
        <Confirm
          entry={entry}
          gates={gates}
          gate={here || (entry.gate?.id ?? '')}
          onDone={(confirmed) => {
            setDone(confirmed);
            setOpen(false);
          }}
        />
      )}
    </li>
  );
};

/** What stands at the top of the card already. */
const elsewhere = new Set(['symptoms', 'gate']);

const country = (code: string): string => {
  try {
    return new Intl.DisplayNames([language.value], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
};

const wordOf = (id: string, value: unknown): string => {
  if (Array.isArray(value)) return value.map((one) => wordOf(id, one)).join(', ');
  const text = String(value);
  if (id === 'countries') return country(text);
  if (id === 'exposures' || id === 'conditions') return reasonWords([`${id.slice(0, -1)}.${text}`]);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return date(text);
  return maybe(`entries.value.${text}`) ?? text;
};

const Answers = ({ answers }: { answers: Record<string, unknown> }) => (
  <details>
    <summary>{t('entries.answers')}</summary>
    <dl class="facts">
      {Object.entries(answers)
        .filter(([id, value]) => !elsewhere.has(id) && value !== '' && !(Array.isArray(value) && value.length === 0))
        .map(([id, value]) => (
          <div key={id}>
            <dt class="quiet small">{maybe(`entries.answer.${id}`) ?? id}</dt>
            <dd>{wordOf(id, value)}</dd>
          </div>
        ))}
    </dl>
  </details>
);

type ConfirmProps = { entry: Entry; gates: readonly Gate[]; gate: string; onDone: (entry: Entry) => void };

const Confirm = ({ entry, gates, gate: near, onDone }: ConfirmProps) => {
  const [id] = useState(() => newId());
  const [gate, setGate] = useState(near);
  const [outcome, setOutcome] = useState<'cleared' | 'quarantine' | 'sample' | 'refused'>('cleared');
  const [temperature, setTemperature] = useState('');
  const [seen, setSeen] = useState<(typeof documents)[number][]>([]);
  const [note, setNote] = useState('');
  const [isChecked, setChecked] = useState(false);
  const confirm = useAct(async () => {
    setChecked(true);
    if (!gate) return;
    const degrees = Number(temperature.replace(',', '.'));
    onDone(
      await call('POST /entries/:id/confirmation', {
        params: { id: entry.id },
        body: {
          id,
          gate,
          outcome,
          documents: seen,
          ...(temperature && { temperature: degrees }),
          ...(note && { note }),
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
          onChange={(chosen) => setOutcome(chosen as typeof outcome)}
          options={options(['cleared', 'quarantine', 'sample', 'refused'], 'entries.outcomeOf')}
        />
        <TextField
          label={t('entries.temperature')}
          value={temperature}
          inputMode="decimal"
          maxLength={5}
          onInput={setTemperature}
        />
      </div>
      <Checks
        legend={t('entries.documents')}
        options={options(documents, 'entries.documentOf')}
        chosen={seen}
        onChange={setSeen}
      />
      <WordsField label={t('common.note')} value={note} maxLength={1000} onInput={setNote} />
      <Refusal error={confirm.error} />
      <p>
        <Button kind="primary" busy={confirm.isBusy} onClick={() => confirm.run()}>
          {t('entries.save')}
        </Button>
      </p>
    </div>
  );
};
