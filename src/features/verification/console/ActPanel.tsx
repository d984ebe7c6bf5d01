import { Hand } from 'lucide';
import { useState } from 'preact/hooks';
import { CallError } from '../../../core/client.ts';
import { dayOf } from '../../../core/day.ts';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { useKeys } from '../../../web/kit/console/keys.ts';
import { today } from '../../../web/kit/console/now.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { can, officer } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import { type State, transitions } from '../rules.ts';
import { AttemptForm } from './AttemptForm.tsx';
import type { Doing, Target } from './acting.ts';
import type { Work } from './api.ts';
import { CheckForm } from './CheckForm.tsx';
import { CloseForm, ReopenForm } from './CloseForms.tsx';
import { type Conflict, conflictWords } from './conflict.ts';
import { useDraft } from './drafts.ts';
import { type Act, perform, queue } from './queue.ts';
import { TransferForm } from './TransferForm.tsx';
import { VerifyForm } from './VerifyForm.tsx';

type Props = { target: Target; onDone: (work?: Work) => void };

const isAllowed = (action: keyof typeof transitions, state: State | null): boolean =>
  state !== null && transitions[action].from[state] !== undefined;

const conflictOf = (error: CallError): Conflict | undefined =>
  error.code === 'work.acted' || error.code === 'work.closed' ? ((error.problem ?? {}) as Conflict) : undefined;

/** A closed item whose check asked for another takes that one on a later day. */
const isFollowUp = ({ state, check }: Target): boolean =>
  state === 'closed' && check?.nextCheckOn != null && today() > dayOf(new Date(check.at));

/** All that can be done with one item, the next step first: take, reach and verify, then check or close. */
export const ActPanel = ({ target, onDone }: Props) => {
  const [said, setSaid] = useState<string>();
  const [conflict, setConflict] = useState<Conflict>();
  const { draft, write, clear } = useDraft(target.declaration);
  // While a conflict is on the screen the forms stay as they were, with what was typed in them.
  const [heldState, setHeldState] = useState<State | null>(null);
  const state = conflict ? heldState : target.state;

  const act = useAct(async (name: Act, body: Record<string, unknown>, words: string) => {
    try {
      const done = await perform(name, target, { ...(draft.at && { at: draft.at }), ...body } as never);
      setConflict(undefined);
      clear();
      setSaid(done === 'queued' ? undefined : words);
      onDone(done === 'queued' ? undefined : (done as Work));
      return true;
    } catch (thrown) {
      const met = thrown instanceof CallError ? conflictOf(thrown) : undefined;
      if (!met) throw thrown;
      setHeldState(target.state);
      setConflict(met);
      onDone();
      return false;
    }
  });
  const doing: Doing = async (name, body, words) => {
    setSaid(undefined);
    return (await act.run(name, body, words)) === true;
  };
  const isWaiting = queue.value.some((item) => item.declaration === target.declaration && item.state !== 'refused');
  const take = () => doing('take', {}, t('act.taken'));
  const mayTake = isAllowed('take', state);
  useKeys(mayTake ? { t: take } : {});

  if (!can('work.act')) return <p class="quiet">{t('act.readOnly')}</p>;
  const forms = { draft, write, doing, busy: act.isBusy };
  return (
    <section class="card stack" aria-label={t('act.title')}>
      <div class="page-head">
        <h2>{t('act.title')}</h2>
        <StateTag target={target} />
      </div>
      <div aria-live="polite" class="stack tight">
        {said && (
          <Band notice tone="green">
            {said}
          </Band>
        )}
        {isWaiting && (
          <Band notice tone="amber">
            {t('act.queued')}
          </Band>
        )}
        {conflict && (
          <Band notice tone="amber">
            {conflictWords(conflict)} {t('act.conflictKept')}
          </Band>
        )}
      </div>
      <Refusal error={act.error} />
      {mayTake && (
        <Button kind="primary" icon={Hand} busy={act.isBusy} onClick={take}>
          {t('act.take')}
        </Button>
      )}
      {isAllowed('check', state) && <CheckForm {...forms} />}
      {isFollowUp(target) && <CheckForm {...forms} isFollowUp />}
      {isAllowed('closure', state) && <CloseForm {...forms} />}
      {isAllowed('attempt', state) && <AttemptForm {...forms} />}
      {isAllowed('confirmed', state) && <VerifyForm {...forms} area={target.area} />}
      {state !== null && isAllowed('attempt', state) && target.transferTo == null && (
        <TransferForm {...forms} target={target} onDone={onDone} />
      )}
      {isAllowed('reopening', state) && <ReopenForm {...forms} target={target} onDone={onDone} />}
      {state === null && <p class="quiet">{t('act.nothingOpen')}</p>}
    </section>
  );
};

const StateTag = ({ target: { state, takenBy } }: { target: Target }) => (
  <span class="row">
    {state && <span class="tag">{t(`work.state.${state}`)}</span>}
    {takenBy && (
      <span class="tag">
        {takenBy.id === officer.value?.id ? t('work.takenByMe') : t('work.takenBy', { name: takenBy.name })}
      </span>
    )}
  </span>
);
