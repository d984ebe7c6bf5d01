import { type CaseFacts, caseWindow, classUntil, contactWindow, type Interval, overlap } from './rules.ts';

/** An accepted link: the contact met the source from-to. Milliseconds. */
export type Link = Interval & { id: string; source: string; person: string };
/** An open or closed case that is not revoked: recovery or death frees nobody. */
export type ClassCase = CaseFacts & { id: string; person: string; confirmedOn: string };

/** What classes follow from; a world for a test, rows for a server. */
export type Evidence = {
  casesOf: (person: string) => readonly ClassCase[];
  linksTo: (person: string) => readonly Link[];
  /** From when a person was isolated, however that is known. */
  isolationOf?: (person: string) => Date | undefined;
};

export type Class = {
  level: 0 | 1 | 2;
  /** Persons from the case to this one: the reason. */
  chain: string[];
  caseId: string;
  /** The first and the end of the last contact that count; of an F0 neither. */
  firstContact?: number;
  lastContact?: number;
  until: Date | null;
};

type Step = { chain: string[]; caseId: string; from: number; to: number };

/** The earliest case of a person, if there is one. */
const caseOf = (evidence: Evidence, person: string): ClassCase | undefined =>
  evidence.casesOf(person).toSorted((a, b) => (a.confirmedOn < b.confirmedOn ? -1 : 1))[0];

/** Every accepted contact with an F0 inside that case's window: by these a person is F1. */
const firstSteps = (evidence: Evidence, person: string, now: Date): Step[] =>
  evidence.linksTo(person).flatMap((link) =>
    link.source === person
      ? []
      : evidence.casesOf(link.source).flatMap((source) => {
          const met = overlap(link, caseWindow(source, now));
          return met ? [{ chain: [link.source, person], caseId: source.id, ...met }] : [];
        }),
  );

/** Every accepted contact with an F1 after that one met its F0 and before it was isolated: by these a person is F2. */
const secondSteps = (evidence: Evidence, person: string, now: Date): Step[] =>
  evidence.linksTo(person).flatMap((link) => {
    if (link.source === person) return [];
    const steps = firstSteps(evidence, link.source, now).filter(({ chain }) => chain[0] !== person);
    const first = steps.toSorted((a, b) => a.from - b.from)[0];
    if (!first) return [];
    const met = overlap(link, contactWindow(first.from, evidence.isolationOf?.(link.source), now));
    return met ? [{ chain: [...first.chain, person], caseId: first.caseId, ...met }] : [];
  });

const classOf = (level: 1 | 2, steps: readonly Step[]): Class | undefined => {
  // Of equally short chains the one whose contact was last: it ends last.
  const [leading] = steps.toSorted((a, b) => b.to - a.to || (a.caseId < b.caseId ? -1 : 1));
  if (!leading) return undefined;
  return {
    level,
    chain: leading.chain,
    caseId: leading.caseId,
    firstContact: Math.min(...steps.map(({ from }) => from)),
    lastContact: leading.to,
    until: classUntil(level, leading.to),
  };
};

/**
 * The class of a person: F0 by an own case, else by the shortest accepted chain from a case. Undefined without one. Nobody
 * is a contact of oneself.
 */
export const classify = (evidence: Evidence, person: string, now: Date): Class | undefined => {
  const own = caseOf(evidence, person);
  if (own) return { level: 0, chain: [person], caseId: own.id, until: null };
  return classOf(1, firstSteps(evidence, person, now)) ?? classOf(2, secondSteps(evidence, person, now));
};

/** Who may change class when the cases or links of some persons did: they, and those whom accepted links reach in two steps. */
export const reachedFrom = (
  persons: readonly string[],
  linksFrom: (person: string) => readonly { person: string }[],
): string[] => {
  const reached = new Set(persons);
  let edge = [...reached];
  for (let step = 0; step < 2; step += 1) {
    edge = edge.flatMap((person) => linksFrom(person).map((link) => link.person)).filter((one) => !reached.has(one));
    for (const one of edge) reached.add(one);
  }
  return [...reached];
};
