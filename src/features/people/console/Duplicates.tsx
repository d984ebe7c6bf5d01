import { Button } from '../../../web/kit/Button.tsx';
import { t } from '../../../web/kit/console/text.ts';
import type { Brief, Created } from './api.ts';
import { PersonChoice } from './PersonRow.tsx';

type Props = { created: Created; onKeep: () => void; onUse: (person: Brief) => void };

/** Who may be the same person: the officer, with the person at hand, knows better than a score. */
export const Duplicates = ({ created, onKeep, onUse }: Props) => (
  <section class="card stack" aria-label={t('people.duplicates')}>
    <h2>{t('people.duplicates')}</h2>
    <p>{t('people.duplicatesText')}</p>
    <ul class="work-rows">
      {created.duplicates?.map(({ id, fullName, birthYear, score }) => {
        const person: Brief = { id, fullName, birthYear, sex: null, area: created.area };
        return (
          <PersonChoice
            key={id}
            person={person}
            action={
              <span class="row wrap">
                <span class="tag">{t('people.score', { percent: Math.round(score * 100) })}</span>
                <Button onClick={() => onUse(person)}>{t('people.useExisting')}</Button>
              </span>
            }
          />
        );
      })}
    </ul>
    <p>
      <Button onClick={onKeep}>{t('people.keepNew')}</Button>
    </p>
  </section>
);
