import { Button } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { WhenField } from '../../../web/kit/console/WhenField.tsx';
import { TextField } from '../../../web/kit/Field.tsx';
import type { FormProps } from './acting.ts';
import type { Draft } from './drafts.ts';

const channels = ['call', 'visit', 'sms', 'relative'] as const;
const outcomes = ['reached', 'no_answer', 'wrong_number', 'refused', 'absent'] as const;
/** Nobody is absent from a text message; nobody at the door answers a telephone. */
const outcomesOf: Record<Draft['channel'], readonly (typeof outcomes)[number][]> = {
  call: ['reached', 'no_answer', 'wrong_number', 'refused'],
  visit: ['reached', 'absent', 'refused'],
  sms: ['reached', 'no_answer', 'wrong_number'],
  relative: ['reached', 'no_answer', 'absent', 'refused'],
};

/** One press records a call: the way of contact is chosen, the outcome is the button. Note and time hold for the whole panel. */
export const AttemptForm = ({ draft, write, doing, busy }: FormProps) => (
  <fieldset class="stack tight" id="attempt">
    <legend class="step">{t('act.attemptTitle')}</legend>
    <div class="segments" role="radiogroup" aria-label={t('act.channel')}>
      {channels.map((channel) => (
        <label key={channel}>
          <input type="radio" name="channel" checked={draft.channel === channel} onChange={() => write({ channel })} />
          {t(`act.channelOf.${channel}`)}
        </label>
      ))}
    </div>
    <fieldset class="row wrap">
      <legend class="only-heard">{t('act.outcome')}</legend>
      {outcomesOf[draft.channel].map((outcome) => (
        <Button
          key={outcome}
          busy={busy}
          onClick={() =>
            doing(
              'attempts',
              { channel: draft.channel, outcome, ...(draft.note && { note: draft.note }) },
              t('act.attemptSaved', { outcome: t(`act.outcomeOf.${outcome}`) }),
            )
          }
        >
          {t(`act.outcomeOf.${outcome}`)}
        </Button>
      ))}
    </fieldset>
    <TextField label={t('common.note')} value={draft.note} maxLength={1000} onInput={(note) => write({ note })} />
    <WhenField value={draft.at} onInput={(at) => write({ at })} />
  </fieldset>
);
