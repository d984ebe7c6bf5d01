import { Band } from '../../../web/kit/Band.tsx';
import { Radios } from '../../../web/kit/Choice.tsx';
import { t } from '../../../web/kit/citizen/places-texts.ts';
import { Field } from '../../../web/kit/Field.tsx';
import { isNight, lackOf, type Opening, type Span, usual, type WeekDay, week } from './opening.ts';
import type { PartProps } from './PlaceFields.tsx';
import './venues.css';

const ways = ['daily', 'byDay', 'always'] as const;

/** What the times already written become when another way of writing them is chosen. */
const asWay = (way: Opening['way'], before: Opening | undefined): Opening => {
  const given =
    before?.way === 'daily' ? before : before?.way === 'byDay' ? before.days.find((span) => span) : undefined;
  const { from, to } = given ?? usual;
  if (way === 'always') return { way };
  return way === 'daily' ? { way, from, to } : { way, days: week.map(() => ({ from, to })) };
};

/** Every day the same, day by day, or none that are fixed. */
export const HoursFields = ({ form: { opening }, put, isChecked }: PartProps) => {
  const lack = isChecked ? lackOf(opening) : undefined;
  return (
    <>
      <Radios
        legend={t('venues.new.hours')}
        name="opening"
        options={ways.map((value) => ({
          value,
          label: t(`venues.hours.${value}`),
          note: value === 'always' ? t('venues.hours.alwaysNote') : undefined,
        }))}
        chosen={opening?.way}
        onChange={(way) => put({ opening: asWay(way, opening) })}
      />
      {lack && (
        <Band notice tone="red">
          {t(`venues.hours.${lack}`)}
        </Band>
      )}
      {opening?.way === 'daily' && (
        <SpanFields
          span={opening}
          isChecked={isChecked}
          onChange={(span) => put({ opening: { way: 'daily', ...span } })}
        />
      )}
      {opening?.way === 'byDay' && (
        <Days days={opening.days} isChecked={isChecked} onChange={(days) => put({ opening: { way: 'byDay', days } })} />
      )}
      <p class="quiet small">{t('venues.hours.hint')}</p>
    </>
  );
};

type DaysProps = { days: readonly (Span | null)[]; isChecked: boolean; onChange: (days: (Span | null)[]) => void };

const Days = ({ days, isChecked, onChange }: DaysProps) => {
  const put = (day: WeekDay, span: Span | null) =>
    onChange(week.map((one) => (one === day ? span : (days[one] ?? null))));
  return (
    <div class="week">
      {week.map((day) => {
        const span = days[day] ?? null;
        const name = t(`venues.hours.day.${day}`);
        return (
          <div key={day}>
            <label class="choice">
              <input
                type="checkbox"
                checked={span !== null}
                onChange={(event) => put(day, event.currentTarget.checked ? usual : null)}
              />
              <span class="words">{name}</span>
              {!span && <span class="quiet small">{t('venues.hours.closedDay')}</span>}
            </label>
            {span && <DaySpan span={span} day={name} isChecked={isChecked} onChange={(given) => put(day, given)} />}
          </div>
        );
      })}
    </div>
  );
};

type SpanProps = { span: Span; isChecked: boolean; onChange: (span: Span) => void };
const ends = ['from', 'to'] as const;
/** The times alone: the span may be an opening, which says its way as well. */
const changed = ({ from, to }: Span, end: keyof Span, value: string): Span => ({ from, to, [end]: value });

const Night = ({ span }: { span: Span }) => isNight(span) && <p class="quiet small">{t('venues.hours.night')}</p>;

const SpanFields = ({ span, isChecked, onChange }: SpanProps) => (
  <div class="stack tight">
    <div class="pair">
      {ends.map((end) => (
        <Field key={end} label={t(`venues.hours.${end}`)}>
          {(its) => (
            <input
              {...its}
              class="input"
              type="time"
              aria-invalid={isChecked && !span[end]}
              value={span[end]}
              onInput={(event) => onChange(changed(span, end, event.currentTarget.value))}
            />
          )}
        </Field>
      ))}
    </div>
    <Night span={span} />
  </div>
);

/** The same beside the name of a day, which says what they are. */
const DaySpan = ({ span, day, isChecked, onChange }: SpanProps & { day: string }) => (
  <>
    <div class="pair">
      {ends.map((end) => (
        <input
          key={end}
          class="input"
          type="time"
          aria-invalid={isChecked && !span[end]}
          aria-label={t(`venues.hours.${end}Day`, { day })}
          value={span[end]}
          onInput={(event) => onChange(changed(span, end, event.currentTarget.value))}
        />
      ))}
    </div>
    <Night span={span} />
  </>
);
