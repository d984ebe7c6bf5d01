import { date } from '../../../web/kit/format.ts';
import { fill, number, type Reader } from '../../../web/kit/portal/reader.ts';
import type { Day } from './series.ts';

const height = 60;
/** Days a phone still shows as bars one can tell apart. */
const shown = 60;

type Props = { reader: Reader; days: readonly Day[] };

const Bars = ({ reader, days, of }: Props & { of: 'declared' | 'urgent' }) => {
  const { trend } = reader.t.statistics;
  const most = Math.max(...days.map((day) => day[of]));
  const scale = height / Math.max(1, most);
  const [first, last] = [days[0], days.at(-1)];
  const label = fill(trend.label, {
    name: trend[of],
    from: date(first?.day ?? ''),
    to: date(last?.day ?? ''),
    most: number(reader, most),
    last: number(reader, last?.[of] ?? 0),
  });
  return (
    <figure class="trend">
      <figcaption>
        <b>{trend[of]}</b> <span class="quiet">{fill(trend.most, { n: number(reader, most) })}</span>
      </figcaption>
      <svg
        class={of}
        viewBox={`0 0 ${days.length * 10} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        {days.map((day, i) => {
          const bar = day[of] === 0 ? 0 : Math.max(1, Math.round(day[of] * scale));
          return <rect key={day.day} x={i * 10 + 1} y={height - bar} width="8" height={bar} />;
        })}
      </svg>
      <p class="ends quiet" aria-hidden="true">
        <span>{date(first?.day ?? '')}</span>
        <span>{date(last?.day ?? '')}</span>
      </p>
    </figure>
  );
};

/** Declarations and urgent ones by day, each on its own scale. */
export const Trend = ({ reader, days }: Props) => {
  const last = days.slice(-shown);
  return last.length < 2 ? null : (
    <div class="trends">
      <Bars reader={reader} days={last} of="declared" />
      <Bars reader={reader} days={last} of="urgent" />
    </div>
  );
};
