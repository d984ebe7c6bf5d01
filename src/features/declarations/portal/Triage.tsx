import { Quoting } from '../../../web/kit/portal/Quoting.tsx';
import { fill, type Reader } from '../../../web/kit/portal/reader.ts';
import { dueTimes } from '../../verification/rules.ts';
import { type Level, levels, table, version } from '../rules.ts';
import { reasonText } from './reasons.ts';

const minute = 60_000;

/** How long the rules give a station, in words: told from the same function that sets the due times. */
const deadlineOf = (reader: Reader, level: Level): string => {
  const { triage } = reader.t.declarations;
  const { takeBy, reachBy } = dueTimes(level, new Date(0));
  if (!takeBy || !reachBy) return triage.none;
  const words = (at: Date) => {
    const minutes = at.getTime() / minute;
    return minutes < 60 ? fill(triage.minutes, { n: minutes }) : fill(triage.hours, { n: minutes / 60 });
  };
  const [take, reach] = [words(takeBy), words(reachBy)];
  return fill(take === reach ? triage.one : triage.deadline, { take, reach });
};

/** One line a reason; reasons of a kind that the texts group (exposures, conditions, symptoms) share a line. */
const linesOf = (reader: Reader, level: Level): string[] => {
  const groups: Record<string, string> = reader.t.declarations.triage.group;
  const rows = table.filter((row) => row.level === level);
  const byLine = Map.groupBy(rows, ({ reason }) => {
    const kind = reason.split('.')[0] ?? '';
    return kind in groups && reason.includes('.') ? kind : reason;
  });
  return [...byLine].map(([line, same]) => {
    const list = same.map(({ reason }) => reasonText(reader, reason)).join(', ');
    return groups[line] ? fill(groups[line], { list }) : list;
  });
};

/** The four levels, told from the rule table that judges. */
export const Triage = ({ reader }: { reader: Reader }) => {
  const { triage } = reader.t.declarations;
  return (
    <>
      <h1>{triage.title}</h1>
      <p class="lead">{fill(triage.lead, { version })}</p>
      {levels.toReversed().map((level) => (
        <section key={level} class={`level ${level}`} aria-labelledby={level}>
          <h2 id={level}>{triage.level[level].name}</h2>
          <p>
            <Quoting reader={reader} text={triage.level[level].means} />
          </p>
          <p>
            <b>{deadlineOf(reader, level)}</b>
          </p>
          <h3>{triage.when}</h3>
          <ul class="dots">
            {level === 'clear' ? (
              <li>{triage.otherwise}</li>
            ) : (
              linesOf(reader, level).map((line) => <li key={line}>{line}</li>)
            )}
          </ul>
        </section>
      ))}
      <ul class="dots">
        {triage.notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </>
  );
};
