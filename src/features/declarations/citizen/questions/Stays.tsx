import { History, MapPinPlus, Plus } from 'lucide';
import { useState } from 'preact/hooks';
import { addDays } from '../../../../core/day.ts';
import { Button } from '../../../../web/kit/Button.tsx';
import { Answer } from '../../../../web/kit/Choice.tsx';
import { t } from '../../../../web/kit/citizen/more-texts.ts';
import { UnitPicker } from '../../../../web/kit/citizen/UnitPicker.tsx';
import { DateInput } from '../../../../web/kit/DateInput.tsx';
import { TextField } from '../../../../web/kit/Field.tsx';
import { lookBackDays, type Stay, stillWithin, today } from '../draft.ts';
import { stayWords } from '../words.ts';
import { Continue, type QuestionProps } from './Question.tsx';

const blank = (): Stay => ({ from: today(), to: today(), text: '' });

const wrong = ({ area, text, from, to }: Stay): string | undefined => {
  if (!area && !text.trim()) return t('declare.stays.empty');
  return to < from ? t('declare.stays.order') : undefined;
};

export const Stays = ({ draft, lasts, answer, keep }: QuestionProps) => {
  const before = stillWithin(lasts[draft.people[0] ?? '']?.stays ?? [], today());
  const stays = draft.stays ?? [];
  const [checked, setChecked] = useState(false);
  const change = (at: number, stay: Stay) => keep({ ...draft, stays: stays.map((old, i) => (i === at ? stay : old)) });
  return (
    <>
      <p class="quiet">{t('declare.stays.hint')}</p>
      <div class="choices">
        {before.length > 0 && (
          <Answer
            icon={History}
            note={before.map(stayWords).join('; ')}
            onClick={() => answer({ ...draft, stays: before })}
          >
            {t('declare.asBefore')}
          </Answer>
        )}
        <Answer chosen={draft.stays?.length === 0} onClick={() => answer({ ...draft, stays: [] })}>
          {t('declare.stays.none')}
        </Answer>
        {stays.length === 0 && (
          <Answer icon={MapPinPlus} onClick={() => keep({ ...draft, stays: [...before, blank()] })}>
            {t('declare.stays.some')}
          </Answer>
        )}
      </div>
      {stays.map((stay, i) => (
        <StayRow
          key={i}
          n={i + 1}
          stay={stay}
          error={checked ? wrong(stay) : undefined}
          onChange={(changed) => change(i, changed)}
          onRemove={() => {
            const left = stays.filter((_, other) => other !== i);
            keep({ ...draft, stays: left.length > 0 ? left : undefined });
          }}
        />
      ))}
      {stays.length > 0 && (
        <>
          <Button icon={Plus} onClick={() => keep({ ...draft, stays: [...stays, blank()] })}>
            {t('declare.stays.add')}
          </Button>
          <Continue
            onClick={() => {
              setChecked(true);
              if (!stays.some(wrong)) answer(draft);
            }}
          />
        </>
      )}
    </>
  );
};

type RowProps = {
  n: number;
  stay: Stay;
  error: string | undefined;
  onChange: (stay: Stay) => void;
  onRemove: () => void;
};

const StayRow = ({ n, stay, error, onChange, onRemove }: RowProps) => {
  const day = today();
  const earliest = addDays(day, -lookBackDays);
  return (
    <fieldset class="card stack">
      <legend class="label">{t('declare.stays.row', { n })}</legend>
      <UnitPicker value={stay.area} onChange={(area) => onChange({ ...stay, area })} error={error} />
      <div class="pair">
        <DateInput
          label={t('declare.stays.from')}
          value={stay.from}
          min={earliest}
          max={day}
          onInput={(from) => from && onChange(stay.to < from ? { ...stay, from, to: from } : { ...stay, from })}
        />
        <DateInput
          label={t('declare.stays.to')}
          value={stay.to}
          min={stay.from}
          max={day}
          onInput={(to) => to && onChange({ ...stay, to })}
        />
      </div>
      <TextField
        label={t('declare.stays.text')}
        hint={t('declare.stays.textHint')}
        maxLength={300}
        value={stay.text}
        onInput={(text) => onChange({ ...stay, text })}
      />
      <Button kind="plain" onClick={onRemove}>
        {t('declare.stays.remove', { n })}
      </Button>
    </fieldset>
  );
};
