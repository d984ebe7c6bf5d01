import { date, time } from '../../../web/kit/format.ts';
import { fill, number, type Reader } from '../../../web/kit/portal/reader.ts';
import type { Day, Summary } from './series.ts';

type Props = { reader: Reader; summary: Summary; days: readonly Day[]; isSummed?: boolean };

/** The days, the newest first. */
export const DayTable = ({ reader, summary, days, isSummed = false }: Props) => {
  const { table } = reader.t.statistics;
  const sum = (of: 'declared' | 'urgent') =>
    number(
      reader,
      days.reduce((total, day) => total + day[of], 0),
    );
  return (
    <table>
      <caption>
        {fill(table.caption, {
          area: summary.name,
          time: time(summary.asOf ?? new Date(0)),
          date: date(summary.asOf ?? new Date(0)),
        })}
      </caption>
      <thead>
        <tr>
          <th scope="col">{table.day}</th>
          <th scope="col">{table.declared}</th>
          <th scope="col">{table.urgent}</th>
        </tr>
      </thead>
      <tbody>
        {days.toReversed().map(({ day, declared, urgent }) => (
          <tr key={day}>
            <th scope="row">{date(day)}</th>
            <td>{number(reader, declared)}</td>
            <td>{number(reader, urgent)}</td>
          </tr>
        ))}
      </tbody>
      {isSummed && (
        <tfoot>
          <tr>
            <th scope="row">{table.sum}</th>
            <td>{sum('declared')}</td>
            <td>{sum('urgent')}</td>
          </tr>
        </tfoot>
      )}
    </table>
  );
};
