import { Check, X } from 'lucide';
import { useState } from 'preact/hooks';
import { Band } from '../../../web/kit/Band.tsx';
import { Button } from '../../../web/kit/Button.tsx';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { TextField } from '../../../web/kit/Field.tsx';
import type { Decision, useDeciding } from './deciding.ts';
import { Moves } from './Moves.tsx';
import { focusRow } from './row-keys.ts';

type Props = {
  count: number;
  deciding: ReturnType<typeof useDeciding>;
  onDecide: (accept: boolean, note: string) => Promise<boolean>;
  onClear: () => void;
};

/** What can be done with the chosen rows, at the foot of the screen while there are any. */
export const DecideBar = ({ count, deciding, onDecide, onClear }: Props) => {
  const [note, setNote] = useState('');
  const decide = async (accept: boolean) => {
    if (await onDecide(accept, note.trim())) setNote('');
  };
  if (count === 0) return null;
  return (
    <section class="decide-bar no-print" aria-label={t('cases.decideTitle')}>
      <strong>{t('cases.chosen', { n: count })}</strong>
      <TextField label={t('cases.decideNote')} value={note} maxLength={500} onInput={setNote} />
      <div class="row wrap">
        <Button kind="primary" icon={Check} busy={deciding.isBusy} onClick={() => decide(true)}>
          {t('cases.accept')}
        </Button>
        <Button icon={X} busy={deciding.isBusy} onClick={() => decide(false)}>
          {t('cases.reject')}
        </Button>
        <Button kind="plain" onClick={onClear}>
          {t('cases.clearChosen')}
        </Button>
      </div>
    </section>
  );
};

const saidOf = ({ isUndo, accept }: Decision) =>
  isUndo ? 'cases.undone' : accept ? 'cases.accepted' : 'cases.rejected';

/** What the last decision did, and for a while the way back: as long as there is one, it stays in sight. */
export const DecidedBand = ({ deciding: { done, undo, isBusy, error } }: { deciding: Props['deciding'] }) => (
  <div aria-live="polite" class={`stack tight ${undo ? 'decided' : ''}`}>
    {done && (
      <Band
        notice
        tone="green"
        action={
          undo && (
            <Button
              busy={isBusy}
              onClick={async () => {
                if (await undo()) focusRow(done.turned[0]?.person);
              }}
            >
              {t('cases.undo')}
            </Button>
          )
        }
      >
        <strong>{t(saidOf(done), { n: done.persons.length })}</strong>
        <Moves moved={done.changed} />
      </Band>
    )}
    <Refusal error={error} />
  </div>
);
