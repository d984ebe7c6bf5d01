import { addDays, dayOf } from '../../core/day.ts';
import type { Db } from '../../core/db.ts';
import type { House } from '../../core/house.ts';
import { ageOn } from '../people/rules.ts';
import { findVenues, type VenueRow } from '../venues/index.ts';
import {
  type Found,
  findBeside,
  findSeated,
  openStays,
  renameBeside,
  type Seated,
  type Source,
} from '../visits/index.ts';
import { meetingsOf } from './candidates.ts';
import { allIdsOf, type Humans, humansOf } from './humans.ts';
import { isolationsOf } from './isolations.ts';
import * as links from './links-store.ts';
import type { Meetings, Met } from './meeting-table.ts';
import { casesAmong, caseThen } from './other-cases.ts';
import { type Proof, proofOf, proofOfLink, recordedOf } from './proofs.ts';
import { caseWindow, contactWindow, type Evidence, isNear, overlap, type Risk, riskOf } from './rules.ts';
import * as store from './store.ts';

export type State = 'candidate' | 'accepted' | 'rejected' | 'below';
export type Contact = {
  person: string;
  level: 1 | 2;
  state: State;
  /** What speaks for it, made when asked for: a page is, of a list of many thousands. */
  evidence: () => Proof[];
  /** Of the case and level, entered or left by an earlier acceptance, and not withdrawn. */
  links: readonly links.LinkRow[];
  /** Whether any of it lies in the time that counts: without, accepting makes no class. */
  isInside: boolean;
  risk: Risk;
  area: string;
};

/** What the visits of some sources tell: whom they met, what each venue is, who sat near, and whose visits were opened. */
type FromVisits = {
  met: Meetings;
  venues: ReadonlyMap<string, VenueRow>;
  /** In one meeting, or without it in any. */
  isSeatedNear: (person: string, met?: Met) => boolean;
  opened: string[];
  /** Which of all whom they met, and of the persons named beside, are one human. */
  humans: Humans;
};

const nothing = {
  met: { persons: [], whole: () => undefined, of: () => [] },
  venues: new Map(),
  isSeatedNear: () => false,
  opened: [],
} satisfies Omit<FromVisits, 'humans'>;

type Asking = { sources: readonly Source[]; only: readonly string[] | undefined; named: readonly string[] };

const findMet = async (house: House, db: Db, { sources, only, named }: Asking): Promise<FromVisits> => {
  const asked = await humansOf(db, [...sources.map(({ person }) => person), ...(only ?? [])]);
  const whole = sources.map((source) => ({ ...source, also: asked.idsOf(source.person).slice(1) }));
  const found: Found[] = await openStays(db, house.keys.days, whole);
  await findBeside(db, house.keys.days, found, only && allIdsOf(asked, only));
  const venues = new Map(
    (await findVenues(db, [...new Set(found.map(({ stay }) => stay.venue))])).map((v) => [v.id, v]),
  );
  const meet = () => meetingsOf(found, (venue) => venues.get(venue)?.kind ?? 'other');
  const met = meet();
  const seated = await findSeated(db, house.keys.days, found);
  const humans = await humansOf(db, [...new Set([...met.persons, ...named])]);
  const { keptOf } = humans;
  const isMerged = met.persons.some((id) => keptOf(id) !== id);
  if (isMerged) renameBeside(found, keptOf);
  return {
    met: isMerged ? meet() : met,
    venues,
    isSeatedNear: nearOf(seated, venues, keptOf),
    opened: [...new Set(found.map(({ source }) => source.person))],
    humans,
  };
};

/** Whether somebody sat in one seat, row or zone with the source of a meeting. */
const nearOf = (
  seated: readonly Seated[],
  venues: ReadonlyMap<string, VenueRow>,
  keptOf: (id: string) => string,
): FromVisits['isSeatedNear'] => {
  const key = (person: string, met?: { source: string; venue: string }): string =>
    met ? `${person} ${met.source} ${met.venue}` : person;
  const near = new Set(
    seated.flatMap(({ found: { source, stay }, person, mine, theirs }) =>
      isNear(venues.get(stay.venue)?.kind ?? 'other', mine, theirs)
        ? [key(keptOf(person)), key(keptOf(person), { source: source.person, venue: stay.venue })]
        : [],
    ),
  );
  return (person, met) => near.has(key(person, met));
};

type Frame = {
  case: store.CaseRow;
  level: 1 | 2;
  /** Whose contacts, each with its window. */
  sources: Source[];
  /** Who is not listed: the case, other cases, and at level 2 the F1. */
  except: ReadonlySet<string>;
  /** Nobody but these is looked for. */
  only?: readonly string[];
  now: Date;
  asOf?: Date;
};

const contactsIn = async (house: House, db: Db, frame: Frame): Promise<Answer & { humans: Humans }> => {
  const { level, sources, except, only, now, asOf } = frame;
  // A closed or revoked case opens nobody's visits any more; what was accepted stands in links.
  const mayOpen = frame.case.state === 'open' && asOf === undefined;
  const windows = new Map(sources.map(({ person, window }) => [person, window]));
  const rows = await links.linksOfCase(db, frame.case.id, level, asOf);
  const decisions = await links.decisionsOf(db, frame.case.id, level, asOf);
  const named = [...rows.flatMap((row) => [row.personId, row.sourceId]), ...decisions.map(({ personId }) => personId)];
  const { met, venues, isSeatedNear, opened, humans }: FromVisits = mayOpen
    ? await findMet(house, db, { sources, only, named })
    : { ...nothing, humans: await humansOf(db, named) };
  const { keptOf } = humans;
  const known = rows.map((row) => ({ ...row, personId: keptOf(row.personId), sourceId: keptOf(row.sourceId) }));
  // Under several ids of one human the newest counts.
  const newest = decisions.toSorted((a, b) => +a.at - +b.at);
  const decided = new Map(newest.map(({ personId, accepted }) => [keptOf(personId), accepted]));
  const linked = Map.groupBy(known, ({ personId }) => personId);
  const wanted = only && new Set(only);
  const persons = [...new Set([...met.persons, ...linked.keys()])]
    .filter((person) => !except.has(person) && (wanted?.has(person) ?? true))
    .sort();
  const today = dayOf(now);
  const traits = new Map((await store.traitsOf(db, persons, addDays(today, -14))).map((row) => [row.id, row]));
  const contacts = persons.flatMap((person): Contact[] => {
    const trait = traits.get(person);
    if (!trait) return [];
    const whole = met.whole(person);
    const own = linked.get(person) ?? [];
    const recorded = own
      .filter(
        // A link saved from visits that still can be read is shown as they are now.
        (link) =>
          link.kind !== 'visit' ||
          !met.of(person).some(({ venue, source }) => venue === link.venueId && source === link.sourceId),
      )
      .map((link) => recordedOf(link, windows));
    // An interval inside the source's window is enough; without one it stays in the list below the line.
    const isEntered = recorded.some(({ counted }) => counted !== undefined);
    const decision = decided.get(person) ?? undefined;
    const isEnough = whole?.isEnough || isEntered;
    const state = decision === undefined ? (isEnough ? 'candidate' : 'below') : decision ? 'accepted' : 'rejected';
    const age = ageOn({ ...(trait.birthYear !== null && { birthYear: trait.birthYear }) }, today);
    const visits: Evidence[] = whole ? [{ kind: 'visit', ...whole, sameSeat: isSeatedNear(person) }] : [];
    const proofs = recorded.map((one) => proofOfLink(house, one, level));
    const risk = riskOf([...visits, ...proofs], { ...(age !== undefined && { age }), hasSymptoms: trait.hasSymptoms });
    const evidence = () => [
      ...met.of(person).map((one) => proofOf(one, venues.get(one.venue), isSeatedNear(person, one), level)),
      ...proofs,
    ];
    const isInside = whole !== undefined || isEntered;
    return [{ person, level, state, evidence, links: own, isInside, risk, area: trait.area }];
  });
  return {
    // Stable: of one risk in the order of the persons, as above.
    contacts: contacts.toSorted((a, b) => b.risk.score - a.risk.score),
    opened,
    humans,
  };
};

export type Asked = { case: store.CaseRow; now: Date; asOf?: Date; only?: readonly string[] };
type Answer = { contacts: Contact[]; opened: string[] };

const asThen = async (db: Db, asked: Asked): Promise<Asked> =>
  asked.asOf ? { ...asked, case: await caseThen(db, asked.case, asked.asOf) } : asked;

const withoutCases = async (
  db: Db,
  asked: Asked,
  { contacts, opened, humans }: Answer & { humans: Humans },
): Promise<Answer> => {
  const persons = contacts.map(({ person }) => person);
  const others = await casesAmong(db, humans, persons, asked.case, asked.asOf);
  return { contacts: contacts.filter(({ person }) => !others.has(person)), opened };
};

/** Who met the F0 within its window, ranked, each with the evidence and what was decided. */
export const firstContacts = async (house: House, db: Db, given: Asked): Promise<Answer> => {
  const asked = await asThen(db, given);
  const { case: f0, now } = asked;
  const { keptOf } = await humansOf(db, [f0.personId, ...(asked.only ?? [])]);
  const source = { person: keptOf(f0.personId), window: caseWindow(f0, asked.asOf ?? now) };
  const only = asked.only?.map(keptOf);
  const frame: Frame = {
    ...asked,
    level: 1,
    sources: [source],
    except: new Set([source.person]),
    ...(only && { only }),
  };
  return withoutCases(db, asked, await contactsIn(house, db, frame));
};

/** Who met an F1 that was not rejected, after that one met the F0; an F1 is not listed again. */
export const secondContacts = async (house: House, db: Db, given: Asked): Promise<Answer> => {
  const asked = await asThen(db, given);
  const { case: f0, now } = asked;
  const { only: wanted, ...everybody } = asked;
  const first = await firstContacts(house, db, everybody);
  const f1 = first.contacts.filter(({ state }) => state === 'candidate' || state === 'accepted');
  const window = caseWindow(f0, asked.asOf ?? now);
  const humans = await humansOf(db, [f0.personId, ...f1.map(({ person }) => person), ...(wanted ?? [])]);
  const only = wanted?.map(humans.keptOf);
  const kept = await isolationsOf(
    db,
    humans,
    f1.map(({ person }) => person),
    asked.asOf,
  );
  const sources = f1.flatMap(({ person, evidence }): Source[] => {
    const starts = evidence().flatMap((proof) => overlap(proof, window)?.from ?? []);
    return starts.length === 0
      ? []
      : [{ person, window: contactWindow(Math.min(...starts), kept.get(person) ?? [], asked.asOf ?? now) }];
  });
  const except = new Set([humans.keptOf(f0.personId), ...f1.map(({ person }) => person)]);
  const second = await withoutCases(
    db,
    asked,
    await contactsIn(house, db, { ...everybody, level: 2, sources, except, ...(only && { only }) }),
  );
  return { contacts: second.contacts, opened: [...first.opened, ...second.opened] };
};
