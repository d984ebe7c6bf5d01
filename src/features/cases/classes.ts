import {
  type CaseFacts,
  caseWindow,
  classUntil,
  contactWindow,
  type Interval,
  isSameIllness,
  overlap,
  stands,
} from './rules.ts';

/** An accepted link: the contact met the source from-to. Milliseconds. */
export type Link = Interval & { id: string; source: string; person: string };
/** An open or closed case that is not revoked: recovery or death frees none of its contacts. */
export type ClassCase = CaseFacts & { id: string; person: string; confirmedOn: string };

/** What classes follow from; a world for a test, rows for a server. */
export type Evidence = {
  casesOf: (person: string) => readonly ClassCase[];
  linksTo: (person: string) => readonly Link[];
  /** From when a person was isolated, each time, however that is known. */
  isolationsOf?: (person: string) => readonly Date[];
};

export type Class = {
  level: 0 | 1 | 2;
  /** Persons from the case to this one: the reason. */
  chain: string[];
  caseId: string;
  /** The beginning of the first and the end of the last contact that count; of an F0 neither. */
  firstContact?: number;
  lastContact?: number;
  /** In the past where the class has run out: it is history then. */
  until: Date | null;
};

/** `met` is when the chain left the case: the first contact with it of its F1. */
type Step = { chain: string[]; source: ClassCase; from: number; to: number; met: number };

/** Every accepted contact with an F0 inside that case's window: by these a person is F1. */
const firstSteps = (evidence: Evidence, person: string, now: Date): Step[] =>
  evidence.linksTo(person).flatMap((link) =>
    link.source === person
      ? []
      : evidence.casesOf(link.source).flatMap((source) => {
          const met = overlap(link, caseWindow(source, now));
          return met ? [{ chain: [link.source, person], source, ...met, met: met.from }] : [];
        }),
  );

/** Of each case the first contact. */
const firstOfEach = (steps: readonly Step[]): Step[] => [
  ...new Map(steps.toSorted((a, b) => b.from - a.from).map((step) => [step.source.id, step])).values(),
];

/** Every accepted contact with an F1 after that one met an F0 and before it was isolated: by these a person is F2. */
const secondSteps = (evidence: Evidence, person: string, now: Date): Step[] =>
  evidence.linksTo(person).flatMap((link) => {
    if (link.source === person) return [];
    const steps = firstSteps(evidence, link.source, now).filter(({ chain }) => chain[0] !== person);
    const isolations = evidence.isolationsOf?.(link.source) ?? [];
    return firstOfEach(steps).flatMap((first) => {
      const met = overlap(link, contactWindow(first.from, isolations, now));
      return met ? [{ chain: [...first.chain, person], source: first.source, ...met, met: first.from }] : [];
    });
  });

/** Whether accepted contacts lead from a case to a person in so many steps, be it that the class by them has run out, or that another stands. */
export const isReached = (evidence: Evidence, person: string, caseId: string, level: 1 | 2, now: Date): boolean =>
  (level === 1 ? firstSteps : secondSteps)(evidence, person, now).some(({ source }) => source.id === caseId);

const classOf = (level: 1 | 2, steps: readonly Step[]): Class[] => {
  // Of equally short chains the one whose contact was last: it ends last. Of those that end together the newest.
  const lastFirst = steps.toSorted((a, b) => b.to - a.to || b.met - a.met || (a.source.id < b.source.id ? -1 : 1));
  const [leading] = lastFirst;
  if (!leading) return [];
  const until = (step: Step) => classUntil(level, step.to);
  // Back from the last contact as long as the class of the one before had not run out.
  const firstContact = lastFirst.reduce(
    (from, step) => (until(step).getTime() > from ? Math.min(from, step.from) : from),
    leading.from,
  );
  const { chain, source, to } = leading;
  return [{ level, chain, caseId: source.id, firstContact, lastContact: to, until: until(leading) }];
};

/** F0 by an open case, of several the earliest; until it was closed by one that is. */
const ownOf = (cases: readonly ClassCase[], person: string): Class[] =>
  cases
    .toSorted((a, b) => (a.confirmedOn < b.confirmedOn ? -1 : 1))
    .map(({ id, closedAt }) => ({ level: 0, chain: [person], caseId: id, until: closedAt ?? null }));

const last = (classes: readonly Class[]): Class | undefined =>
  classes.toSorted((a, b) => (b.until?.getTime() ?? 0) - (a.until?.getTime() ?? 0))[0];

/**
 * The class of a person: F0 by an own case, else by the shortest accepted chain from a case, as long as it stands; when none
 * does, the one that ran out last. Undefined without any. Nobody is a contact of oneself, nor of a case of the illness that is
 * the own one.
 */
export const classify = (evidence: Evidence, person: string, now: Date): Class | undefined => {
  const cases = evidence.casesOf(person);
  const isAnother = ({ source }: Step): boolean => !cases.some((own) => isSameIllness(own, source));
  const classes = [
    ...ownOf(cases, person),
    ...classOf(1, firstSteps(evidence, person, now).filter(isAnother)),
    ...classOf(2, secondSteps(evidence, person, now).filter(isAnother)),
  ];
  return classes.find(({ until }) => stands(until, now)) ?? last(classes);
};
