import { serverNow, today } from '../../../web/kit/console/now.ts';
import { t } from '../../../web/kit/console/text.ts';
import { DateTimeField } from '../../../web/kit/console/WhenField.tsx';
import { DateInput } from '../../../web/kit/DateInput.tsx';
import { TextField, WordsField } from '../../../web/kit/Field.tsx';
import { caseWindow } from '../rules.ts';
import type { Case } from './api.ts';
import { windowWords } from './words.ts';

/** What is typed of a case; '' where nothing is. */
export type Written = {
  onsetOn: string;
  sampledOn: string;
  confirmedOn: string;
  isolatedAt: string | undefined;
  sourceKnown: boolean;
  nationalNumber: string;
  outbreak: string;
  treatmentPlace: string;
  note: string;
};

const blank: Written = {
  onsetOn: '',
  sampledOn: '',
  confirmedOn: '',
  isolatedAt: undefined,
  sourceKnown: false,
  nationalNumber: '',
  outbreak: '',
  treatmentPlace: '',
  note: '',
};

/** A new case begins with the days of the test that made it one. */
export const beginning = (sampled: string | undefined, confirmed: string | undefined): Written => ({
  ...blank,
  sampledOn: sampled ?? today(),
  confirmedOn: confirmed ?? today(),
});

export const writtenOf = (one: Case): Written => ({
  onsetOn: one.onsetOn ?? '',
  sampledOn: one.sampledOn,
  confirmedOn: one.confirmedOn,
  isolatedAt: one.isolatedAt ?? undefined,
  sourceKnown: one.sourceKnown,
  nationalNumber: one.nationalNumber ?? '',
  outbreak: one.outbreak ?? '',
  treatmentPlace: one.treatmentPlace ?? '',
  note: one.note ?? '',
});

/** What was typed, without what was left empty. */
export const newBody = ({ isolatedAt, sourceKnown, ...texts }: Written) => ({
  ...(Object.fromEntries(Object.entries(texts).filter(([, text]) => text.trim() !== '')) as Partial<typeof texts>),
  sampledOn: texts.sampledOn,
  confirmedOn: texts.confirmedOn,
  sourceKnown,
  ...(isolatedAt && { isolatedAt }),
});

/** Only what is no longer as it was. */
export const changedBody = (before: Written, { onsetOn, isolatedAt, ...after }: Written) => ({
  ...(Object.fromEntries(
    Object.entries(after).filter(([name, value]) => before[name as keyof Written] !== value),
  ) as Partial<typeof after>),
  ...(onsetOn !== before.onsetOn && { onsetOn: onsetOn || null }),
  ...(isolatedAt !== before.isolatedAt && { isolatedAt: isolatedAt ?? null }),
});

type Props = { written: Written; onWrite: (change: Partial<Written>) => void };

/** The fields of a case, and the window that follows from them. */
export const CaseFields = ({ written, onWrite }: Props) => {
  const day = (name: 'onsetOn' | 'sampledOn' | 'confirmedOn', hint?: string) => (
    <DateInput
      label={t(`cases.${name}`)}
      {...(hint && { hint })}
      value={written[name]}
      max={today()}
      onInput={(value) => onWrite({ [name]: value })}
    />
  );
  return (
    <div class="stack case-form">
      <div class="filter-grid">
        {day('onsetOn', t('cases.onsetHint'))}
        {day('sampledOn')}
        {day('confirmedOn')}
        <DateTimeField
          label={t('cases.isolatedAt')}
          value={written.isolatedAt}
          onInput={(isolatedAt) => onWrite({ isolatedAt })}
        />
      </div>
      <label class="check">
        <input
          type="checkbox"
          checked={written.sourceKnown}
          onChange={(event) => onWrite({ sourceKnown: event.currentTarget.checked })}
        />
        {t('cases.sourceKnown')}
      </label>
      <WindowShown of={written} />
      <div class="filter-grid">
        <TextField
          label={t('cases.nationalNumber')}
          value={written.nationalNumber}
          maxLength={40}
          onInput={(nationalNumber) => onWrite({ nationalNumber })}
        />
        <TextField
          label={t('cases.outbreak')}
          value={written.outbreak}
          maxLength={120}
          onInput={(outbreak) => onWrite({ outbreak })}
        />
        <TextField
          label={t('cases.treatmentPlace')}
          value={written.treatmentPlace}
          maxLength={200}
          onInput={(treatmentPlace) => onWrite({ treatmentPlace })}
        />
      </div>
      <WordsField
        label={t('common.note')}
        value={written.note}
        maxLength={2000}
        onInput={(note) => onWrite({ note })}
      />
    </div>
  );
};

/** The window by the rule, and which days of it made it. */
const WindowShown = ({ of: { onsetOn, sampledOn, sourceKnown, isolatedAt } }: { of: Written }) => {
  if (!sampledOn) return null;
  const isolated = isolatedAt ? new Date(isolatedAt) : null;
  const { from, to } = caseWindow(
    { onsetOn: onsetOn || null, sampledOn, sourceKnown, isolatedAt: isolated },
    serverNow(),
  );
  const window = { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return (
    <p class="band sky notice" role="status">
      <span>
        <strong>{t('cases.windowShown', { window: windowWords({ window, isolatedAt: isolatedAt ?? null }) })}</strong>{' '}
        {t(onsetOn ? 'cases.windowByOnset' : sourceKnown ? 'cases.windowBySample' : 'cases.windowUnknown')}
      </span>
    </p>
  );
};
