import { type Epidemic, isDeadOn } from './epidemic.ts';
import { minutesOfDay, type Resulted } from './events.ts';
import { stream } from './random.ts';
import { monitor, push, type Response, sample } from './response.ts';
import { personsOf, type World } from './world.ts';

/** Days in hospital, and days at home for who met a case. */
const inHospital = 14;
const atHome = 14;
/** The share of a class or team that is named and found. */
const found = 0.7;
const infectiousBefore = 3;

/** What follows from the results of a day: cases go to hospital, their households and teams stay at home and are tested. */
export const trace = (world: World, epidemic: Epidemic, response: Response, day: number): void => {
  const random = stream(world.plan.seed, 9, day);
  const { agenda } = response;
  /** Answers when somebody was named, where it was so. */
  const keep = (person: number, of: Resulted, how: 'household' | 'interview'): number | undefined => {
    if ((response.confirmedOn[person] ?? -1) >= 0 || isDeadOn(epidemic, person, day)) return undefined;
    if ((epidemic.returnsOn[person] ?? -1) > day) return undefined;
    // Two cases of one team may name the same person.
    const at = Math.max(of.at + 90 + random.below(600), (response.knownSince[person] ?? 0) + 1);
    if (response.known[person] === 0) {
      agenda.add<'registration'>({ kind: 'registration', at, person });
      response.known[person] = 2;
      response.knownSince[person] = at;
    }
    const from = Math.max(0, of.at - infectiousBefore * minutesOfDay);
    agenda.add<'contact'>({ kind: 'contact', at: at + 2, person, of: of.person, how, from, to: of.at });
    const isKept = (response.homeUntil[person] ?? -1) > day;
    response.homeUntil[person] = day + atHome;
    monitor(response, person, day + atHome);
    if (isKept) return at + 2;
    const startsOn = Math.floor((at + 5) / minutesOfDay);
    agenda.add<'quarantine'>({
      kind: 'quarantine',
      at: at + 5,
      person,
      form: 'home',
      startsOn,
      days: atHome,
      because: of.person,
    });
    // The second test finds whom the first was too early for.
    for (const later of [0, 7]) {
      sample(world, epidemic, response, random, person, at + later * minutesOfDay + 300 + random.below(500));
    }
    if (how === 'household' || random.chance(0.4)) push(response.meaning, day + 1, person);
    return at + 2;
  };
  const decisions: { person: number; named: { other: number; at: number }[] }[] = [];
  for (const event of agenda.resultsOn(day)) {
    if (event.result !== 'positive' || (response.confirmedOn[event.person] ?? -1) >= 0) continue;
    const { person, test, at } = event;
    response.confirmedOn[person] = day;
    response.hospitalUntil[person] = day + inHospital;
    const onset = epidemic.illFrom[person] ?? -1;
    const source = epidemic.source[person] ?? -1;
    agenda.add<'case'>({
      kind: 'case',
      at: at + 60,
      person,
      test,
      ...(onset >= 0 && onset <= day && { onsetOn: onset }),
      sampledAt: at - 1_200,
      isolatedAt: at + 55,
      sourceKnown: source >= 0 && (response.confirmedOn[source] ?? -1) >= 0,
    });
    const home = world.people.home[person] ?? 0;
    const commune = world.homes.commune[home] ?? 0;
    const hospital = world.places.hospital[world.district[commune] ?? 0] ?? 0;
    agenda.add<'transport'>({ kind: 'transport', at: at + 100, person, place: hospital, because: person });
    agenda.add<'health'>({ kind: 'health', at: at + 150, person, status: 'treated' });
    if (!((epidemic.diesOn[person] ?? -1) > day)) {
      agenda.add<'health'>({ kind: 'health', at: at + inHospital * minutesOfDay, person, status: 'recovered' });
    }
    const named: { other: number; at: number }[] = [];
    const name = (other: number, how: 'household' | 'interview'): void => {
      const since = keep(other, event, how);
      if (since !== undefined) named.push({ other, at: since });
    };
    const [first, last] = personsOf(world, home);
    for (let other = first; other < last; other += 1) if (other !== person) name(other, 'household');
    const group = world.groups.of[person] ?? -1;
    const [from, to] = group < 0 ? [0, 0] : [world.groups.start[group] ?? 0, world.groups.start[group + 1] ?? 0];
    for (let n = from; n < to; n += 1) {
      const other = world.groups.members[n] ?? person;
      if (other !== person && random.chance(found)) name(other, 'interview');
    }
    decisions.push({ person, named });
  }
  // Who is a case by then is nobody's contact.
  const cases = new Set(
    [day, day + 1]
      .flatMap((on) => agenda.resultsOn(on))
      .flatMap((one) => (one.result === 'positive' ? [one.person] : [])),
  );
  for (const { person, named } of decisions) {
    const contacts = [...new Set(named.map(({ other }) => other))].filter((other) => !cases.has(other));
    if (contacts.length === 0) continue;
    agenda.add<'decision'>({ kind: 'decision', at: Math.max(...named.map(({ at }) => at)) + 30, person, contacts });
  }
};
