import type { Sign } from './signs.ts';

/**
 * What the systems would receive of an epidemic, each kind once. A new kind is a type here, made in `response.ts`, and sent by
 * a row of `src/apps/demo-senders.ts`. `at` is in minutes since midnight of day 0, `n` a number of its own.
 */
type Made<Kind extends string, Content = Record<never, never>> = {
  kind: Kind;
  n: number;
  at: number;
  person: number;
} & Content;

/** By whom: the household's phone, the station of the person's commune, the district above it, or the province. */
export type Declared = Made<
  'declaration',
  {
    form: 'general' | 'daily' | 'returnee';
    by: 'household' | 'station';
    /** The system does not know the person yet. */
    isNew: boolean;
    signs: readonly Sign[];
    /** The day on which the signs began. */
    since?: number;
    temperature?: number;
    exposures: readonly ('contact_case' | 'contact_symptomatic')[];
    conditions: readonly string[];
    stays: readonly { area: string; from: number; to: number }[];
    /** Of a returnee: when the coach comes in. */
    arrival?: number;
  }
>;

type OfDeclaration = { declaration: number };
export type Taken = Made<'take', OfDeclaration>;
export type Attempted = Made<
  'attempt',
  OfDeclaration & {
    channel: 'call' | 'visit';
    outcome: 'reached' | 'no_answer' | 'wrong_number' | 'refused' | 'absent';
  }
>;
export type Verified = Made<
  'verification',
  OfDeclaration & { result: 'confirmed' | 'not_confirmed' | 'false' | 'lost'; by: 'station' | 'district' }
>;
export type Checked = Made<
  'check',
  OfDeclaration & {
    temperature: number;
    conclusion: 'none' | 'home_monitoring' | 'sample' | 'propose_isolation' | 'refer_hospital';
    nextCheckOn?: number;
  }
>;
export type Closed = Made<'closure', OfDeclaration>;
/** The station has seen a returnee at home, or not. */
export type ArrivalSeen = Made<'arrival', OfDeclaration & { arrived: boolean }>;
/** Somebody whom tracing names and who never declared. */
export type Registered = Made<'registration'>;
export type Tested = Made<'test', { method: 'pcr' | 'antigen' }>;
export type Resulted = Made<'result', { test: number; result: 'positive' | 'negative' }>;
export type HealthChanged = Made<'health', { status: 'treated' | 'recovered' | 'well' }>;
export type Died = Made<'death', { day: number }>;
/** The province approves the figures of its day. */
export type Approved = Made<'approval'>;

export type CaseFound = Made<
  'case',
  { test: number; onsetOn?: number; sampledAt: number; isolatedAt: number; sourceKnown: boolean }
>;
/** A contact as an interview or the household names it; visits find their own. */
export type ContactNamed = Made<'contact', { of: number; how: 'household' | 'interview'; from: number; to: number }>;
/** A tracer accepts the contacts that a household or an interview named for a case on one day. */
export type Decided = Made<'decision', { contacts: readonly number[] }>;
export type Quarantined = Made<
  'quarantine',
  { form: 'home' | 'treatment'; startsOn: number; days: number; because: number }
>;
export type Transported = Made<'transport', { place: number; because: number }>;

/** Somebody at a place, from `from` to `at`: all of them by `Day.visits`, those that were scanned by `Day.registered`. */
export type Visited = Made<'visit', { place: number; from: number }>;

export type Event =
  | Visited
  | Declared
  | Taken
  | Attempted
  | Verified
  | Checked
  | Closed
  | ArrivalSeen
  | Registered
  | Tested
  | Resulted
  | HealthChanged
  | Died
  | Approved
  | CaseFound
  | ContactNamed
  | Decided
  | Quarantined
  | Transported;
export type EventKind = Event['kind'];
export type EventOf<Kind extends EventKind> = Extract<Event, { kind: Kind }>;

export const minutesOfDay = 1_440;
export const dayOfEvent = ({ at }: Pick<Event, 'at'>): number => Math.floor(at / minutesOfDay);

/** Events to come, by their days. What falls due is handed out in its order. */
export type Agenda = {
  add: <Kind extends EventKind>(event: Omit<EventOf<Kind>, 'n'>) => number;
  /** The results that become known on a day. */
  resultsOn: (day: number) => Resulted[];
  /** Takes out a day. */
  take: (day: number) => Event[];
  /** Nothing more happens with somebody who has died. */
  end: (person: number, at: number) => void;
};

const inOrder = (one: Event, other: Event): number => one.at - other.at || one.n - other.n;

export const newAgenda = (): Agenda => {
  const days = new Map<number, Event[]>();
  const ended = new Map<number, number>();
  const given = { n: 0 };
  return {
    add: (event) => {
      const n = given.n++;
      const at = Math.round(event.at);
      const made = { ...event, at, n } as unknown as Event;
      const day = dayOfEvent(made);
      const held = days.get(day);
      if (held) held.push(made);
      else days.set(day, [made]);
      return n;
    },
    resultsOn: (day) => (days.get(day) ?? []).filter((event) => event.kind === 'result').sort(inOrder),
    take: (day) => {
      const due = days.get(day) ?? [];
      days.delete(day);
      return due.filter(({ person, at }) => at <= (ended.get(person) ?? at)).sort(inOrder);
    },
    end: (person, at) => void ended.set(person, at),
  };
};
