import { Undo2 } from 'lucide';
import { useState } from 'preact/hooks';
import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { age } from '../../../web/kit/console/words.ts';
import { date, dateTime, phone } from '../../../web/kit/format.ts';
import { call, type Task, type TaskState } from './api.ts';
import { MoreActs } from './MoreActs.tsx';
import { nextState, type Step } from './task-list.ts';

/** Somebody to follow: who, how to call, by when, and the next step under the thumb. A row acted on stays, to be taken back. */
export const TaskRow = ({ task: given, onMoved }: { task: Task; onMoved: () => void }) => {
  const [task, setTask] = useState(given);
  /** What it was before the last step, to go back to. */
  const [before, setBefore] = useState<TaskState>();
  const { person } = task;
  const write = useAct(async ({ state, note, at }: Step) => {
    const body = {
      id: newId(),
      person: person.id,
      state,
      previous: task.state,
      ...(note && { note }),
      ...(at && { at }),
    };
    setTask(await call('POST /cases/:id/assignments', { params: { id: task.case }, body }));
    onMoved();
    return true;
  });
  const move = async (step: Step): Promise<boolean> => {
    const isDone = (await write.run(step)) === true;
    if (isDone) setBefore(task.state);
    return isDone;
  };
  const undo = async (): Promise<void> => {
    if (before && (await write.run({ state: before, note: t('followup.undone') }))) setBefore(undefined);
  };
  const next = nextState[task.state];
  return (
    <li class="task-row" data-task={person.id} tabIndex={-1}>
      <div>
        <a class="task-name" href={`/console/people/${person.id}`}>
          {person.fullName}
        </a>{' '}
        <span class="quiet">{age(person.birthYear)}</span>
        <div class="row wrap small">
          <span class={`tag ${task.level === 1 ? 'violet' : ''}`}>F{task.level}</span>
          <CaseName of={task} />
          <span class="quiet">{[task.address, person.hamlet, task.areaName].filter(Boolean).join(', ')}</span>
        </div>
      </div>
      <div>
        {task.phone ? (
          <a class="button" href={`tel:${task.phone}`}>
            <span class="unbroken">{t('common.call', { phone: phone(task.phone) })}</span>
          </a>
        ) : (
          <span class="quiet">{t('common.noPhone')}</span>
        )}
      </div>
      <div>
        <span class={`tag ${task.state === 'to_call' ? 'amber' : ''}`}>{t(`cases.taskOf.${task.state}`)}</span>
        {task.dueAt && (
          <div class={task.overdue ? 'small late' : 'small quiet'}>
            {t(task.overdue ? 'followup.overdueSince' : `followup.dueOf.${task.state}`, { time: dateTime(task.dueAt) })}
          </div>
        )}
        {task.escalatedAt && (
          <div class="small late">{t('followup.escalated', { time: dateTime(task.escalatedAt) })}</div>
        )}
        {task.ended && <div class="small">{t(`followup.endedFor.${task.ended}`)}</div>}
        {task.until && <div class="small quiet">{t('followup.until', { day: date(task.until) })}</div>}
      </div>
      <div class="task-acts">
        {before && (
          <p class="row wrap small" role="status">
            {t('followup.movedTo', { state: t(`cases.taskOf.${task.state}`) })}
            <span data-act="undo">
              <Button kind="plain" icon={Undo2} busy={write.isBusy} onClick={() => void undo()}>
                {t('cases.undo')}
              </Button>
            </span>
          </p>
        )}
        <div class="row wrap">
          {next && (
            <span data-act="next">
              <Button kind="primary" busy={write.isBusy} onClick={() => void move({ state: next })}>
                {t(`followup.act.${next}`)}
              </Button>
            </span>
          )}
          {task.state === 'to_call' && (
            <Button busy={write.isBusy} onClick={() => void move({ state: 'to_call', note: t('followup.noAnswer') })}>
              {t('followup.noAnswer')}
            </Button>
          )}
          <MoreActs task={task} onMove={move} />
        </div>
        <Refusal error={write.error} />
      </div>
    </li>
  );
};

/** Who may read cases is led to the case; a commune elsewhere reads its code alone. */
const CaseName = ({ of: { case: id, caseCode } }: { of: Task }) =>
  can('case.read') ? (
    <a class="unbroken" href={`/console/cases/${id}`}>
      {caseCode}
    </a>
  ) : (
    <span class="quiet unbroken">{caseCode}</span>
  );
