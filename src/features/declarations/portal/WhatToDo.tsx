import { Quoting } from '../../../web/kit/portal/Quoting.tsx';
import type { Reader } from '../../../web/kit/portal/reader.ts';

/** What to do when…: the answers people come for, the most pressing first. */
export const WhatToDo = ({ reader }: { reader: Reader }) => {
  const { what } = reader.t.declarations;
  return (
    <section aria-labelledby="what">
      <h2 id="what">{what.title}</h2>
      <dl class="what">
        {what.rows.map((row) => (
          <div key={row.when}>
            <dt>{row.when}</dt>
            <dd>
              <Quoting reader={reader} text={row.do} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
