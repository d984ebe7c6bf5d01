import { TableBox } from '../../../web/kit/console/TableBox.tsx';
import { t } from '../../../web/kit/console/text.ts';
import { date, dateTime } from '../../../web/kit/format.ts';
import type { Line } from './gantt-lines.ts';

const day = 86_400_000;
const localOffset = 7 * 3_600_000;
const height = 44;
const foot = 26;
/** So many days have a mark below; more would run into one another on a phone. */
const marks = 5;

/** Midnights in Viet Nam between two moments, evenly chosen. */
const daysBetween = (from: number, to: number): number[] => {
  const first = Math.ceil((from + localOffset) / day) * day - localOffset;
  const every = Math.max(1, Math.ceil((to - first) / day / marks)) * day;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / every) + 1) }, (_, i) => first + i * every);
};

/** Lines along the days. Places across are parts of the width, so that the picture fits a phone, a desk and paper. */
export const Gantt = ({ lines }: { lines: readonly Line[] }) => {
  const from = Math.min(...lines.map((line) => line.from));
  const to = Math.max(...lines.map((line) => line.to ?? line.from), from + day);
  const part = (at: number): number => (100 * (at - from)) / (to - from);
  const bottom = lines.length * height;
  return (
    <figure class="gantt stack">
      <svg
        role="img"
        aria-label={t('milestones.picture', { from: date(new Date(from)), to: date(new Date(to)) })}
        height={bottom + foot}
      >
        {daysBetween(from, to).map((at) => (
          <g key={at}>
            <line x1={`${part(at)}%`} x2={`${part(at)}%`} y1={0} y2={bottom} class="gantt-day" />
            <text
              x={`${part(at)}%`}
              y={bottom + 18}
              text-anchor={part(at) > 92 ? 'end' : part(at) < 6 ? 'start' : 'middle'}
            >
              {date(new Date(at)).slice(0, 5)}
            </text>
          </g>
        ))}
        {lines.map((line, i) => (
          <GanttLine key={line.key} line={line} top={i * height} part={part} />
        ))}
      </svg>
      <details>
        <summary>{t('milestones.table')}</summary>
        <TableBox label={t('milestones.table')}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t('milestones.what')}</th>
                <th scope="col">{t('milestones.from')}</th>
                <th scope="col">{t('milestones.to')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.key}>
                  <th scope="row">{[line.what, line.words].filter(Boolean).join(': ')}</th>
                  <td class="tabular">{dateTime(new Date(line.from))}</td>
                  <td class="tabular">
                    {line.isOpen ? t('milestones.now') : line.to === null ? '–' : dateTime(new Date(line.to))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      </details>
    </figure>
  );
};

/** The words above their bar; near the right edge they end where it ends. A moment is a lozenge. */
const GanttLine = ({ line, top, part }: { line: Line; top: number; part: (at: number) => number }) => {
  const start = part(line.from);
  const end = part(line.to ?? line.from);
  const isRight = start > 55;
  return (
    <g class={`gantt-line ${line.tone}`}>
      <text x={isRight ? `${Math.max(end, start)}%` : `${start}%`} y={top + 17} text-anchor={isRight ? 'end' : 'start'}>
        <tspan class="gantt-what">{line.what}</tspan>
        {line.words && ` · ${line.words}`}
      </text>
      {line.to === null || end - start < 0.6 ? (
        <svg x={`${start}%`} y={top + 22} width="1" height="14" overflow="visible" aria-hidden="true">
          <path d="M0 0 7 7 0 14 -7 7z" />
        </svg>
      ) : (
        <rect x={`${start}%`} y={top + 23} width={`${end - start}%`} height="12" rx="3" />
      )}
    </g>
  );
};
