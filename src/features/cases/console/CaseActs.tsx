import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Confirm } from '../../../web/kit/console/Confirm.tsx';
import { options, t } from '../../../web/kit/console/text.ts';
import { SelectField, TextField } from '../../../web/kit/Field.tsx';
import { type Case, call, type Moved } from './api.ts';
import { CaseFields, changedBody, type Written, writtenOf } from './CaseForm.tsx';
import { Moves } from './Moves.tsx';

const outcomes = ['recovered', 'died', 'transferred'] as const;
type Done = { words: string; moved: readonly Moved[]; count: number };
type Step = 'correct' | 'close' | 'revocation';
type Props = { of: Case; onDone: () => void };

/** What can be done with a whole case; afterwards what changed by it. */
export const CaseActs = ({ of: one, onDone }: Props) => {
  const [step, setStep] = useState<Step>();
  const [done, setDone] = useState<Done>();
  const finish = (words: string, { changes, changed }: { changes: readonly Moved[]; changed: number }) => {
    setStep(undefined);
    setDone({ words, moved: changes, count: changed });
    onDone();
  };
  const reopen = useAct(async () => {
    const body = { id: newId(), close: false };
    finish(t('cases.reopened'), await call('POST /cases/:id/changes', { params: { id: one.id }, body }));
  });
  const close = () => setStep(undefined);
  return (
    <div class="stack tight no-print">
      {one.state === 'revoked' ? (
        <div class="row wrap">
          <Button onClick={() => setStep('revocation')}>{t('cases.restore')}…</Button>
        </div>
      ) : (
        <div class="row wrap">
          <Button onClick={() => setStep('correct')}>{t('cases.correct')}</Button>
          {one.state === 'open' ? (
            <Button onClick={() => setStep('close')}>{t('cases.close')}</Button>
          ) : (
            <Button busy={reopen.isBusy} onClick={() => reopen.run()}>
              {t('cases.reopen')}
            </Button>
          )}
          <Button onClick={() => setStep('revocation')}>{t('cases.revoke')}…</Button>
        </div>
      )}
      <div aria-live="polite">
        {done && (
          <Band notice tone="green">
            <p>
              <strong>{done.words}</strong>
            </p>
            <Moves moved={done.moved} count={done.count} />
            {done.count > 0 && (
              <p>
                <a href="/console/notices">{t('cases.toNotices')}</a>
              </p>
            )}
          </Band>
        )}
      </div>
      <Correct of={one} open={step === 'correct'} onClose={close} onDone={finish} />
      <Close of={one} open={step === 'close'} onClose={close} onDone={finish} />
      <Revocation of={one} open={step === 'revocation'} onClose={close} onDone={finish} />
    </div>
  );
};

type StepProps = {
  of: Case;
  open: boolean;
  onClose: () => void;
  onDone: (words: string, answer: { changes: readonly Moved[]; changed: number }) => void;
};

const Correct = ({ of: one, open, onClose, onDone }: StepProps) => {
  const [edited, setEdited] = useState<Written>();
  const before = writtenOf(one);
  const written = edited ?? before;
  const save = useAct(async () => {
    const body = { id: newId(), ...changedBody(before, written) };
    onDone(t('cases.corrected'), await call('POST /cases/:id/changes', { params: { id: one.id }, body }));
    setEdited(undefined);
  });
  return (
    <Confirm
      title={t('cases.correctTitle', { name: one.person.fullName })}
      text={t('cases.correctText')}
      open={open}
      onClose={() => {
        setEdited(undefined);
        onClose();
      }}
      confirm={t('common.save')}
      busy={save.isBusy}
      error={save.error}
      onConfirm={() => save.run()}
    >
      <CaseFields written={written} onWrite={(change) => setEdited({ ...written, ...change })} />
    </Confirm>
  );
};

const Close = ({ of: one, open, onClose, onDone }: StepProps) => {
  const [outcome, setOutcome] = useState<(typeof outcomes)[number]>('recovered');
  const save = useAct(async () => {
    const body = { id: newId(), outcome, close: true };
    onDone(t('cases.closed'), await call('POST /cases/:id/changes', { params: { id: one.id }, body }));
  });
  return (
    <Confirm
      title={t('cases.closeTitle', { name: one.person.fullName })}
      text={t('cases.closeText')}
      open={open}
      onClose={onClose}
      confirm={t('cases.close')}
      busy={save.isBusy}
      error={save.error}
      onConfirm={() => save.run()}
    >
      <SelectField
        label={t('cases.outcome')}
        value={outcome}
        onChange={(chosen) => setOutcome(chosen as typeof outcome)}
        options={options(outcomes, 'cases.outcomeOf')}
      />
    </Confirm>
  );
};

/** Revokes a case, and takes a revocation back: each has its reason. */
const Revocation = ({ of: one, open, onClose, onDone }: StepProps) => {
  const [reason, setReason] = useState('');
  const withdraw = one.state === 'revoked';
  const act = withdraw ? 'restore' : 'revoke';
  const save = useAct(async () => {
    const body = { id: newId(), reason: reason.trim(), ...(withdraw && { withdraw }) };
    onDone(t(`cases.${act}d`), await call('POST /cases/:id/revocation', { params: { id: one.id }, body }));
    setReason('');
  });
  return (
    <Confirm
      danger={!withdraw}
      title={t(`cases.${act}Title`, { name: one.person.fullName })}
      text={t(`cases.${act}Text`, { n: one.contacts.accepted })}
      open={open}
      onClose={onClose}
      confirm={t(`cases.${act}`)}
      busy={save.isBusy}
      error={save.error}
      onConfirm={() => save.run()}
    >
      <TextField
        required
        label={t(`cases.${act}Reason`)}
        hint={t(`cases.${act}ReasonHint`)}
        value={reason}
        maxLength={500}
        onInput={setReason}
      />
    </Confirm>
  );
};
