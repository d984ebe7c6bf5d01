import { dayOf } from '../core/day.ts';
import type { StandIn } from '../features/accounts/index.ts';
import type { Event, EventKind, EventOf } from '../simulation/index.ts';
import type { Sent } from './demo-desk.ts';
import { type Names, personBody, province, type Units } from './demo-world.ts';

/** Who does it, for which persons of the household, and what is sent. */
export type Sending = Sent & { by: StandIn; persons?: readonly string[] };
type Sender<Kind extends EventKind> = (event: EventOf<Kind>, names: Names, units: Units) => Sending;

/** Made by the simulation, and waiting for the feature that takes it. */
const later = undefined;

const laboratory = 'CDC Thanh Hóa (tập dượt)';
const rounded = (temperature: number | undefined) => (temperature === undefined ? {} : { temperature });

/** What every action of a station says: its own id, and when it really happened. */
const act = (names: Names, { kind, n, at }: Event) => ({
  id: names.id(kind, n, at),
  at: names.momentOf(at).toISOString(),
});
const onDeclaration = (
  names: Names,
  units: Units,
  event: Extract<Event, { declaration: number }>,
  key: Sent['key'],
  body: Record<string, unknown>,
): Sending => ({
  by: units.stationOf(names.areaOf(event.person)),
  key,
  params: { id: names.id('declaration', event.declaration) },
  body: { ...act(names, event), ...body },
});
const onPerson = (
  names: Names,
  units: Units,
  event: Event,
  key: Sent['key'],
  body: Record<string, unknown>,
): Sending => ({
  by: units.stationOf(names.areaOf(event.person)),
  key,
  params: { id: names.id('person', event.person) },
  body: { id: names.id(event.kind, event.n, event.at), ...body },
});

const returnAnswers = (event: EventOf<'declaration'>, names: Names): Record<string, unknown> => {
  const [stay] = event.stays;
  if (event.form !== 'returnee' || event.arrival === undefined) return {};
  return {
    ...(stay && {
      from: stay.area,
      origin: 'epidemic',
      fromSince: names.dayOf(stay.from),
      leftOn: names.dayOf(stay.to),
    }),
    arrival: names.momentOf(event.arrival).toISOString(),
    vehicle: 'coach',
    trip: `36B-${String(10_000 + (event.person % 90_000))}`,
    testSlip: 'none',
    vaccination: 'none',
  };
};

const declared: Sender<'declaration'> = (event, names, units) => {
  const { form, signs, since, exposures, conditions, stays, person } = event;
  const symptoms = signs.map((code) => ({ code, ...(since !== undefined && { since: names.dayOf(since) }) }));
  const places = stays.map(({ area, from, to }) => ({ area, from: names.dayOf(from), to: names.dayOf(to) }));
  const id = names.id('person', person);
  const whole = personBody(names, person);
  return {
    by: event.by === 'household' ? names.household(person) : units.stationOf(names.areaOf(person)),
    key: 'POST /declarations',
    body: {
      ...act(names, event),
      id: names.id('declaration', event.n),
      form,
      person: event.isNew
        ? { ...whole, ...(event.by === 'household' && { relation: whole.phone ? 'self' : 'family' }) }
        : { id },
      answers: {
        symptoms,
        ...(form === 'daily' ? {} : { exposures, conditions, places: form === 'returnee' ? [] : places }),
        ...(form === 'daily' && exposures.length > 0 && { exposures }),
        ...rounded(event.temperature),
        ...returnAnswers(event, names),
      },
      area: names.areaOf(person),
      ...(whole.hamlet !== undefined && { hamlet: whole.hamlet }),
      certified: true,
    },
  };
};

/** A person has one case at most. */
const caseId = (names: Names, person: number): string => names.id('case', person);

/** One row a kind of event: a new kind begins in `src/simulation/events.ts` and ends here. */
export const senders: { readonly [Kind in EventKind]: Sender<Kind> | typeof later } = {
  declaration: declared,
  take: (event, names, units) => onDeclaration(names, units, event, 'POST /declarations/:id/take', {}),
  attempt: (event, names, units) =>
    onDeclaration(names, units, event, 'POST /declarations/:id/attempts', {
      channel: event.channel,
      outcome: event.outcome,
    }),
  verification: (event, names, units) => ({
    ...onDeclaration(names, units, event, 'POST /declarations/:id/verification', { result: event.result }),
    ...(event.by === 'district' && { by: units.districtOf(names.areaOf(event.person)) }),
  }),
  check: (event, names, units) =>
    onDeclaration(names, units, event, 'POST /declarations/:id/medical-check', {
      temperature: event.temperature,
      findings: event.conclusion === 'refer_hospital' ? 'Khó thở, mệt nhiều' : 'Tỉnh táo, không khó thở',
      conclusion: event.conclusion,
      ...(event.nextCheckOn !== undefined && { nextCheckOn: names.dayOf(event.nextCheckOn) }),
    }),
  closure: (event, names, units) =>
    onDeclaration(names, units, event, 'POST /declarations/:id/closure', { reason: 'Đã hỏi kỹ, không cần khám' }),
  arrival: (event, names, units) =>
    onDeclaration(names, units, event, 'POST /arrivals/:id/confirmation', { arrived: event.arrived }),
  registration: (event, names, units) => ({
    by: units.stationOf(names.areaOf(event.person)),
    key: 'POST /people',
    body: personBody(names, event.person),
  }),
  test: (event, names, units) =>
    onPerson(names, units, event, 'POST /people/:id/tests', {
      id: names.id('test', event.n),
      sampledAt: names.momentOf(event.at).toISOString(),
      method: event.method,
      lab: laboratory,
    }),
  result: (event, names, units) => ({
    by: units.stationOf(names.areaOf(event.person)),
    key: 'POST /tests/:id/result',
    params: { id: names.id('test', event.test) },
    body: {
      id: names.id(event.kind, event.n, event.at),
      result: event.result,
      resultAt: names.momentOf(event.at).toISOString(),
    },
  }),
  health: (event, names, units) =>
    onPerson(names, units, event, 'POST /people/:id/health', {
      status: event.status,
      at: names.momentOf(event.at).toISOString(),
    }),
  death: (event, names, units) =>
    onPerson(names, units, event, 'POST /people/:id/death', {
      diedOn: names.dayOf(event.day),
      place: 'Bệnh viện',
      source: 'Bệnh viện báo (tập dượt)',
    }),
  approval: (event, names, units) => ({
    by: units.province,
    key: 'POST /figures/approval',
    body: { id: names.id(event.kind, event.n, event.at), area: province },
  }),
  visit: (event, names) => ({
    by: names.household(event.person),
    persons: [names.id('person', event.person)],
    key: 'POST /visits',
    body: {
      id: names.id('visit', event.n, event.from),
      venue: names.id('venue', event.place),
      visitor: { person: names.id('person', event.person) },
      in: names.momentOf(event.from).toISOString(),
      out: names.momentOf(event.at).toISOString(),
      method: 'self',
    },
  }),
  case: (event, names, units) => ({
    by: units.stationOf(names.areaOf(event.person)),
    key: 'POST /cases',
    body: {
      id: caseId(names, event.person),
      person: names.id('person', event.person),
      ...(event.onsetOn !== undefined && { onsetOn: names.dayOf(event.onsetOn) }),
      sampledOn: dayOf(names.momentOf(event.sampledAt)),
      confirmedOn: dayOf(names.momentOf(event.at)),
      isolatedAt: names.momentOf(event.isolatedAt).toISOString(),
      sourceKnown: event.sourceKnown,
    },
  }),
  contact: (event, names, units) => ({
    by: units.stationOf(names.areaOf(event.of)),
    key: 'POST /cases/:id/contacts',
    params: { id: caseId(names, event.of) },
    body: {
      id: names.id(event.kind, event.n, event.at),
      person: names.id('person', event.person),
      from: names.momentOf(event.from).toISOString(),
      to: names.momentOf(event.to).toISOString(),
      kind: event.how,
    },
  }),
  decision: (event, names, units) => ({
    by: units.stationOf(names.areaOf(event.person)),
    key: 'POST /cases/:id/decisions',
    params: { id: caseId(names, event.person) },
    body: {
      id: names.id(event.kind, event.n, event.at),
      decisions: event.contacts.map((person) => ({ person: names.id('person', person), level: 1, accept: true })),
    },
  }),
  quarantine: later,
  transport: later,
};

export const sendingOf = (event: Event, names: Names, units: Units): Sending | undefined =>
  (senders[event.kind] as Sender<EventKind> | undefined)?.(event, names, units);
