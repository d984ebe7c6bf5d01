import type { Pool } from '../../core/db.ts';

/** The two records of each merge that was made or taken back since, where one of them has a case, a link or a class. */
export const personsToRead = (owner: Pool, since: Date) => owner<{ persons: string[]; account: string }[]>`
  select array[m.person_id, m.kept_id] as persons, coalesce(m.undone_by, m.by_account) as account from person_merge m
  where (m.at > ${since} and m.undone_at is null or m.undone_at > ${since}) and (
    exists (select from confirmed_case c where c.person_id in (m.person_id, m.kept_id))
    or exists (select from contact_link l where l.person_id in (m.person_id, m.kept_id))
    or exists (select from contact_link l where l.source_id in (m.person_id, m.kept_id) and l.withdrawn_at is null))
  order by coalesce(m.undone_at, m.at) limit 500`;
