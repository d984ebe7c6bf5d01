import { date, time } from '../../../web/kit/format.ts';
import { fill, number, type Reader } from '../../../web/kit/portal/reader.ts';
import type { Summary } from './series.ts';

const levels = ['urgent', 'risk', 'symptom', 'clear'] as const;
const work = ['verified', 'inTime', 'confirmed', 'checked'] as const;

/** `null`: they cannot be read now. */
type Props = { reader: Reader; summary: Summary | null; area: string };

/** The last approved figures with the time they are true for and who approved them, or why there are none. */
export const Figures = ({ reader, summary, area }: Props) => {
  const { t } = reader;
  if (!summary?.figures || !summary.asOf || !summary.approvedAt) {
    const why = summary ? t.statistics.empty : t.statistics.unavailable;
    return (
      <section class="notice">
        <h2>{why.title}</h2>
        <p>{fill(why.text, { area })}</p>
      </section>
    );
  }
  const { figures, asOf, approvedAt, approver } = summary;
  // An approval from before a figure was counted does not show it.
  const entry = (name: keyof typeof figures) =>
    figures[name] !== undefined && (
      <div key={name} class={`figure ${name}`}>
        <dt>{t.statistics.figure[name]}</dt>
        <dd>{number(reader, figures[name])}</dd>
      </div>
    );
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{t.statistics.title}</h2>
      <p class="as-of">
        <b>{fill(t.statistics.asOf, { time: time(asOf), date: date(asOf) })}</b>
        <br />
        {fill(t.statistics.approved, { approver: approver ?? '', time: time(approvedAt), date: date(approvedAt) })}
      </p>
      <p class="quiet small">{t.statistics.total}</p>
      <dl class="figures">
        {entry('declared')}
        {entry('people')}
        {levels.map(entry)}
        {work.map(entry)}
      </dl>
      <p class="quiet small">{t.statistics.note}</p>
    </section>
  );
};
