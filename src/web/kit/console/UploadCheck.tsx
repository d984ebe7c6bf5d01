import { Download, Upload } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../Band.tsx';
import { Button } from '../Button.tsx';
import { Field } from '../Field.tsx';
import { useAct } from './act.ts';
import { saveFile } from './csv.ts';
import { Rejected, type Verdict, wrongRows } from './Rejected.tsx';
import { Refusal } from './Shown.tsx';
import { t } from './text.ts';

type Props<V extends Verdict> = {
  label: string;
  hint: string;
  /** The id of an apply was made when the file was chosen: pressed again after a lost answer, it is the same one. */
  send: (file: File, query: { id: string; mode: 'check' | 'apply' }) => Promise<V>;
  /** What the verdict rests on beside the file: when it changes, the file is chosen again. */
  of?: string;
  /** A file with the heads alone. */
  template?: { name: string; content: () => string };
  /** The word for a column, by its name in the contract. */
  columnOf: (field: string) => string;
  /** "Ghi 12 dòng đúng". */
  applyWord: (fresh: number) => string;
  /** What else the check found. */
  remark?: (verdict: V) => string | false;
  /** Rows that somebody has to decide one by one; they stay when the others are written. */
  below?: (verdict: V) => ComponentChildren;
  onApplied: (verdict: V) => void;
  /** Said once it is written. */
  appliedWord?: (verdict: V) => string;
  /** Fields that belong to the step, such as the unit. */
  children?: ComponentChildren;
};

type Chosen<V> = { id: string; file: File; verdict: V };

const kinds = '.csv,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const fresh = ({ accepted, known = 0 }: Verdict): number => accepted - known;

/** A list from a spreadsheet: chosen, judged row by row, and only then written. */
export const UploadCheck = <V extends Verdict>({ label, hint, send, of = '', ...rest }: Props<V>) => {
  const [chosen, setChosen] = useState<Chosen<V>>();
  const [applied, setApplied] = useState<V>();
  const input = useRef<HTMLInputElement>(null);
  const check = useAct(async (file: File) =>
    setChosen({ id: newId(), file, verdict: await send(file, { id: newId(), mode: 'check' }) }),
  );
  const apply = useAct(async ({ id, file }: Chosen<V>) => {
    const verdict = await send(file, { id, mode: 'apply' });
    empty();
    setApplied(verdict);
    rest.onApplied(verdict);
  });
  const empty = (): void => {
    setChosen(undefined);
    setApplied(undefined);
    check.clear();
    apply.clear();
    if (input.current) input.current.value = '';
  };
  useEffect(empty, [of]);
  const take = (file: File | undefined): void => {
    setChosen(undefined);
    setApplied(undefined);
    apply.clear();
    if (file) void check.run(file);
  };
  const { template, children, columnOf, applyWord, remark, below, appliedWord } = rest;
  const verdict = chosen?.verdict ?? applied;
  return (
    <>
      {template && (
        <p>
          <Button icon={Download} onClick={() => saveFile(template.name, template.content())}>
            {t('upload.template')}
          </Button>
        </p>
      )}
      {children}
      <Field label={label} hint={hint}>
        {(its) => (
          <input
            {...its}
            ref={input}
            class="input"
            type="file"
            accept={kinds}
            onChange={(event) => take(event.currentTarget.files?.[0])}
          />
        )}
      </Field>
      {(check.isBusy || apply.isBusy) && <Busy word={t(check.isBusy ? 'upload.checking' : 'upload.applying')} />}
      <Refusal error={check.error ?? apply.error} />
      {applied && appliedWord && (
        <Band notice tone="green">
          {appliedWord(applied)}
        </Band>
      )}
      {chosen && (
        <>
          <Count of={chosen.verdict} remark={remark?.(chosen.verdict) || ''} />
          <Rejected of={chosen.verdict} file={chosen.file.name} columnOf={columnOf} />
          <div class="row wrap">
            {fresh(chosen.verdict) > 0 && (
              <Button kind="primary" icon={Upload} busy={apply.isBusy} onClick={() => apply.run(chosen)}>
                {applyWord(fresh(chosen.verdict))}
              </Button>
            )}
            <Button onClick={empty}>{t('upload.other')}</Button>
          </div>
        </>
      )}
      {verdict && below?.(verdict)}
    </>
  );
};

const Busy = ({ word }: { word: string }) => (
  <div role="status">
    <p>{word}</p>
    <progress class="wide" aria-label={word} />
  </div>
);

const Count = ({ of: verdict, remark }: { of: Verdict; remark: string }) => {
  const wrong = wrongRows(verdict);
  return (
    <Band notice tone={wrong === 0 ? 'green' : 'amber'}>
      {t('upload.count', { rows: verdict.rows, accepted: verdict.accepted, wrong })} {remark}
    </Band>
  );
};
