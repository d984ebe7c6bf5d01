import { fold } from '../../core/fold.ts';

/** Roles are sets of verbs held over one area. A verb names a record and what is done to it. */
export const roles = [
  'officer',
  'tracer',
  'authority',
  'manager',
  'leader',
  'community',
  'gate',
  'site',
  'press',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** What every officer may: ask for an account for the own unit, and keep the own passkeys. */
const everyone = ['account.request', 'passkey.own'];
const station = ['hamlet.read', 'duty.read', 'figure.read'];

export const verbsOf: Record<Role | 'citizen', readonly string[]> = {
  citizen: [
    'person.create',
    'person.read.own',
    'person.update',
    'declaration.create',
    'declaration.create.any',
    'declaration.read',
    'declaration.request',
    'correction.request',
    'venue.create',
    'venue.read',
    'venue.accept',
    'visit.create',
    'visit.read.own',
    'contact.answer',
    'code.issue',
    'pass.create',
    'pass.read',
    'pass.read.own',
    'pass.revoke',
    'entry.read',
    'arrival.read',
  ],
  officer: [
    ...everyone,
    ...station,
    'person.create',
    'person.read',
    'person.update',
    'person.search',
    'person.merge',
    'correction.decide',
    'declaration.create',
    'declaration.create.any',
    'declaration.read',
    'work.read',
    'work.act',
    'test.read',
    'test.write',
    'health.write',
    'hamlet.write',
    'station.write',
    'focal.write',
    'duty.write',
    'otp.issue',
    'code.issue',
    'code.read',
    'code.receive',
    'venue.create',
    'venue.read',
    'venue.remind',
    'visit.create',
    'contact.work',
    'export.rows',
    'import.write',
    'reminder.read',
    'reminder.answer',
    'campaign.read',
    'campaign.write',
    'alarm.read',
    'pass.create',
    'pass.read',
    'pass.revoke',
    'pass.check',
    'travel.read',
    'entry.read',
    'entry.confirm',
    'arrival.read',
    'arrival.confirm',
  ],
  tracer: [
    ...everyone,
    ...station,
    'person.read',
    'person.search',
    'declaration.read',
    'work.read',
    'test.read',
    'code.read',
    'venue.read',
    'visit.create',
    'case.read',
    'case.write',
    'contact.read',
    'contact.work',
    'export.rows',
    'alarm.read',
    'travel.read',
  ],
  authority: [...everyone, 'figure.read', 'alarm.read'],
  manager: [
    ...everyone,
    ...station,
    'account.read',
    'account.manage',
    'figure.approve',
    'epidemic_area.write',
    'hamlet.write',
    'station.write',
    'duty.write',
    'work.count',
    'venue.create',
    'venue.read',
    'venue.manage',
    'venue.remind',
    'area.write',
    'area.group',
    'focal.write',
    'problem.answer',
    'unit.remind',
    'export.rows',
    'reminder.read',
    'reminder.answer',
    'campaign.read',
    'campaign.write',
    'alarm.read',
    'gate.write',
  ],
  leader: [...everyone, 'figure.read', 'alarm.read'],
  community: [...everyone, 'declaration.create', 'arrival.read'],
  gate: [
    ...everyone,
    'person.create',
    'declaration.create',
    'declaration.create.any',
    'declaration.create.traveller',
    'code.read',
    'code.receive',
    'pass.create',
    'pass.read',
    'pass.revoke',
    'pass.check',
    'entry.read',
    'entry.confirm',
  ],
  site: [...everyone, 'code.read', 'code.receive'],
  press: [...everyone, 'figure.read'],
  auditor: [...everyone, 'audit.read'],
  administrator: [
    ...everyone,
    'account.read',
    'account.manage',
    'epidemic_area.write',
    'hamlet.read',
    'hamlet.write',
    'station.write',
    'duty.read',
    'duty.write',
    'area.write',
    'area.group',
    'focal.write',
    'problem.answer',
    'gate.write',
  ],
};

export const verbsOfRoles = (held: readonly string[]): ReadonlySet<string> =>
  new Set(held.flatMap((role) => verbsOf[role as Role] ?? []));

/**
 * Rights above the own are not given. A role is held over one area, and nobody manages above the own, so what is above can
 * only be the role: to a manager that is the administrator. The other roles divide the work of a unit, and its manager
 * assigns them (decision 0014). An administrator assigns every role.
 */
export const mayGrant = (granter: readonly string[], given: readonly string[]): boolean =>
  granter.includes('administrator') ||
  given.every((role) => role !== 'administrator' && (granter.includes(role) || granter.includes('manager')));

export const isLogin = (text: string): boolean => /^[a-z0-9][a-z0-9._-]{2,59}$/.test(text);

/** `Trần Thị Thu Hằng` → `hang.ttt`, as offices write it; '' for a name without letters that a login may have. */
export const loginOf = (name: string): string => {
  const words = fold(name).split(' ').filter(Boolean);
  const initials = words.slice(0, -1).map((word) => word[0]);
  return [words.at(-1), initials.join('')]
    .filter(Boolean)
    .join('.')
    .replace(/[^a-z0-9._-]/g, '')
    .replace(/^[._-]+/, '')
    .slice(0, 40);
};

/** A means of signing in is added only right after signing in: a desk left open for an hour must not give it. */
export const isFreshSession = (openedAt: Date, now: Date): boolean => now.getTime() - openedAt.getTime() <= 15 * 60_000;

/** Length first, as NIST SP 800-63B asks; the obvious ones are refused. */
export const isWeakPassword = (password: string, login: string): boolean => {
  const folded = password.toLowerCase();
  return (
    [...password].length < 10 ||
    new Set(folded).size < 5 ||
    folded.includes(login) ||
    ['1234567890', 'matkhau123', 'password12', 'qwertyuiop'].some((common) => folded.includes(common))
  );
};
