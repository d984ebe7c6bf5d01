import { t } from '../../../web/kit/console/text.ts';
import type { Moved } from './api.ts';
import { moveWords } from './words.ts';

/** Who changed class by what was just done; the first by name. */
export const Moves = ({ moved, count = moved.length }: { moved: readonly Moved[]; count?: number }) =>
  count === 0 ? (
    <p>{t('cases.nobodyMoved')}</p>
  ) : (
    <details>
      <summary>{t('cases.moved', { n: count })}</summary>
      <ul>
        {moved.map((one) => (
          <li key={one.person}>
            <a href={`/console/people/${one.person}`}>{one.fullName}</a>: {moveWords(one)}
          </li>
        ))}
        {count > moved.length && <li>{t('cases.andMore', { n: count - moved.length })}</li>}
      </ul>
    </details>
  );
