import { Phone } from 'lucide';
import { LinkButton } from '../../../web/kit/Button.tsx';
import { useKeys } from '../../../web/kit/console/keys.ts';
import { today } from '../../../web/kit/console/now.ts';
import { t } from '../../../web/kit/console/text.ts';
import { date, phone } from '../../../web/kit/format.ts';
import { ageOn } from '../rules.ts';
import type { Person } from './api.ts';

const ageWords = (person: Person): string => {
  const years = ageOn(person, today());
  return years === undefined ? t('common.unknown') : t('common.age', { n: years });
};

/** Who it is: name, age, sex, where, health, and the telephone one press away (`c` on a keyboard). */
export const PersonHead = ({ person, areaName }: { person: Person; areaName: string | undefined }) => {
  const tel = person.phone && `tel:${person.phone}`;
  useKeys(tel ? { c: () => location.assign(tel) } : {});
  const year = person.birthDate ? date(person.birthDate) : person.birthYear;
  return (
    <header class="person-head stack tight">
      <h1>
        <a class="name-link" href={`/console/people/${person.id}`}>
          {person.fullName}
        </a>
      </h1>
      <p>
        {ageWords(person)}
        {person.sex && ` · ${t(`people.sexOf.${person.sex}`)}`}
        {year && ` · ${t('people.born', { year })}`}
      </p>
      <p class="quiet">{[person.address, person.hamlet, areaName].filter(Boolean).join(', ')}</p>
      <p class="row wrap">
        {person.health && person.history.health.length > 0 && (
          <span class="tag">
            {t('people.health')}: {t(`people.healthOf.${person.health}`)}
          </span>
        )}
        {person.class && (
          <span class="tag violet">
            {t('people.class')}: {person.class}
          </span>
        )}
        {person.diedOn && <span class="tag">{t('people.diedOnDay', { day: date(person.diedOn) })}</span>}
      </p>
      {tel ? (
        <LinkButton href={tel} icon={Phone} large wide kind="primary">
          {t('common.call', { phone: phone(person.phone ?? '') })}
        </LinkButton>
      ) : (
        <p class="quiet">{t('common.noPhone')}</p>
      )}
    </header>
  );
};
