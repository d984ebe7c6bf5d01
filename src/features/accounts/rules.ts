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

const station = ['hamlet.read', 'duty.read', 'figure.read'];

export const verbsOf: Record<Role | 'citizen', readonly string[]> = {
  citizen: [
    'person.create',
    'person.read.own',
    'person.update',
    'declaration.create',
    'declaration.read',
    'declaration.request',
  ],
  officer: [
    ...station,
    'person.create',
    'person.read',
    'person.update',
    'person.search',
    'declaration.create',
    'declaration.read',
    'work.read',
    'work.act',
    'test.read',
    'test.write',
    'health.write',
    'hamlet.write',
    'station.write',
    'duty.write',
    'otp.issue',
  ],
  tracer: [...station, 'person.read', 'person.search', 'declaration.read', 'work.read', 'test.read'],
  authority: ['figure.read'],
  manager: [
    ...station,
    'account.read',
    'account.manage',
    'figure.approve',
    'epidemic_area.write',
    'hamlet.write',
    'station.write',
    'duty.write',
    'work.count',
  ],
  leader: ['figure.read'],
  community: [],
  gate: ['person.create', 'declaration.create'],
  site: [],
  press: ['figure.read'],
  auditor: ['audit.read'],
  administrator: [
    'account.read',
    'account.manage',
    'epidemic_area.write',
    'hamlet.read',
    'hamlet.write',
    'station.write',
    'duty.read',
    'duty.write',
  ],
};

export const verbsOfRoles = (held: readonly string[]): ReadonlySet<string> =>
  new Set(held.flatMap((role) => verbsOf[role as Role] ?? []));

/** Roles are given downward only within one's own: an administrator makes managers and every other role. */
export const mayGrant = (granter: readonly string[], given: readonly string[]): boolean =>
  granter.includes('administrator') ||
  given.every((role) => role !== 'administrator' && (granter.includes(role) || granter.includes('manager')));

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
