import type { Agenda, Declared } from './events.ts';
import { minutesOfDay } from './events.ts';
import type { Random } from './random.ts';
import { breathless, cough, fever, type Sign, signs, soreThroat } from './signs.ts';

/** How pressing a station takes a declaration to be; undefined when it asks for nothing. */
export type Pressing = 'urgent' | 'risk' | 'symptom';

const bitsOf = (list: readonly Sign[]): number => list.reduce((bits, sign) => bits | (1 << signs.indexOf(sign)), 0);

export const pressingOf = (declared: Omit<Declared, 'n'>, age: number): Pressing | undefined => {
  const bits = bitsOf(declared.signs) | ((declared.temperature ?? 0) >= 37.5 ? fever : 0);
  const isExposed = declared.exposures.length > 0;
  if (bits & breathless || (bits & fever && bits & (cough | soreThroat) && isExposed)) return 'urgent';
  if (isExposed || declared.stays.length > 0 || declared.form === 'returnee') return 'risk';
  if (bits === 0) return undefined;
  const isFrail = age >= 65 || age < 5 || declared.conditions.length > 0 || (declared.temperature ?? 0) >= 38;
  return isFrail ? 'risk' : 'symptom';
};

/** Office hours of a station: what would fall into the night is done in the morning. */
export const byDaylight = (at: number, random: Random): number => {
  const minute = at % minutesOfDay;
  const midnight = at - minute;
  if (minute < 420) return midnight + 425 + random.below(90);
  return minute > 1_250 ? midnight + minutesOfDay + 425 + random.below(90) : at;
};

/** Minutes until somebody begins, and the share that is left lying for days, a third of it for good. */
const pace: Record<Pressing, { from: number; spread: number; left: number }> = {
  urgent: { from: 4, spread: 45, left: 0.03 },
  risk: { from: 60, spread: 900, left: 0.1 },
  symptom: { from: 240, spread: 2_400, left: 0.55 },
};

const forGood = 0.33;

export type Work = {
  /** When the station began and ended; nobody declares in between. */
  from: number;
  to: number;
  /** Nobody has ended it: the item stays open. */
  isOpen: boolean;
  /** When a sample was taken. */
  sampledAt?: number;
  isMonitored: boolean;
};

export type Case = {
  declared: Declared;
  pressing: Pressing;
  /** Whether what was declared is there to be found. */
  isTrue: boolean;
  temperature: number;
  /** In per cent. */
  answers: number;
  /** How slowly this station works, against the usual. */
  slowness: number;
  /** The item is new: it can be taken. */
  isUntouched: boolean;
};

/** What a station does with a declaration that asks for it, written into the agenda; undefined when it has not got to it yet. */
export const workOn = (agenda: Agenda, random: Random, one: Case): Work | undefined => {
  const { declared, pressing, slowness } = one;
  const { from, spread, left } = pace[pressing];
  const lies = random.chance(Math.min(0.9, left * slowness)) ? 1 + random.below(5) : 0;
  if (lies > 0 && random.chance(forGood)) return undefined;
  const wait = (from + random.below(spread)) * slowness + lies * minutesOfDay;
  const begin = pressing === 'urgent' && lies === 0 ? declared.at + wait : byDaylight(declared.at + wait, random);
  const of = { person: declared.person, declaration: declared.n };
  if (one.isUntouched && random.chance(0.6)) agenda.add<'take'>({ kind: 'take', at: begin, ...of });
  const reached = reach(agenda, random, one, begin + 2, of);
  return reached.isReached
    ? examine(agenda, random, one, { begin, at: reached.at, of })
    : unreached(agenda, random, begin, reached.at, of);
};

type Of = { person: number; declaration: number };

/** Up to three calls two hours apart, then a visit. */
const reach = (
  agenda: Agenda,
  random: Random,
  one: Case,
  begin: number,
  of: Of,
): { isReached: boolean; at: number } => {
  const share = one.answers / 100;
  const calls = 3;
  for (let turn = 0; turn < calls; turn += 1) {
    const at = begin + turn * 125;
    const isReached = random.chance(share);
    const missed = random.chance(0.9) ? 'no_answer' : 'wrong_number';
    agenda.add<'attempt'>({ kind: 'attempt', at, ...of, channel: 'call', outcome: isReached ? 'reached' : missed });
    if (isReached) return { isReached, at };
  }
  const at = byDaylight(begin + calls * 125, random);
  const isReached = random.chance(0.75);
  agenda.add<'attempt'>({ kind: 'attempt', at, ...of, channel: 'visit', outcome: isReached ? 'reached' : 'absent' });
  return { isReached, at };
};

/** Only the level above may give somebody up. */
const unreached = (agenda: Agenda, random: Random, from: number, last: number, of: Of): Work => {
  if (!random.chance(0.4)) return { from, to: last, isOpen: true, isMonitored: false };
  const at = byDaylight(last + 1_200, random);
  agenda.add<'verification'>({ kind: 'verification', at, ...of, result: 'lost', by: 'district' });
  return { from, to: at, isOpen: false, isMonitored: false };
};

const examine = (
  agenda: Agenda,
  random: Random,
  one: Case,
  { begin, at, of }: { begin: number; at: number; of: Of },
): Work => {
  const { declared, pressing, temperature } = one;
  const verifiedAt = at + 3 + random.below(6);
  const result = one.isTrue && random.chance(0.93) ? 'confirmed' : random.chance(0.9) ? 'not_confirmed' : 'false';
  agenda.add<'verification'>({ kind: 'verification', at: verifiedAt, ...of, result, by: 'station' });
  const work = { from: begin, isOpen: false, isMonitored: false };
  if (result !== 'confirmed') return { ...work, to: verifiedAt };
  const isExposed = declared.exposures.length > 0 || declared.stays.length > 0;
  const isSampled =
    (pressing === 'urgent' && random.chance(0.92)) ||
    (declared.signs.length > 0 && isExposed && random.chance(0.85)) ||
    (declared.signs.includes('fever') && random.chance(0.45)) ||
    (declared.form === 'returnee' && random.chance(0.6));
  if (!isSampled && !isExposed && random.chance(0.5)) {
    const to = verifiedAt + 5;
    agenda.add<'closure'>({ kind: 'closure', at: to, ...of });
    return { ...work, to };
  }
  const to =
    pressing === 'urgent'
      ? verifiedAt + 25 + random.below(70)
      : byDaylight(verifiedAt + 40 + random.below(240), random);
  const isGrave = declared.signs.includes('breathless') || declared.signs.includes('pneumonia');
  const conclusion = isGrave
    ? 'refer_hospital'
    : isSampled
      ? 'sample'
      : isExposed || random.chance(0.4)
        ? 'home_monitoring'
        : 'none';
  const isMonitored = conclusion === 'home_monitoring' || conclusion === 'sample';
  agenda.add<'check'>({
    kind: 'check',
    at: to,
    ...of,
    temperature,
    conclusion,
    ...(isMonitored && { nextCheckOn: Math.floor(to / minutesOfDay) + 3 }),
  });
  return { ...work, to, isMonitored, ...(isSampled && { sampledAt: to + 15 + random.below(40) }) };
};
