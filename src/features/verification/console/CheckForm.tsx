import { useState } from 'preact/hooks';
import { addDays } from '../../../core/day.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { today } from '../../../web/kit/console/now.ts';
import { options, t } from '../../../web/kit/console/text.ts';
import { DateInput } from '../../../web/kit/DateInput.tsx';
import { SelectField, TextField, WordsField } from '../../../web/kit/Field.tsx';
import type { FormProps } from './acting.ts';

const conclusions = ['none', 'home_monitoring', 'sample', 'propose_isolation', 'refer_hospital'] as const;
const healthStates = ['well', 'symptomatic', 'suspect', 'treated', 'recovered'] as const;

/** `38,2` as Vietnamese people write it; undefined when it is no temperature of a person. */
export const temperatureOf = (text: string): number | undefined => {
  const degrees = Number(text.replace(',', '.'));
  return degrees >= 30 && degrees <= 45 ? degrees : undefined;
};

/** The medical check of a confirmed declaration; saving it closes the item, unless it is a follow-up. */
export const CheckForm = ({ draft, write, doing, busy, isFollowUp }: FormProps & { isFollowUp?: boolean }) => {
  const [isTried, setTried] = useState(false);
  const temperature = temperatureOf(draft.temperature);
  const isTemperatureWrong = draft.temperature.trim() !== '' && temperature === undefined;
  const save = () => {
    setTried(true);
    if (!draft.conclusion || isTemperatureWrong) return;
    return doing(
      'medical-check',
      {
        findings: draft.findings,
        conclusion: draft.conclusion as (typeof conclusions)[number],
        ...(temperature !== undefined && { temperature }),
        ...(draft.health && { health: draft.health as (typeof healthStates)[number] }),
        ...(draft.nextCheckOn && { nextCheckOn: draft.nextCheckOn }),
      },
      t(isFollowUp ? 'act.followUpSaved' : 'act.checkSaved'),
    );
  };
  return (
    <form
      class="stack tight"
      aria-label={t('act.checkTitle')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <h3 class="step">{t(isFollowUp ? 'act.followUpTitle' : 'act.checkTitle')}</h3>
      <div class="filter-grid">
        <TextField
          label={t('act.temperature')}
          inputMode="decimal"
          value={draft.temperature}
          error={isTried && isTemperatureWrong ? t('act.temperatureRange') : undefined}
          onInput={(text) => write({ temperature: text })}
        />
        <SelectField
          label={t('act.conclusion')}
          value={draft.conclusion}
          error={isTried && !draft.conclusion ? t('common.required') : undefined}
          onChange={(conclusion) => write({ conclusion })}
          options={[{ value: '', label: t('common.choose') }, ...options(conclusions, 'act.conclusionOf')]}
        />
        <SelectField
          label={t('act.health')}
          value={draft.health}
          onChange={(health) => write({ health })}
          options={[{ value: '', label: t('act.healthKeep') }, ...options(healthStates, 'people.healthOf')]}
        />
        <DateInput
          label={t('act.nextCheck')}
          value={draft.nextCheckOn}
          min={today()}
          max={addDays(today(), 60)}
          onInput={(nextCheckOn) => write({ nextCheckOn })}
        />
      </div>
      <WordsField
        label={t('act.findings')}
        value={draft.findings}
        maxLength={2000}
        onInput={(findings) => write({ findings })}
      />
      <Button type="submit" kind="primary" busy={busy}>
        {t(isFollowUp ? 'act.saveFollowUp' : 'act.saveCheck')}
      </Button>
    </form>
  );
};
