import { newId } from '../../../core/client.ts';
import { Button } from '../../../web/kit/Button.tsx';
import { useAct } from '../../../web/kit/console/act.ts';
import { Refusal } from '../../../web/kit/console/Shown.tsx';
import { can } from '../../../web/kit/console/session.ts';
import { t } from '../../../web/kit/console/text.ts';
import type { Brief, Created } from './api.ts';
import { call } from './api.ts';
import { PersonChoice } from './PersonRow.tsx';

type Props = { created: Created; onKeep: () => void; onUse: (person: Brief) => void };

/**
 * Who may be the same person: the officer, with the person at hand, knows better than a score. Who is the same takes the
 * record in that was just made, so that none is left behind.
 */
export const Duplicates = ({ created, onKeep, onUse }: Props) => {
  const use = useAct(async (person: Brief) => {
    const body = { id: newId(), other: created.id };
    if (can('person.merge')) await call('POST /people/:id/merge', { params: { id: person.id }, body });
    onUse(person);
  });
  return (
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
                  <Button busy={use.isBusy} onClick={() => use.run(person)}>
                    {t('people.useExisting')}
                  </Button>
                </span>
              }
            />
          );
        })}
      </ul>
      <Refusal error={use.error} />
      <p>
        <Button onClick={onKeep}>{t('people.keepNew')}</Button>
      </p>
    </section>
  );
};
