import { addDays, dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { ageOn } from '../people/rules.ts';
import { findVenues, type VenueRow } from '../venues/index.ts';
import { type Found, findBeside, openStays, type Source } from '../visits/index.ts';
import { type Met, meetingsOf } from './candidates.ts';
import * as links from './links-store.ts';
import { caseWindow, contactWindow, type Evidence, type Interval, overlap, type Risk, riskOf } from './rules.ts';
import * as store from './store.ts';

/** What speaks for one contact, found in visits or entered by a tracer. */
export type Proof = Evidence & { id?: string; via?: string; note?: string | null };
export type State = 'candidate' | 'accepted' | 'rejected' | 'below';
export type Contact = { person: string; level: 1 | 2; state: State; evidence: Proof[]; risk: Risk; area: string };

const proofOf = (met: Met, venue: VenueRow | undefined, via: string | undefined): Proof => ({
  kind: 'visit',
  venue: met.venue,
  ...(venue && { venueKind: venue.kind }),
  from: met.from,
  to: met.to,
  minutes: met.minutes,
  doubtful: met.doubtful,
  sameSeat: met.sameSeat,
  ...(via !== undefined && { via }),
});

const noteOf = (house: House, { id, sealed }: links.LinkRow): string | null =>
  sealed ? house.keys.open<{ note: string }>(`contact link ${id}`, sealed).note : null;

const proofOfLink = (house: House, link: links.LinkRow, level: 1 | 2): Proof => ({
  id: link.id,
  kind: link.kind,
  ...(link.venueId && { venue: link.venueId }),
  from: link.fromAt.getTime(),
  to: link.toAt.getTime(),
  minutes: link.minutes,
  doubtful: link.doubtful,
  ...(level === 2 && { via: link.sourceId }),
  note: noteOf(house, link),
});

/** Meetings with the sources in venues, by person, with what each venue is. */
const findMet = async (house: House, db: Db, sources: readonly Source[]) => {
  const found: Found[] = await openStays(db, house.keys.days, sources);
  await findBeside(db, house.keys.days, found);
  const venues = new Map(
    (await findVenues(db, [...new Set(found.map(({ stay }) => stay.venue))])).map((v) => [v.id, v]),
  );
  const met = meetingsOf(found, (venue) => venues.get(venue)?.kind ?? 'other');
  return { met, venues, opened: [...new Set(found.map(({ source }) => source.person))] };
};

type Frame = {
  case: store.CaseRow;
  level: 1 | 2;
  /** Whose contacts, each with its window. */
  sources: Source[];
  /** Who is not listed: the case, other cases, and at level 2 the F1. */
  except: ReadonlySet<string>;
  now: Date;
  asOf?: Date;
};

/** A manual link counts for its interval inside the source's window; without one it stays in the list below the line. */
const isInside = (link: links.LinkRow, windows: ReadonlyMap<string, Interval>): boolean => {
  const window = windows.get(link.sourceId);
  return (
    window !== undefined && overlap({ from: link.fromAt.getTime(), to: link.toAt.getTime() }, window) !== undefined
  );
};

const contactsIn = async (house: House, db: Db, frame: Frame): Promise<{ contacts: Contact[]; opened: string[] }> => {
  const { level, sources, except, now, asOf } = frame;
  // A closed or revoked case opens nobody's visits any more; what was accepted stands in links.
  const mayOpen = frame.case.state === 'open' && asOf === undefined;
  const { met, venues, opened } = mayOpen
    ? await findMet(house, db, sources)
    : { met: new Map<string, Met[]>(), venues: new Map<string, VenueRow>(), opened: [] };
  const windows = new Map(sources.map(({ person, window }) => [person, window]));
  const [known, decided] = [
    await links.linksOfCase(db, frame.case.id, level, asOf),
    new Map((await links.decisionsOf(db, frame.case.id, level, asOf)).map((row) => [row.personId, row.accepted])),
  ];
  const linked = Map.groupBy(known, ({ personId }) => personId);
  const persons = [...new Set([...met.keys(), ...linked.keys()])].filter((person) => !except.has(person));
  const traits = new Map((await store.traitsOf(db, persons, addDays(dayOf(now), -14))).map((row) => [row.id, row]));
  const contacts = persons.flatMap((person): Contact[] => {
    const trait = traits.get(person);
    if (!trait) return [];
    const mine = met.get(person) ?? [];
    const entered = (linked.get(person) ?? []).filter(
      // A link saved from visits that still can be read is shown as they are now.
      (link) =>
        link.kind !== 'visit' || !mine.some(({ venue, source }) => venue === link.venueId && source === link.sourceId),
    );
    const evidence = [
      ...mine.map((one) => proofOf(one, venues.get(one.venue), level === 2 ? one.source : undefined)),
      ...entered.map((link) => proofOfLink(house, link, level)),
    ];
    const isEnough = mine.some((one) => one.isEnough) || entered.some((link) => isInside(link, windows));
    const decision = decided.get(person);
    const state = decision === undefined ? (isEnough ? 'candidate' : 'below') : decision ? 'accepted' : 'rejected';
    const age = ageOn({ ...(trait.birthYear !== null && { birthYear: trait.birthYear }) }, dayOf(now));
    const risk = riskOf(evidence, { ...(age !== undefined && { age }), hasSymptoms: trait.hasSymptoms });
    return [{ person, level, state, evidence, risk, area: trait.area }];
  });
  return {
    contacts: contacts.toSorted((a, b) => b.risk.score - a.risk.score || (a.person < b.person ? -1 : 1)),
    opened,
  };
};

type Asked = { case: store.CaseRow; now: Date; asOf?: Date };
type Answer = { contacts: Contact[]; opened: string[] };

/** Other F0 among some persons: they are no contacts, though they met. */
const casesAmong = async (db: Db, persons: readonly string[]): Promise<Set<string>> =>
  new Set((await store.casesOf(db, persons)).map(({ personId }) => personId));

const withoutCases = async (db: Db, { contacts, opened }: Answer): Promise<Answer> => {
  const others = await casesAmong(
    db,
    contacts.map(({ person }) => person),
  );
  return { contacts: contacts.filter(({ person }) => !others.has(person)), opened };
};

/** Who met the F0 within its window, ranked, each with the evidence and what was decided. */
export const firstContacts = async (house: House, db: Db, asked: Asked): Promise<Answer> => {
  const { case: f0, now } = asked;
  const source = { person: f0.personId, window: caseWindow(f0, asked.asOf ?? now) };
  const frame: Frame = { ...asked, level: 1, sources: [source], except: new Set([f0.personId]) };
  return withoutCases(db, await contactsIn(house, db, frame));
};

/** Who met an F1 that was not rejected, after that one met the F0; an F1 is not listed again. */
export const secondContacts = async (house: House, db: Db, asked: Asked): Promise<Answer> => {
  const { case: f0, now } = asked;
  const first = await firstContacts(house, db, asked);
  const f1 = first.contacts.filter(({ state }) => state === 'candidate' || state === 'accepted');
  const window = caseWindow(f0, asked.asOf ?? now);
  const kept = new Map(
    (
      await links.isolations(
        db,
        f1.map(({ person }) => person),
      )
    ).map(({ personId, at }) => [personId, at]),
  );
  const sources = f1.flatMap(({ person, evidence }): Source[] => {
    const starts = evidence.flatMap((proof) => overlap(proof, window)?.from ?? []);
    return starts.length === 0
      ? []
      : [{ person, window: contactWindow(Math.min(...starts), kept.get(person), asked.asOf ?? now) }];
  });
  const except = new Set([f0.personId, ...f1.map(({ person }) => person)]);
  const second = await withoutCases(db, await contactsIn(house, db, { ...asked, level: 2, sources, except }));
  return { contacts: second.contacts, opened: [...first.opened, ...second.opened] };
};
