import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { dayOf } from '../../../core/day.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { options, t } from '../../../web/kit/console/text.ts';
import { DateTimeField } from '../../../web/kit/console/WhenField.tsx';
import { SelectField, TextField } from '../../../web/kit/Field.tsx';
import { call, type Test } from './api.ts';

const methods = ['pcr', 'antigen'] as const;
const results = ['positive', 'negative', 'invalid'] as const;
type Result = (typeof results)[number];

/** A sample taken, with its result where it is already known (a rapid test is read after 15 minutes). */
export const SampleForm = ({ person, onDone }: { person: string; onDone: () => void }) => {
  const [sampledAt, setSampledAt] = useState<string | undefined>(new Date().toISOString());
  const [method, setMethod] = useState<(typeof methods)[number]>('pcr');
  const [lab, setLab] = useState('');
  const [result, setResult] = useState<Result | ''>('');
  const [saved, setSaved] = useState<Test>();
  const save = useAct(async () => {
    const body = { id: newId(), sampledAt: sampledAt ?? new Date().toISOString(), method, ...(lab && { lab }) };
    setSaved(
      await call('POST /people/:id/tests', { params: { id: person }, body: { ...body, ...(result && { result }) } }),
    );
    setLab('');
    setResult('');
    onDone();
  });
  return (
    <details class="card">
      <summary>{t('tests.add')}</summary>
      <form
        class="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          void save.run();
        }}
      >
        <div class="filter-grid">
          <DateTimeField label={t('tests.sampledAt')} value={sampledAt} onInput={setSampledAt} />
          <SelectField
            label={t('tests.method')}
            value={method}
            onChange={(chosen) => setMethod(chosen as typeof method)}
            options={options(methods, 'tests.methodOf')}
          />
          <TextField label={t('tests.lab')} value={lab} maxLength={200} onInput={setLab} />
          <SelectField
            label={t('tests.result')}
            value={result}
            onChange={(chosen) => setResult(chosen as Result | '')}
            options={[{ value: '', label: t('tests.resultLater') }, ...options(results, 'tests.resultOf')]}
          />
        </div>
        <Refusal error={save.error} />
        {saved && <TestSaved test={saved} />}
        <Button type="submit" busy={save.isBusy}>
          {t('tests.saveSample')}
        </Button>
      </form>
    </details>
  );
};

/** Three buttons: what the laboratory said; a wrong result is put right with the reason. */
export const ResultButtons = ({ test, onDone }: { test: Test; onDone: (test: Test) => void }) => {
  const [reason, setReason] = useState('');
  const [isMissing, setMissing] = useState(false);
  const isCorrection = test.result !== null;
  const save = useAct(async (result: Result) => {
    setMissing(isCorrection && reason.trim() === '');
    if (isCorrection && reason.trim() === '') return;
    const body = { id: newId(), result, ...(isCorrection && { correction: reason.trim() }) };
    onDone(await call('POST /tests/:id/result', { params: { id: test.id }, body }));
  });
  return (
    <div class="stack tight">
      {isCorrection && (
        <TextField
          label={t('tests.correctionReason')}
          value={reason}
          maxLength={500}
          onInput={setReason}
          error={isMissing ? t('common.required') : undefined}
        />
      )}
      <fieldset class="row wrap">
        <legend class="only-heard">{t('tests.resultFor', { name: test.person.fullName })}</legend>
        {results
          .filter((result) => result !== test.result)
          .map((result) => (
            <Button key={result} busy={save.isBusy} onClick={() => save.run(result)}>
              {t(`tests.resultOf.${result}`)}
            </Button>
          ))}
      </fieldset>
      <Refusal error={save.error} />
    </div>
  );
};

/** A positive test is where a case begins: the way there, with its days. */
export const CaseLink = ({ test }: { test: Test }) => {
  if (test.result !== 'positive' || !can('case.write')) return null;
  const sampled = dayOf(new Date(test.sampledAt));
  const confirmed = test.resultAt ? dayOf(new Date(test.resultAt)) : sampled;
  return (
    <a href={`/console/cases/new?${new URLSearchParams({ person: test.person.id, sampled, confirmed })}`}>
      {t('cases.make')}
    </a>
  );
};

export const TestSaved = ({ test }: { test: Test }) => (
  <Band notice tone={test.proposesCase ? 'red' : 'green'}>
    {t('tests.saved')}
    {test.result && `: ${t(`tests.resultOf.${test.result}`)}`}. {test.proposesCase && t('tests.proposesCase')}
  </Band>
);
