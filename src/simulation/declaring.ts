import { type Epidemic, isDeadOn, isIllOn } from './epidemic.ts';
import { type Declared, minutesOfDay } from './events.ts';
import { illnesses } from './homes.ts';
import { type Random, scatter, stream } from './random.ts';
import { monitor, push, type Response, sample } from './response.ts';
import { fever, type Sign, signs } from './signs.ts';
import { type Pressing, pressingOf, type Work, workOn } from './station.ts';
import { personsOf, type World } from './world.ts';

const signsOn = (epidemic: Epidemic, person: number, day: number): Sign[] => {
  if (!isIllOn(epidemic, person, day)) return [];
  const bits = epidemic.signs[person] ?? 0;
  // Breathing becomes hard some days after the first signs.
  const isEarly = day < (epidemic.illFrom[person] ?? 0) + 2;
  return signs.filter((sign, i) => bits & (1 << i) && !(isEarly && (sign === 'breathless' || sign === 'pneumonia')));
};

const tenth = (degrees: number): number => Math.round(degrees * 10) / 10;
const temperatureOf = (random: Random, list: readonly Sign[]): number =>
  tenth(list.includes('fever') ? 37.6 + random.next() * 1.8 : 36.2 + random.next() * 0.9);

const conditionsOf = ({ people }: World, person: number): string[] =>
  illnesses.filter((_, i) => (people.conditions[person] ?? 0) & (1 << i));

/** A station's own pace, from 0.6 to 2.2 times the usual; that of the centre is the usual. */
const slownessOf = ({ plan, centre }: World, commune: number): number =>
  commune === centre ? 1 : 0.6 + (scatter(plan.seed, commune, 9) % 1_000) / 625;

type Telling = { form: Declared['form']; at: number; arrival?: number };

/** Somebody declares, truly as far as the household tells what it knows, and the station is set to work. */
export const declare = (
  world: World,
  epidemic: Epidemic,
  response: Response,
  random: Random,
  person: number,
  { form, at, arrival }: Telling,
): void => {
  const { agenda, known, busyFrom, busyTo } = response;
  const { people, homes, habits, plan } = world;
  const day = Math.floor(at / minutesOfDay);
  const isBusy = at >= (busyFrom[person] ?? 0) && at <= (busyTo[person] ?? 0) + 5;
  const isAway = (epidemic.returnsOn[person] ?? -1) > day || (response.hospitalUntil[person] ?? -1) >= day;
  const isTooEarly = at <= (response.knownSince[person] ?? 0);
  if (isTooEarly || isBusy || isAway || response.declaredOn[person] === day || isDeadOn(epidemic, person, day)) return;
  const home = people.home[person] ?? 0;
  const isFrank = habits.isFrank[home] === 1;
  const list = signsOn(epidemic, person, day);
  const [from, to] = personsOf(world, home);
  const others = Array.from({ length: to - from }, (_, i) => from + i).filter((other) => other !== person);
  const knowsCase = others.some((other) => {
    const on = response.confirmedOn[other] ?? -1;
    return on >= 0 && on < day && on > day - 14;
  });
  const knowsIll = others.some((other) => isIllOn(epidemic, other, day) && (epidemic.signs[other] ?? 0) & fever);
  const isMeasured = list.includes('fever') ? random.chance(0.8) : form === 'daily' || random.chance(0.3);
  const returned = epidemic.returnsOn[person] ?? -1;
  const isBack = isFrank && returned >= 0 && day - returned < 14 && form !== 'daily';
  const origin = plan.origins[scatter(plan.seed, person, 10) % plan.origins.length];
  const by = known[person] === 2 ? 'station' : 'household';
  const declared: Omit<Declared, 'n'> = {
    kind: 'declaration',
    at,
    person,
    form,
    by,
    isNew: known[person] === 0,
    signs: list,
    ...(list.length > 0 && { since: epidemic.illFrom[person] ?? day }),
    ...(isMeasured && { temperature: temperatureOf(random, list) }),
    exposures: isFrank
      ? [
          ...(knowsCase ? (['contact_case'] as const) : []),
          ...(knowsIll && form !== 'daily' && random.chance(0.3) ? (['contact_symptomatic'] as const) : []),
        ]
      : [],
    conditions: form === 'daily' ? [] : conditionsOf(world, person),
    stays: isBack && origin !== undefined ? [{ area: origin, from: returned - 30, to: returned }] : [],
    ...(arrival !== undefined && { arrival }),
  };
  const n = agenda.add<'declaration'>(declared);
  if (known[person] === 0) known[person] = 1;
  response.declaredOn[person] = day;
  const commune = homes.commune[home] ?? 0;
  if (form === 'returnee' && arrival !== undefined && random.chance(0.85)) {
    const seen = arrival + 120 + random.below(1_500) * slownessOf(world, commune);
    agenda.add<'arrival'>({ kind: 'arrival', at: seen, person, declaration: n, arrived: random.chance(0.95) });
  }
  const pressing = pressingOf(declared, (people.age[person] ?? 0) + 1);
  if (pressing) attend(world, epidemic, response, random, { ...declared, n }, pressing);
};

/** The work item of somebody, if nobody is at it already. */
const attend = (
  world: World,
  epidemic: Epidemic,
  response: Response,
  random: Random,
  declared: Declared,
  pressing: Pressing,
): void => {
  const { person, at } = declared;
  const isWaiting = response.hasOpenItem[person] === 1;
  // Who waits already is seen to anew only when it has become pressing and nobody is on the way.
  if ((response.busyTo[person] ?? 0) > at || (isWaiting && pressing !== 'urgent')) return;
  const home = world.people.home[person] ?? 0;
  const work = workOn(response.agenda, random, {
    declared,
    pressing,
    isTrue: declared.signs.length > 0 || declared.exposures.length > 0 || declared.stays.length > 0,
    temperature: declared.temperature ?? temperatureOf(random, declared.signs),
    answers: world.habits.answers[home] ?? 80,
    slowness: slownessOf(world, world.homes.commune[home] ?? 0),
    isUntouched: !isWaiting,
  });
  response.hasOpenItem[person] = Number(!work || work.isOpen);
  if (work) follow(world, epidemic, response, random, person, work);
};

const follow = (
  world: World,
  epidemic: Epidemic,
  response: Response,
  random: Random,
  person: number,
  work: Work,
): void => {
  response.busyFrom[person] = work.from;
  response.busyTo[person] = work.to;
  if (work.isMonitored) monitor(response, person, Math.floor(work.to / minutesOfDay) + 14);
  if (work.sampledAt !== undefined) sample(world, epidemic, response, random, person, work.sampledAt);
};

const week = 7;
/** The first travellers come before anybody asks them to declare. */
const warned = 4;
/** When a household is at home and its phone at hand, in minutes of the day. */
const eveningOf = (random: Random): number =>
  random.chance(0.7) ? 1_080 + random.below(210) : 420 + random.below(600);

/** Who declares on a day: households that are asked to, who came home, who fell ill, who is watched. */
export const declareAll = (
  world: World,
  epidemic: Epidemic,
  response: Response,
  day: number,
  { arrived, ill }: { arrived: readonly number[]; ill: readonly number[] },
): void => {
  const { habits, people, plan } = world;
  const random = stream(plan.seed, 8, day);
  const midnight = day * minutesOfDay;
  const say = (person: number, telling: Telling) => declare(world, epidemic, response, random, person, telling);
  for (const person of arrived) {
    if (day < warned || habits.isFrank[people.home[person] ?? 0] !== 1) continue;
    const arrival = midnight + 330 + random.below(900);
    response.homeUntil[person] = day + 14;
    say(person, { form: 'returnee', at: Math.min(midnight + 1_430, arrival + 30 + random.below(60)), arrival });
  }
  const sayAll = (home: number, form: Telling['form']): void => {
    const at = midnight + eveningOf(random);
    const [from, to] = personsOf(world, home);
    for (let person = from; person < to; person += 1) say(person, { form, at: at + 3 * (person - from) });
  };
  for (const home of response.askedOn.get(day) ?? []) sayAll(home, 'general');
  for (let asked = day - week; asked >= 0; asked -= week) {
    for (const home of response.askedOn.get(asked) ?? []) if (habits.isDiligent[home]) sayAll(home, 'daily');
  }
  for (const person of ill) {
    const isAsked = habits.asked[people.home[person] ?? 0] !== 255;
    if (random.chance(isAsked ? 0.85 : 0.5)) push(response.meaning, day + random.below(3), person);
    // Whoever gets worse tells it again.
    if ((epidemic.severity[person] ?? 0) > 1) push(response.meaning, day + 3 + random.below(3), person);
  }
  for (const person of response.meaning.get(day) ?? []) {
    if (isIllOn(epidemic, person, day) || (response.homeUntil[person] ?? -1) > day)
      say(person, { form: 'general', at: midnight + eveningOf(random) });
  }
  response.meaning.delete(day);
  for (const person of response.monitored) {
    if ((response.monitoredUntil[person] ?? -1) < day) response.monitored.delete(person);
    else if (random.chance(0.85)) say(person, { form: 'daily', at: midnight + 430 + random.below(160) });
  }
};
