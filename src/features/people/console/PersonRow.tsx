import type { ComponentChildren } from 'preact';
import { t } from '../../../web/kit/console/text.ts';
import { age } from '../../../web/kit/console/words.ts';
import type { Brief } from './api.ts';

/** Enough of a person to recognise one, and nothing to copy. */
const Words = ({ person }: { person: Brief }) => (
  <span class="line">
    <strong>{person.fullName}</strong>
    <span class="quiet">
      {[
        age(person.birthYear),
        person.birthYear && t('people.born', { year: person.birthYear }),
        person.sex && t(`people.sexOf.${person.sex}`),
        person.hamlet,
      ]
        .filter(Boolean)
        .join(' · ')}
    </span>
  </span>
);

export const PersonRow = ({ person, href }: { person: Brief; href: string }) => (
  <li class="work-row">
    <a href={href}>
      <Words person={person} />
    </a>
  </li>
);

/** A person to choose rather than to open. */
export const PersonChoice = ({ person, action }: { person: Brief; action: ComponentChildren }) => (
  <li class="work-row choice-row">
    <Words person={person} />
    {action}
  </li>
);
