import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal, Shown } from '../../../web/kit/console/Shown.tsx';
import { options, t } from '../../../web/kit/console/text.ts';
import { WhenField } from '../../../web/kit/console/WhenField.tsx';
import { Dialog } from '../../../web/kit/Dialog.tsx';
import { SelectField, TextField } from '../../../web/kit/Field.tsx';
import { dateTime, phone } from '../../../web/kit/format.ts';
import { useLoaded } from '../../../web/kit/load.ts';
import { call, type Task, type TaskState } from './api.ts';
import { NamedForm } from './NamedForm.tsx';
import { type Step, states } from './task-list.ts';

type Props = { task: Task; onMove: (step: Step) => Promise<boolean> };

/** What is not the next step: any state with a note and its time, whom the contact met, and what was done so far. */
export const MoreActs = ({ task, onMove }: Props) => {
  const [open, setOpen] = useState<'move' | 'named'>();
  const close = () => setOpen(undefined);
  const { fullName } = task.person;
  return (
    <>
      <Button name={t('followup.moreFor', { name: fullName })} onClick={() => setOpen('move')}>
        {t('followup.more')}
      </Button>
      {task.level === 1 && task.state !== 'closed' && (
        <Button name={t('followup.namedFor', { name: fullName })} onClick={() => setOpen('named')}>
          {t('followup.named')}
        </Button>
      )}
      <Dialog title={fullName} open={open === 'move'} onClose={close}>
        <MoveForm task={task} onMove={onMove} onClose={close} />
      </Dialog>
      <Dialog title={t('followup.namedFor', { name: fullName })} open={open === 'named'} onClose={close}>
        <div class="stack">
          <AskLink task={task} />
          <NamedForm case={task.case} person={task.person.id} onClose={close} />
        </div>
      </Dialog>
    </>
  );
};

const MoveForm = ({ task, onMove, onClose }: Props & { onClose: () => void }) => {
  const [state, setState] = useState<TaskState>(task.state);
  const [note, setNote] = useState('');
  const [at, setAt] = useState<string>();
  return (
    <form
      class="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void onMove({ state, note: note.trim(), ...(at && { at }) }).then((done) => done && onClose());
      }}
    >
      <SelectField
        label={t('common.state')}
        value={state}
        onChange={(chosen) => setState(chosen as TaskState)}
        options={options(states, 'cases.taskOf')}
      />
      <TextField label={t('common.note')} value={note} maxLength={500} onInput={setNote} />
      <WhenField value={at} onInput={setAt} />
      <div class="actions row">
        <Button type="submit" kind="primary">
          {t('common.save')}
        </Button>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
      </div>
      <History of={task} />
    </form>
  );
};

const History = ({ of: { case: id, person } }: { of: Task }) => {
  const moves = useLoaded(
    (signal) => call('GET /cases/:id/assignments', { params: { id }, query: { person: person.id } }, signal),
    [id, person.id],
  );
  return (
    <section class="stack tight">
      <h3>{t('followup.history')}</h3>
      <Shown of={moves}>
        {(rows) =>
          rows.length === 0 ? (
            <p class="quiet">{t('followup.noHistory')}</p>
          ) : (
            <ol class="stack tight small">
              {rows.map((row) => (
                <li key={row.id}>
                  <strong>{t(`cases.taskOf.${row.state}`)}</strong> · {dateTime(row.at)} · {row.by}
                  {row.note && <div>{row.note}</div>}
                </li>
              ))}
            </ol>
          )
        }
      </Shown>
    </section>
  );
};

/** A link by SMS, for who would rather write it down alone. */
const AskLink = ({ task: { case: id, person, phone: number } }: { task: Task }) => {
  const [sent, setSent] = useState<{ phone: string; expiresAt: string }>();
  const ask = useAct(async () =>
    setSent(await call('POST /cases/:id/asks', { params: { id }, body: { id: newId(), person: person.id } })),
  );
  if (sent)
    return (
      <Band notice tone="green">
        {t('followup.askSent', { phone: phone(sent.phone), time: dateTime(sent.expiresAt) })}
      </Band>
    );
  return (
    <div class="stack tight">
      <p>{t(number ? 'followup.askText' : 'followup.askNoPhone')}</p>
      {number && (
        <p>
          <Button busy={ask.isBusy} onClick={() => ask.run()}>
            {t('followup.ask')} <span class="unbroken">{phone(number)}</span>
          </Button>
        </p>
      )}
      <Refusal error={ask.error} />
    </div>
  );
};
