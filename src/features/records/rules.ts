/** What a unit read a record for, in words a citizen knows; the texts stand under `readings.purpose`. */
export const purposes = [
  'search',
  'record',
  'work',
  'contact',
  'check',
  'test',
  'transfer',
  'hand_over',
  'declaration',
  'health',
  'merge',
  'correction',
  'code',
  'tracing',
  'visit',
  'travel',
  'arrival',
  'quarantine',
  'export',
  'import',
  'other',
] as const;
export type Purpose = (typeof purposes)[number];

/** From the particular to the general: the first that fits says what a reading was for. */
const table: readonly [pattern: RegExp, purpose: Purpose][] = [
  [/^GET \/people$/, 'search'],
  [/\/(duplicates|merges?|unmerge)\b/, 'merge'],
  [/\/correction-requests\b/, 'correction'],
  [/\/exports?\b/, 'export'],
  [/^(GET|POST) \/imports\b/, 'import'],
  [/^GET \/work\/hand-over$/, 'hand_over'],
  [/^GET \/work\b/, 'work'],
  [/\/(take|attempts|verification|closure|reopening)$/, 'contact'],
  [/\/medical-check$/, 'check'],
  [/\/transfers?\b/, 'transfer'],
  [/\/tests\b/, 'test'],
  [/\/(health|death)\b/, 'health'],
  [/\/quarantines?\b/, 'quarantine'],
  [/\/(cases|contacts|contact-links|contact-asks|named-contacts|classifications?|milestones)\b/, 'tracing'],
  [/\/(venues|visits|door-alerts)\b/, 'visit'],
  [/\/(travels|passes|pass|checks|entries|entry|gates)\b/, 'travel'],
  [/\/arrivals?\b/, 'arrival'],
  [/\/codes?\b/, 'code'],
  [/\/(declarations|daily)\b/, 'declaration'],
  [/\/people\b/, 'record'],
];

/** What an entry of the audit was for, by its route (`GET /people/:id`). */
export const purposeOf = (route: string): Purpose => table.find(([pattern]) => pattern.test(route))?.[1] ?? 'other';

type Kin = { accountId: string; relation: 'self' | 'family'; state: 'own' | 'pending' | 'accepted' | 'refused' };

/**
 * Whether an account is shown all that is kept of a person: its holder's own record, and those it keeps for others (minors,
 * and whoever has no account), until that person keeps the record.
 */
export const maySeeAll = (kin: readonly Kin[], account: string): boolean => {
  const own = kin.find(({ accountId, state }) => accountId === account && state === 'own');
  const isKeptByAnother = kin.some(
    ({ accountId, relation, state }) => accountId !== account && relation === 'self' && state === 'own',
  );
  return own !== undefined && (own.relation === 'self' || !isKeptByAnother);
};

/** So many requests of one person may wait for an answer. */
export const mostWaiting = 5;
